"""The search leads to the page: by a question, a name or an error."""

import re
from collections.abc import Callable, Iterator
from statistics import quantiles

import pytest
from playwright.sync_api import Browser

from docs._ext.core.site import Site, address_of
from docs._ext.errors import Mistake, find_mistakes
from docs._ext.publish.search import find_own_names
from docs._ext.reference.names import entries_by_name
from docs._ext.reference.shown_on import find_usage
from tests._machinery.browser.searching import Search
from tests._machinery.questions import Question, read_questions

SITE = Site()
SAMPLE = 11  # of the names and the errors, unless all are asked for
BELOW = 5  # the results that a reader looks at after the first
FIRST, AMONG_THREE, ERRORS = 0.8, 0.92, 0.98  # the shares that are found
MILLISECONDS = 150  # from the last key to the answer
READY = 3000  # milliseconds from the first key, on a machine with other work
TOO_SHORT = 3  # words of an error, without names, that tell it from others
QUOTED = re.compile(
    r"\"?\[\"[^\]\n]*\"\]\"?|'\S[^'\n]*'|\"\S[^\"\n]*\"|`[^`\n]*`"
)
UNKNOWN = [
    "ModuleNotFoundError: No module named 'shop_pipeline'",
    "No module named 'shop_pipeline'",
    "sqlalchemy.exc.OperationalError: could not connect to server",
    "Traceback (most recent call last):\nZeroDivisionError: division by zero",
]


def read_last_line(mistake: Mistake) -> str:
    """The last line of an error that says something."""
    lines = [it for it in mistake.text.splitlines() if re.search(r"\w", it)]
    return lines[-1].strip()


def rename(mistake: Mistake) -> str:
    """Give the last line as it says it of a reader's own names."""
    own = find_own_names(SITE, mistake)
    return re.sub(
        r"(?<=['\"`])\w+(?=['\"`])",
        lambda it: f"my_{it[0]}" if it[0].lower() in own else it[0],
        read_last_line(mistake),
    )


PARTS: dict[str, Callable[[Mistake], str]] = {
    "whole": lambda mistake: mistake.text.strip(),
    "last line": read_last_line,
    "with other names": rename,
}


def place(mistake: Mistake) -> str:
    """Where a result leads that is an error."""
    return f"{address_of(mistake.page)}#{mistake.path.rpartition('/')[2]}"


def unnamed(text: str, *mistakes: Mistake) -> str:
    """The words of an error, without what is in quotes and names."""
    names = {*(n for it in mistakes for n in find_own_names(SITE, it))}
    words = re.findall(r"[^\W\d]\w*", QUOTED.sub(" ", text).lower())
    return " ".join(it for it in words if it not in names)


def same(text: str, mistake: Mistake) -> Iterator[Mistake]:
    """The mistakes whose errors say the same, but for names."""
    for other in find_mistakes(SITE):
        if unnamed(text, mistake, other) in unnamed(other.text, mistake, other):
            yield other


@pytest.fixture(scope="module")
def search(browser: Browser, address: str) -> Search:
    """The search of the site, opened."""
    context = browser.new_context(
        permissions=["clipboard-read", "clipboard-write"]
    )
    return Search(context.new_page(), address)


@pytest.fixture(scope="module")
def answers(search: Search) -> dict[Question, list[str]]:
    """The pages that each question finds, the best first."""
    return {it: search.ask(it.text) for it in read_questions(SITE)}


def test_the_right_page_is_among_the_first_three(
    answers: dict[Question, list[str]],
) -> None:
    missed = [
        question.report(SITE, found)
        for question, found in answers.items()
        if not question.is_held_out and question.find_place(found[:3]) is None
    ]
    assert not missed, "\n".join(missed)


def test_so_it_is_for_questions_that_the_search_was_not_made_for(
    answers: dict[Question, list[str]],
) -> None:
    places = [
        question.find_place(found[:3])
        for question, found in answers.items()
        if question.is_held_out
    ]
    assert len(places) > len(answers) / 4
    shares = places.count(0), len(places) - places.count(None)
    assert shares[0] / len(places) >= FIRST, shares
    assert shares[1] / len(places) >= AMONG_THREE, shares


def test_an_answer_comes_at_once(
    search: Search, answers: dict[Question, list[str]]
) -> None:
    assert len(search.delays) >= len(answers)
    *_, almost_all = quantiles(search.delays, n=20)
    assert 0 < almost_all < MILLISECONDS, sorted(search.delays)


def test_the_search_is_ready_soon_after_it_is_asked_for(search: Search) -> None:
    assert 0 < search.preparations[0] < READY, search.preparations


def test_a_name_finds_its_entry_and_a_guide(
    search: Search, request: pytest.FixtureRequest
) -> None:
    entries = {entry.name: entry for entry in entries_by_name(SITE).values()}
    step = 1 if request.config.getoption("whole") else SAMPLE
    for name in sorted(entries)[::step]:
        entry = entries[name]
        found = search.ask(f"dg.{name}")
        assert found[0] == address_of(entry.page), name
        pages = find_usage(SITE).get(entry.identifier, [])
        guides = {address_of(shown.page) for shown in pages}
        assert not guides or guides & set(found[1:BELOW]), name
        # A word that is a name, too, may be meant as a word.
        assert address_of(entry.page) in search.ask(name)[:2], name


def test_a_guide_is_found_at_the_place_that_shows_the_name(
    search: Search,
) -> None:
    search.ask("AssetOut")
    search.page.get_by_text("values_for_other_assets.py").click()
    search.page.wait_for_url("**/assets/multi_assets/**")
    block = search.page.locator(":target")
    assert "AssetOut" in block.inner_text()
    search.open()


def test_an_option_is_found(search: Search) -> None:
    assert search.ask("--partition-range")[0] == "partitions/backfills/"


@pytest.mark.parametrize("part", PARTS)
def test_an_error_finds_its_own_mistake(
    search: Search, request: pytest.FixtureRequest, part: str
) -> None:
    mistakes = find_mistakes(SITE)
    step = 1 if request.config.getoption("whole") else SAMPLE
    missed, asked = [], 0
    for mistake in mistakes[::step]:
        text = PARTS[part](mistake)
        if len(unnamed(text, mistake).split()) >= TOO_SHORT:
            search.paste(text)
            found = search.places[1:2]
            asked += 1
            if not {*found} & {place(it) for it in same(text, mistake)}:
                missed.append((text, found))
    assert asked > len(mistakes) / step / 2
    assert 1 - len(missed) / asked >= ERRORS, missed


@pytest.mark.parametrize("error", UNKNOWN)
def test_an_error_that_is_not_on_the_site_is_said_to_be_so(
    search: Search, error: str
) -> None:
    assert search.paste(error)[0] == "errors/"
    results = search.page.locator(".md-search-result__item")
    assert "not on this site" in results.first.inner_text()
    assert "Nearest" in results.nth(1).inner_text()


def test_a_known_error_is_said_to_be_one(search: Search) -> None:
    search.paste('Missing required config entry "my_report" at the root')
    results = search.page.locator(".md-search-result__item")
    assert "Error" in results.first.inner_text()
    assert "not on this site" not in results.first.inner_text()
