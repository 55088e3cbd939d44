"""Keeps what each program did on each Dagster release: the data of the table.

A row belongs to one state of a file, by its hash. Once the file changes, the
row says nothing about it, and the file counts as not measured.
"""

import ast
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docs._ext.core.includes import without_section_marks
from docs._ext.core.site import Site, per_site, proof_of

DATA = "docs/_ext/data/measured.json"

RUNS, DIFFERS, FAILS = "runs", "differs", "fails"

_DOCSTRING = re.compile(r'\A""".*?"""', re.DOTALL)
_CLAIMS = re.compile(r"(\d+) of (\d+) claims \((?!the import)")


class DataError(Exception):
    """Data cannot be used, or not be had; the message says what to do."""


@dataclass(frozen=True)
class Verdict:
    """What a program, or the proof of a page, did on a release."""

    kind: str  # `runs`, `fails` or `differs`: it ran, with other output
    line: str = ""  # the first line of the error, or of the other output

    @property
    def ran(self) -> bool:
        """Whether the program did what it shows, be it with other output."""
        return self.kind != FAILS

    @property
    def claims(self) -> tuple[int, int] | None:
        """How many claims of a proof fail, of how many, if all were tried."""
        found = _CLAIMS.match(self.line)
        return (int(found[1]), int(found[2])) if found else None

    @classmethod
    def parse(cls, text: str) -> "Verdict":
        """Read a verdict: a kind, or a kind and a line."""
        kind, _, line = text.partition(": ")
        if kind not in (RUNS, DIFFERS, FAILS):
            raise DataError(f"not a verdict: {text!r}")
        return cls(kind, line)

    def __str__(self) -> str:
        return f"{self.kind}: {self.line}" if self.line else self.kind


@dataclass(frozen=True)
class Environment:
    """Where programs ran."""

    dagster: str  # the release, to the patch
    python: str  # the series of Python
    packages: dict[str, str]  # that programs can import

    def list_changes(self, new: "Environment") -> list[str]:
        """Name each difference to another environment: `pandas 2.3 -> 3.0`."""
        before = {"Python": self.python, **self.packages}
        after = {"Python": new.python, **new.packages}
        return [
            f"{name} {before.get(name, 'none')} -> {after.get(name, 'none')}"
            for name in sorted(before.keys() | after.keys())
            if before.get(name) != after.get(name)
        ]

    def extends(self, old: "Environment") -> bool:
        """Whether it has all that another has, so that a program runs alike."""
        return (
            self.dagster == old.dagster
            and self.python == old.python
            and self.packages.items() >= old.packages.items()
        )


@dataclass
class Row:
    """What one state of a file did."""

    text: str  # the hash of the program, or of a page's proof
    on: dict[str, Verdict] = field(default_factory=dict)  # by environment
    # The exact releases that changed it, with the kind from there on.
    turns: dict[str, str] = field(default_factory=dict)


@dataclass
class Measures:
    """All that has been measured, or what one run measured."""

    # By name, such as `1.9`.
    environments: dict[str, Environment] = field(default_factory=dict)
    # Of each program, and of each proof of a page, by its path.
    rows: dict[str, Row] = field(default_factory=dict)

    @property
    def series(self) -> list[str]:
        """The environments that stand for a series, oldest first."""
        return sorted((e for e in self.environments if "-" not in e), key=order)

    @property
    def programs(self) -> dict[str, Row]:
        """The rows of programs and of terminal transcripts."""
        return {p: r for p, r in self.rows.items() if not is_proof(p)}


def order(release: str) -> tuple[int, ...]:
    """Sort releases, series and names of environments: 1.9 before 1.10."""
    return tuple(int(n) for n in release.partition("-")[0].split("."))


