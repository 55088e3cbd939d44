"""Makes faults in a small repository, and tells those that a check finds."""

from collections.abc import Callable, Iterable
from pathlib import Path

from docs._ext.core.site import Problem, Site

Check = Callable[[Site], Iterable[Problem]]


def append(path: Path, text: str) -> int:
    """Add a paragraph to a file and give the number of its last line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text() if path.exists() else ""
    path.write_text(f"{before}\n{text}\n")
    return path.read_text().count("\n")


def find(check: Check, root: Path) -> dict[str, str]:
    """Give the faults by file and line."""
    return {f"{p.path}:{p.line}": p.message for p in check(Site(root))}


def assert_named(found: dict[str, str], expected: dict[str, str]) -> None:
    """Assert that these faults are found, with messages that begin so."""
    assert found.keys() == expected.keys()
    for where, message in expected.items():
        assert found[where].startswith(message)
