"""The index of the search holds what readers look for, by their words."""

from pathlib import Path

import pytest

from docs._ext.core.site import Site, SiteError
from docs._ext.errors import find_mistakes
from docs._ext.publish.search import IndexEntry, find_own_names, make_entries
from tests._machinery.questions import QUESTIONS, Question, read_questions
from tests._machinery.tools import write_files

SITE = Site()


def section(location: str, text: str = "") -> IndexEntry:
    """A section as a builder writes it."""
    return {"location": location, "title": "Title", "text": text}


def test_every_question_names_pages_that_exist() -> None:
    questions = read_questions(SITE)
    assert len(questions) > 120
    held_out = sum(question.is_held_out for question in questions)
    assert len(questions) / 4 < held_out < len(questions) / 2


def test_a_question_is_asked_once() -> None:
    asked = [question.text for question in read_questions(SITE)]
    assert len(asked) == len({*asked})


def test_a_question_without_its_page_is_named_with_its_line(
    tmp_path: Path,
) -> None:
    asked = "# Questions\nwhere is it\tnowhere\tdagster#1\n"
    site = write_files(tmp_path, {"README.md": "", QUESTIONS: asked})
    with pytest.raises(SiteError) as error:
        read_questions(site)
    assert f"{QUESTIONS}:2: “where is it” is to find" in str(error.value)
    assert "docs/nowhere.md, which does not exist" in str(error.value)


def test_a_page_without_the_keyword_is_named_with_its_line() -> None:
    question = Question(7, "cron", ("docs/errors.md",))
    found = question.report(SITE, ["assets/define/"])
    lines = SITE.pages["docs/errors.md"].splitlines()
    place = [line.partition(":")[0] for line in lines].index("keywords") + 1
    assert found.startswith(f"{QUESTIONS}:7: “cron” finds assets/define/")
    assert found.endswith(f"docs/errors.md:{place}")


def test_code_is_searched_but_not_shown() -> None:
    text = "<p>Run <code>it</code>.</p>x.py<pre><code>dg --all</code></pre>"
    page, *_ = make_entries(SITE, [section("assets/define/", text)])
    assert page["text"] == "Run it."
    assert page["code"] == "--all"


def test_guides_weigh_more_than_the_reference_and_legacy_least() -> None:
    locations = [
        "assets/define/",
        "reference/assets/asset/#dagster.asset",
        "reference/assets/asset_key/#dagster.AssetKey.path",
        "reference/superseded/",
    ]
    entries = make_entries(SITE, [*map(section, locations)])
    weights = [entry.get("weight", 1) for entry in entries[: len(locations)]]
    assert weights == sorted({*weights}, reverse=True)


def test_a_page_that_is_left_out_is_found_by_its_keywords() -> None:
    entries = make_entries(SITE, [section("assets/define/")])
    assert "errors/" in [it["location"] for it in entries if "keywords" in it]


@pytest.mark.parametrize(
    ("mistake", "word", "is_own"),
    [
        ("metaxy/deleting/mistake_hard_delete", "pyarrow_hotfix", False),
        ("assets/define/mistake_two_assets_with_one_key", "orders", True),
    ],
)
def test_the_names_of_an_error_are_those_of_its_program(
    mistake: str, word: str, is_own: bool
) -> None:
    (found,) = (it for it in find_mistakes(SITE) if mistake in it.path)
    assert word in found.text
    assert (word in find_own_names(SITE, found)) is is_own
