"""The words of pages and programs are spelt, and the sentences are sound."""

import re
from pathlib import Path

import pytest

from tests._harness.check.words import DICTIONARY, check_words
from tests.conftest import ROOT

PAGE = "docs/resources/life_cycle.md"
PROGRAM = "snippets/resources/life_cycle/opened_once_a_run.py"
LONG = " ".join(["It opens once, and it closes once, and so on,"] * 5)
FAULTS = [
    (PAGE, "The reveneu grows.", "unknown word “reveneu”; mend it, or add"),
    (PAGE, "Take an resource.", "AnA: “an”: "),
    (PAGE, "It opens the the file.", "RepeatedWords: “the the”: "),
    (PAGE, f"{LONG} too.", "LongSentences: "),
    (PROGRAM, "# The reveneu grows.", "unknown word “reveneu”; mend it"),
    (PROGRAM, 'def f():\n    """Reveneu."""', "unknown word “Reveneu”"),
    ("README.md", "The reveneu grows.", "unknown word “reveneu”; mend it"),
]
NO_FAULTS = [
    "The `reveneu` grows.",
    "```text\nreveneu\n```",
    "It says “reveneu is open”.",
    "It writes llms.txt and AssetSpec and partition_expr.",
]


def test_words_have_no_faults() -> None:
    problems = check_words(ROOT)
    assert not problems, "\n".join(map(str, problems))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A repository of one page and one program, to make faults in."""
    for name in ["README.md", PAGE, PROGRAM, DICTIONARY]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text((ROOT / name).read_text())
    return tmp_path


def append(path: Path, text: str) -> int:
    """Add a paragraph to a file and give the number of its last line."""
    path.write_text(f"{path.read_text()}\n{text}\n")
    return path.read_text().count("\n")


def test_each_fault_is_named_with_its_line(small: Path) -> None:
    said = {}
    for path, text, message in FAULTS:
        said[f"{path}:{append(small / path, text)}"] = message
    page = small / PAGE
    text = page.read_text()
    page.write_text(text.replace("description: ", "description: Reveneu, "))
    said[f"{PAGE}:2"] = "unknown word “Reveneu”; mend it"
    problems = {f"{p.path}:{p.line}": p.message for p in check_words(small)}
    assert problems.keys() == said.keys()
    for where, message in said.items():
        assert problems[where].startswith(message)


def test_names_quotations_and_known_words_are_no_faults(small: Path) -> None:
    append(small / PAGE, "\n\n".join(NO_FAULTS))
    assert not check_words(small)
    append(small / PAGE, "The reveneu grows.")
    with (small / DICTIONARY).open("a") as dictionary:
        dictionary.write("reveneu\n")
    assert not check_words(small)


def test_the_dictionary_is_sorted_and_used() -> None:
    words = (ROOT / DICTIONARY).read_text().splitlines()
    assert words == sorted(set(words))
    texts = "\n".join(
        path.read_text()
        for pattern in ["docs/**/*.md", "snippets/**/*.py", "README.md"]
        for path in ROOT.glob(pattern)
    )
    assert [w for w in words if not re.search(rf"\b{w}\b", texts)] == []
