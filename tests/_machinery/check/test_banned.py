"""Words that our English avoids are found wherever a reader may see them."""

from pathlib import Path

import pytest

from docs._ext.core.site import ROOT
from tests._harness.check.banned import BANNED, check_banned
from tests._machinery.check.faults import append, assert_named, find

PAGE = "docs/resources/life_cycle.md"
PROGRAM = "snippets/resources/life_cycle/opened_once_a_run.py"
CAPTIONS = "docs/_ext/captions.py"
FAULTS = [
    (PAGE, "It fails without a word.", "“without a word”; write “silently”"),
    (PAGE, "A key is one text.", "“one text”; write “string”"),
    (PAGE, "It takes a run a key.", "“a run a key”; write “one … per …”"),
    (PAGE, "A mock is no test.", "“is no”; write “is not a”"),
    (PAGE, 'It says "open".', 'straight quote " in prose; write “…” or ’'),
    (PAGE, "Dagster's UI", "straight quote ' in prose; write “…” or ’"),
    ("README.md", "Mend it.", "“Mend”; write “fix”"),
    (PROGRAM, "# The log stands below.", "“stands”; write “is” or “appears”"),
    (CAPTIONS, 'X = "in place of it"', "“in place of”; write “instead of”"),
    ("tests/_harness/draw.py", "# misspelt", "“misspelt”; write “misspelled”"),
    ("docs/javascripts/x.js", "// Behind it", "“Behind i”; write “after”, "),
]
NO_FAULTS = [
    "There is no such key, and that is no longer a fault.",
    "It is in the code `a text`, and in “it's without a word”.",
    '![Dagster’s UI](../images/x.light.webp "The daemon’s log.")',
    'The <kbd class="key">Ctrl</kbd> key leaves nothing behind.',
    '=== "New"',
    "keywords: don't mend",
]


@pytest.fixture
def small(small: Path) -> Path:
    """The small repository, with the list."""
    (small / BANNED).write_text((ROOT / BANNED).read_text())
    return small


def test_no_banned_word_is_used() -> None:
    assert find(check_banned, ROOT) == {}


def test_each_banned_word_is_named_with_its_line(small: Path) -> None:
    expected = {
        f"{path}:{append(small / path, text)}": message
        for path, text, message in FAULTS
    }
    assert_named(find(check_banned, small), expected)


@pytest.mark.parametrize("text", NO_FAULTS)
def test_names_code_and_quotations_are_no_faults(
    small: Path, text: str
) -> None:
    append(small / PAGE, text)
    assert find(check_banned, small) == {}


def test_the_list_is_sorted() -> None:
    lines = (ROOT / BANNED).read_text().splitlines()
    assert lines == sorted(set(lines))
