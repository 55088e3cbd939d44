"""The search box of the site, as a reader uses it."""

from urllib.parse import urlsplit

from playwright.sync_api import Page

_INPUT = "input.md-search__input"

# Whether the search's worker has answered, and how long after the last key its
# results were shown. How long after the first key it is ready is another figure:
# until then it fetches the index and reads it, and an answer waits for that. A
# function that waits would have to be evaluated, which the site's policy forbids.
_LISTEN = """{
  const Own = Worker;
  const wait = (name) => {
    window[name] = new Promise(resolve => done[name] = resolve);
  };
  const done = {};
  let lastKey = 0;
  window.delays = [];
  window.preparations = [];
  wait("ready");
  window.expectAnswer = () => wait("answer");
  addEventListener("keyup", () => lastKey = performance.now(), true);
  window.Worker = class extends Own {
    constructor(url) {
      super(url);
      this.addEventListener("message", ({data}) => {
        if (data.type == 1) {
          window.preparations.push(performance.now() - lastKey);
          done.ready();
        }
        if (data.type == 3) setTimeout(() => {
          if (!done.answer) return; // to the empty box, as it is opened
          window.delays.push(performance.now() - lastKey);
          done.answer();
        });
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
        page.add_init_script(_LISTEN)
        page.goto(address)
        self.open()

    def open(self) -> None:
        """Turn to the search of the page that is open."""
        self.page.keyboard.press("/")
        self.page.evaluate("ready")

    def ask(self, query: str) -> list[str]:
        """Type a query in place of the last; give the pages, best first."""
        self.page.evaluate("expectAnswer()")
        self.page.fill(_INPUT, query)
        self.page.press(_INPUT, "Shift")
        return self._read()

    def paste(self, text: str) -> list[str]:
        """Paste a text from the clipboard; give the pages, best first."""
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        self.page.press(_INPUT, "Control+a")
        self.page.evaluate("expectAnswer()")
        self.page.press(_INPUT, "Control+v")
        return self._read()

    @property
    def places(self) -> list[str]:
        """Where the results lead, with the place on the page."""
        links = self.page.locator(".md-search-result__item > a")
        places = [urlsplit(it) for it in links.evaluate_all(_RESULTS)]
        return [
            f"{it.path.removeprefix(self.path)}#{it.fragment}" for it in places
        ]

    def _read(self) -> list[str]:
        self.page.evaluate("answer")
        pages = [place.partition("#")[0] for place in self.places]
        return list(dict.fromkeys(pages))
