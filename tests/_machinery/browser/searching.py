"""The search box of the site, as a reader uses it."""

from urllib.parse import urlsplit

from playwright.sync_api import Page

_INPUT = "input.md-search__input"

# Whether the search's worker has answered, and how long after the last key its
# results were shown; and how long after the first key it was ready, as it first
# fetches the index and reads it. A function that waits would have to be
# evaluated, which the site's policy forbids.
_LISTEN = """{
  const Own = Worker;
  const wait = (name) => {
    window[name] = new Promise(resolve => done[name] = resolve);
  };
  const done = {};
  let lastKey = 0;
  wait("ready");
  window.expectAnswer = () => wait("answer");
  addEventListener("keyup", () => lastKey = performance.now(), true);
  window.Worker = class extends Own {
    constructor(url) {
      super(url);
      this.addEventListener("message", ({data}) => {
        if (data.type == 1) done.ready(performance.now() - lastKey);
        // The first answer is to the empty box, as it is opened.
        if (data.type == 3)
          setTimeout(() => done.answer?.(performance.now() - lastKey));
      });
    }
  };
}"""
_RESULTS = "links => links.map(link => link.href)"


class Search:
    """The search box of the site at an address, opened in an empty tab."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.path = urlsplit(address).path
        self.preparations: list[float] = []  # in milliseconds
        self.delays: list[float] = []
        self._text = ""  # in the box; it is not answered twice in a row
        page.add_init_script(_LISTEN)
        page.goto(address)
        self.open()

    def open(self) -> None:
        """Turn to the search of the page that is open."""
        self._text = ""
        self.page.keyboard.press("/")
        self.preparations.append(self.page.evaluate("ready"))

    def ask(self, query: str) -> list[str]:
        """Type a query in place of the last; give the pages, best first."""
        if query != self._text:
            self.page.evaluate("expectAnswer()")
            self.page.fill(_INPUT, query)
            self.page.press(_INPUT, "Shift")
            self._wait(query)
        return self.pages

    def paste(self, text: str) -> list[str]:
        """Paste a text from the clipboard; give the pages, best first."""
        if text != self._text:
            write = "text => navigator.clipboard.writeText(text)"
            self.page.evaluate(write, text)
            self.page.press(_INPUT, "Control+a")
            self.page.evaluate("expectAnswer()")
            self.page.press(_INPUT, "Control+v")
            self._wait(text)
        return self.pages

    @property
    def places(self) -> list[str]:
        """Where the results lead, with the place on the page."""
        links = self.page.locator(".md-search-result__item > a")
        places = [urlsplit(it) for it in links.evaluate_all(_RESULTS)]
        return [
            f"{it.path.removeprefix(self.path)}#{it.fragment}" for it in places
        ]

    @property
    def pages(self) -> list[str]:
        """The pages of the results, the best first."""
        pages = [place.partition("#")[0] for place in self.places]
        return list(dict.fromkeys(pages))

    def _wait(self, text: str) -> None:
        self.delays.append(self.page.evaluate("answer"))
        self._text = text
