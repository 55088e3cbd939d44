"""Keeps what each program did on each Dagster release: the data of the matrix.

The data is one JSON file, sorted, a row a line. A row belongs to one text of a
program: its hash. Once the program changes, the row says nothing about it any
more, and the program counts as not measured.
"""

import ast
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docs._ext.core.includes import without_section_marks
from docs._ext.core.site import ROOT

DATA = ROOT / "docs/_ext/data/measured.json"

RUNS, SAYS, FAILS = "runs", "says", "fails"
# What is said of a mistake that does not happen.
NO_ERROR = "raises nothing"
_KINDS = (RUNS, SAYS, FAILS)

Packages = dict[str, str]


class DataError(Exception):
    """The data, or a part of it, cannot be used; says what to do."""


@dataclass(frozen=True)
class Verdict:
    """What a program, or the proof of a page, did on a release.

    Args:
        kind: `runs`, `says` (it ran, in other words than are written) or
            `fails`.
        line: The first line of the error, or of the other words.
    """

    kind: str
    line: str = ""

    @property
    def ran(self) -> bool:
        """Whether the program did what it shows, be it in other words."""
        return self.kind != FAILS

    @classmethod
    def parse(cls, text: str) -> "Verdict":
        """Read a verdict from the data.

        Args:
            text: `runs`, or a kind and a line.

        Raises:
            DataError: The text is no verdict.
        """
        kind, _, line = text.partition(": ")
        if kind not in _KINDS:
            raise DataError(f"no verdict: {text!r}")
        return cls(kind, line)

    def __str__(self) -> str:
        return f"{self.kind}: {self.line}" if self.line else self.kind


@dataclass(frozen=True)
class Environment:
    """Where a run took place.

    Args:
        dagster: The release, to the patch.
        python: The series of Python.
        packages: The version of each package that programs can import.
    """

    dagster: str
    python: str
    packages: Packages

    def name_changes(self, new: "Environment") -> list[str]:
        """Name what is another version in a newer environment.

        Args:
            new: The newer one.

        Returns:
            A text such as `pandas 2.3.3 -> 3.0.0` for each difference.
        """
        before = {"Python": self.python, **self.packages}
        after = {"Python": new.python, **new.packages}
        return [
            f"{name} {before.get(name, 'none')} -> {after.get(name, 'none')}"
            for name in sorted(before.keys() | after.keys())
            if before.get(name) != after.get(name)
        ]


@dataclass
class Row:
    """What one text gave on the releases.

    Args:
        text: The hash of the program, or of a page's proof.
        on: The verdict by environment.
        turns: The exact releases in which the verdict changed, with the kind
            from there on.
    """

    text: str
    on: dict[str, Verdict] = field(default_factory=dict)
    turns: dict[str, str] = field(default_factory=dict)


Rows = dict[str, Row]


@dataclass
class Measures:
    """All that has been measured.

    Args:
        environments: The environments by name, such as `1.9`.
        snippets: A row for each program.
        claims: A row for each page with a proof.
    """

    environments: dict[str, Environment] = field(default_factory=dict)
    snippets: Rows = field(default_factory=dict)
    claims: Rows = field(default_factory=dict)

    @property
    def series(self) -> list[str]:
        """The environments that stand for a series, oldest first."""
        return sorted((e for e in self.environments if "-" not in e), key=order)

    @property
    def without_turns(self) -> list[str]:
        """The programs that turned between series, in a release not known."""
        return [
            name
            for name, row in self.snippets.items()
            if name.endswith(".py")
            and not row.turns
            and len({row.on[s].ran for s in self.series if s in row.on}) > 1
        ]


def order(release: str) -> tuple[int, ...]:
    """Sort releases by number: 1.9 before 1.10.

    Args:
        release: A release, a series, or the name of an environment.
    """
    return tuple(int(n) for n in release.partition("-")[0].split("."))


