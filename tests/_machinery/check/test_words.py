"""The words of pages and programs are spelt, and the sentences are sound."""

import re
from pathlib import Path

import pytest

from docs._ext.core.site import ROOT, current_site
from tests._harness.check.words import DICTIONARY, RULES_OFF, check_words
from tests._machinery.check.faults import append, assert_named, find

PAGE = "docs/resources/life_cycle.md"
PROGRAM = "snippets/resources/life_cycle/opened_once_a_run.py"
LONG = " ".join(["It opens once, and it closes once, and so on,"] * 5)
FAULTS = [
    (PAGE, "The reveneu grows.", "unknown word “reveneu”; fix it, or add"),
    (PAGE, "Take an resource.", "AnA: “an”: "),
    (PAGE, "It opens the the file.", "RepeatedWords: “the the”: "),
    (PAGE, f"{LONG} too.", "LongSentences: "),
    (PROGRAM, "# The reveneu grows.", "unknown word “reveneu”; fix it"),
    (PROGRAM, 'def f():\n    """Reveneu."""', "unknown word “Reveneu”"),
    ("README.md", "The reveneu grows.", "unknown word “reveneu”; fix it"),
]
NO_FAULTS = [
    "The `reveneu` grows.",
    "```text\nreveneu\n```",
    "It says “reveneu is open”.",
    "It writes llms.txt and AssetSpec and partition_expr.",
]


def test_words_have_no_faults() -> None:
    assert find(check_words, ROOT) == {}


def test_each_fault_is_named_with_its_line(small: Path) -> None:
    expected = {}
    for path, text, message in FAULTS:
        expected[f"{path}:{append(small / path, text)}"] = message
    page = small / PAGE
    text = page.read_text()
    page.write_text(text.replace("description: ", "description: Reveneu, "))
    expected[f"{PAGE}:2"] = "unknown word “Reveneu”; fix it"
    assert_named(find(check_words, small), expected)


def test_names_quotations_and_known_words_are_no_faults(small: Path) -> None:
    append(small / PAGE, "\n\n".join(NO_FAULTS))
    assert find(check_words, small) == {}
    append(small / PAGE, "The reveneu grows.")
    with (small / DICTIONARY).open("a") as dictionary:
        dictionary.write("reveneu\n")
    assert find(check_words, small) == {}


@pytest.mark.parametrize("file", [DICTIONARY, RULES_OFF])
def test_lists_are_sorted(file: str) -> None:
    lines = (ROOT / file).read_text().splitlines()
    assert lines == sorted(set(lines))


def test_each_word_of_the_dictionary_is_used() -> None:
    site = current_site()
    texts = "\n".join([*site.pages.values(), *site.programs.values()])
    texts = texts.replace("’", "'")  # as Harper reads them
    words = (ROOT / DICTIONARY).read_text().split()
    assert [w for w in words if not re.search(rf"\b{w}\b", texts)] == []