def load(file: Path) -> Measures:
    """Read measures, or raise a DataError if they are damaged."""
    if not file.exists():
        return Measures()
    try:
        raw = json.loads(file.read_text())
        environments, rows = raw["environments"], raw["rows"]
        return Measures(
            {name: Environment(**each) for name, each in environments.items()},
            {path: _read_row(**row) for path, row in rows.items()},
        )
    except (ValueError, LookupError, TypeError, AttributeError, DataError) as e:
        raise DataError(
            f"{file}:{getattr(e, 'lineno', 1)}: not what was measured "
            f"({type(e).__name__}: {e}); bring it back with "
            f"`git checkout -- {file}`"
        ) from e


def _read_row(
    text: str, on: dict[str, str], turns: dict[str, str] | None = None
) -> Row:
    verdicts = {name: Verdict.parse(verdict) for name, verdict in on.items()}
    return Row(text, verdicts, turns or {})


def save(measures: Measures, file: Path) -> None:
    """Write measures, or leave what is there if that is not possible."""
    file.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(
        measures, default=_plain, indent=1, sort_keys=True, ensure_ascii=False
    )
    whole = file.with_suffix(".new")
    whole.write_text(f"{text}\n")
    whole.replace(file)


def _plain(each: object) -> str | dict[str, Any]:
    if isinstance(each, Verdict):
        return str(each)
    return {k: v for k, v in vars(each).items() if v or k != "turns"}


@per_site
def current(site: Site) -> Measures:
    """The data, without the rows of files that have changed since."""
    measures = load(site.root / DATA)
    hashes = hash_files(site)
    rows = measures.rows.items()
    measures.rows = {p: row for p, row in rows if hashes.get(p) == row.text}
    return measures


def is_proof(path: str) -> bool:
    """Whether a row is of the proof of a page."""
    return path.startswith("tests/")


@per_site
def find_proofs(site: Site) -> dict[str, str]:
    """The text of each test file that proves a page, by its path."""
    tests = [proof_of(p) for p in site.pages if p.startswith("docs/")]
    files = {test: site.root / test for test in tests}
    return {test: f.read_text() for test, f in files.items() if f.exists()}


@per_site
def hash_files(site: Site) -> dict[str, str]:
    """Give the hash of all that decides what a file does, for each that runs.

    For a program, that is its text without its docstring and the marks of
    sections, the error beside it, and the snippets that it imports; for a
    terminal transcript, its folder; for the proof of a page, also the programs
    of the page.
    """
    folders: defaultdict[str, list[str]] = defaultdict(list)
    for path in site.snippets:
        if not path.endswith(".ui.toml"):  # It changes no run.
            folders[path.rpartition("/")[0]].append(path)
    hashes = {}
    for path in site.snippets:
        beside = folders[path.rpartition("/")[0]]
        if path.endswith(".py"):
            hashes[path] = _hash(_texts(site, path, set()))
        elif path.endswith(".console"):
            hashes[path] = _hash(site.snippets[p] for p in beside)
    for test in find_proofs(site):
        page = test.removeprefix("tests/").removesuffix(".py")
        beside = folders[f"snippets/{page.replace('test_', '', 1)}"]
        proven = [test, *(p for p in beside if p.endswith(".py"))]
        hashes[test] = _hash(t for p in proven for t in _texts(site, p, set()))
    return hashes


def _hash(texts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:10]


def _empty_lines(docstring: re.Match[str]) -> str:
    """Keep the numbers of the lines below, which errors name."""
    return "\n" * docstring[0].count("\n")


def _texts(site: Site, path: str, seen: set[str]) -> Iterator[str]:
    """The text of a program, of its error and of the snippets it imports."""
    if path in seen:
        return
    seen.add(path)
    text = find_proofs(site).get(path) or site.snippets[path]
    yield _DOCSTRING.sub(_empty_lines, without_section_marks(text))
    if (error := f"{path.removesuffix('.py')}.txt") in site.snippets:
        yield site.snippets[error]
    if "snippets" not in text:
        return
    try:
        nodes = list(ast.walk(ast.parse(text)))
    except SyntaxError:  # a mistake may be one
        return
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.module:
            module = node.module.replace(".", "/")
            for name in ["", *(f"/{alias.name}" for alias in node.names)]:
                if (imported := f"{module}{name}.py") in site.programs:
                    yield from _texts(site, imported, seen)