def load(path: Path = DATA) -> Measures:
    """Read the data.

    Args:
        path: The file.

    Raises:
        DataError: The file is not whole.
    """
    if not path.exists():
        return Measures()
    try:
        raw = json.loads(path.read_text())
        packages = raw["packages"].items()
        return Measures(
            {
                name: Environment(
                    **environment,
                    packages={p: on[name] for p, on in packages if name in on},
                )
                for name, environment in raw["environments"].items()
            },
            _read_rows(raw["snippets"]),
            _read_rows(raw["claims"]),
        )
    except (ValueError, LookupError, TypeError, AttributeError, DataError) as e:
        raise DataError(
            f"{path}:{getattr(e, 'lineno', 1)}: not the data of a matrix "
            f"({type(e).__name__}: {e}); bring it back with "
            f"`git checkout -- {path}`"
        ) from e


def _read_rows(raw: dict[str, Any]) -> Rows:
    return {
        name: Row(
            row["text"],
            {n: Verdict.parse(verdict) for n, verdict in row["on"].items()},
            row.get("turns", {}),
        )
        for name, row in raw.items()
    }


def save(measures: Measures, path: Path = DATA) -> None:
    """Write the data: all of it, or nothing.

    Args:
        measures: The data.
        path: The file.
    """
    environments = {
        name: measures.environments[name]
        for name in sorted(measures.environments, key=lambda n: (order(n), n))
    }
    where = {
        name: {"dagster": e.dagster, "python": e.python}
        for name, e in environments.items()
    }
    parts = [
        _block("environments", where),
        _block("packages", _write_packages(environments)),
        _block("snippets", _write_rows(measures.snippets)),
        _block("claims", _write_rows(measures.claims)),
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text("{\n" + ",\n".join(parts) + "\n}\n")
    unfinished.replace(path)


def _block(name: str, rows: dict[str, Any]) -> str:
    lines = [
        f"  {json.dumps(key)}: {json.dumps(row, ensure_ascii=False)}"
        for key, row in rows.items()
    ]
    return f" {json.dumps(name)}: {{\n" + ",\n".join(lines) + "\n }"


def _write_packages(
    environments: dict[str, Environment],
) -> dict[str, Packages]:
    names = {name for e in environments.values() for name in e.packages}
    return {
        name: {
            where: e.packages[name]
            for where, e in environments.items()
            if name in e.packages
        }
        for name in sorted(names)
    }


def _write_rows(rows: Rows) -> dict[str, Any]:
    return {name: _write_row(rows[name]) for name in sorted(rows)}


def _write_row(row: Row) -> dict[str, Any]:
    names = sorted(row.on, key=lambda n: (order(n), n))
    written: dict[str, Any] = {
        "text": row.text,
        "on": {name: str(row.on[name]) for name in names},
    }
    if row.turns:
        turns = sorted(row.turns, key=order)
        written["turns"] = {release: row.turns[release] for release in turns}
    return written


def hash_program(path: Path) -> str:
    """Give the hash of all that decides what a program does.

    That is its text without the marks of sections, the error beside it, and
    the snippets that it imports; for a terminal transcript, its folder.

    Args:
        path: The program.
    """
    if path.suffix != ".py":
        beside = sorted(p for p in path.parent.iterdir() if p.is_file())
        # Pictures of Dagster's UI say nothing about what the commands do.
        programs = [p for p in beside if not p.name.endswith(".ui.toml")]
        return _hash(p.read_text() for p in programs)
    return _hash(_texts(path, set()))


def hash_proof(test: Path) -> str:
    """Give the hash of a page's proof and of the programs that it proves.

    Args:
        test: The test file of the page.
    """
    page = test.parent / test.stem.removeprefix("test_")
    folder = ROOT / "snippets" / page.relative_to(ROOT / "tests")
    programs = sorted(folder.glob("*.py"))
    return _hash(t for p in [test, *programs] for t in _texts(p, set()))


def _hash(texts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:10]


def _texts(path: Path, seen: set[Path]) -> Iterator[str]:
    """The text of a program, of its error and of the snippets it imports."""
    if path in seen:
        return
    seen.add(path)
    text = path.read_text()
    yield without_section_marks(text)
    error = path.with_suffix(".txt")
    if error.exists():
        yield error.read_text()
    if "snippets" not in text:
        return
    try:
        nodes = list(ast.walk(ast.parse(text)))
    except SyntaxError:  # a mistake may be one
        return
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.module:
            for name in ["", *(f"/{alias.name}" for alias in node.names)]:
                module = ROOT / f"{node.module.replace('.', '/')}{name}.py"
                if node.module.startswith("snippets") and module.exists():
                    yield from _texts(module, seen)
