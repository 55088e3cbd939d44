"""Two releases are compared as their users see them."""

import ast
from collections.abc import Callable
from pathlib import Path

import griffe
import pytest

from docs._ext.releases.data import DataError
from tests._harness.releases import surface
from tests._harness.releases.calls import Uses, find_uses
from tests._harness.releases.changes import Change, compare, find_touched, main
from tests._harness.releases.surface import Surface, fetch

Read = Callable[[str, str], Surface]

MARKS = """\
def beta(x): return x
def deprecated(**words): return lambda x: x
def hidden_param(**words): return lambda x: x
def deprecated_param(**words): return lambda x: x
def record(x): return x
"""


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read a release from the text of one module."""

    def read_text(release: str, text: str) -> Surface:
        package = tmp_path / release / "dagster"
        (package / "_core").mkdir(parents=True)
        (package / "_marks.py").write_text(MARKS)
        (package / "_core/__init__.py").touch()
        imports = "from dagster._marks import *\n"
        (package / "_core/code.py").write_text(imports + text)
        public = [
            node.name
            for node in ast.parse(text).body
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
        ]
        lines = [f"from dagster._core.code import {n} as {n}\n" for n in public]
        (package / "__init__.py").write_text("".join(lines))
        return surface._analyse(release, tmp_path / release)

    return read_text


CASES = {
    "a name that is gone": (
        "def asset(): ...",
        "",
        "dg.asset is gone",
    ),
    "a name that is new": ("", "def asset(): ...", "dg.asset is new"),
    "a member that is gone": (
        "class Definitions:\n    def get_specs(self): ...",
        "class Definitions:\n    x = 1",
        "dg.Definitions.get_specs is gone",
    ),
    "a parameter that is gone": (
        "def asset(name=None, io=None): ...",
        "def asset(name=None): ...",
        "dg.asset(io=) is gone",
    ),
    "a parameter with another name": (
        "def asset(policy=None): ...",
        "def asset(legacy_policy=None): ...",
        "dg.asset(policy=) is called legacy_policy now",
    ),
    "a parameter in another place": (
        "def asset(name=None, io=None): ...",
        "def asset(io=None, name=None): ...",
        "dg.asset(io=) is taken at place 1, no longer 2",
    ),
    "a parameter by keyword only": (
        "def asset(name=None): ...",
        "def asset(*, name=None): ...",
        "dg.asset(name=) is taken by keyword only",
    ),
    "a parameter that is required now": (
        "def asset(name=None): ...",
        "def asset(name): ...",
        "dg.asset(name=) is required now",
    ),
    "a new parameter that is required": (
        "class Run:\n    def __init__(self): ...",
        "class Run:\n    def __init__(self, name): ...",
        "dg.Run(name=) is new and required",
    ),
    "another default": (
        "def asset(n=1): ...",
        "def asset(n=2): ...",
        "dg.asset(n=) has the default 2, no longer 1",
    ),
    "a default of a record": (
        "@record\nclass Spec:\n    n: int = 1",
        "@record\nclass Spec:\n    n: int = 2",
        "dg.Spec(n=) has the default 2, no longer 1",
    ),
    "a lifecycle": (
        "def asset(): ...",
        '@deprecated(breaking_version="2.0")\ndef asset(): ...',
        "dg.asset is deprecated now, to be removed in 2.0",
    ),
    "a lifecycle that ends": (
        "@beta\ndef asset(): ...",
        "def asset(): ...",
        "dg.asset is in beta no longer",
    ),
    "a lifecycle of a parameter": (
        "def asset(n=1): ...",
        '@deprecated_param(param="n", breaking_version="2.0")\n'
        "def asset(n=1): ...",
        "dg.asset(n=) is deprecated now, to be removed in 2.0",
    ),
    "a removal that moved": (
        '@deprecated(breaking_version="1.9")\ndef asset(): ...',
        '@deprecated(breaking_version="2.0")\ndef asset(): ...',
        "dg.asset is deprecated, and its removal moved, to be removed in 2.0",
    ),
    "a keyword that the signature hides": (
        "def asset(n=1): return n",
        '@hidden_param(param="n", breaking_version="2.0")\n'
        "def asset(**kwargs): return f(**kwargs)",
        "dg.asset(n=) is hidden: still accepted, not in the signature, to be "
        "removed in 2.0",
    ),
    "a keyword that vanishes": (
        "def asset(n=1): return n",
        'def asset(**kwargs): return "asset"',
        "dg.asset(n=) is still accepted, but nothing reads it any more",
    ),
    "a parameter that nothing reads": (
        "def asset(n=1, m=1): return n + m",
        "def asset(n=1, m=1): return m",
        "dg.asset(n=) is still accepted, but nothing reads it any more",
    ),
    "another kind": (
        "class asset:\n    x = 1",
        "def asset(): ...",
        "dg.asset is a function now, no longer a class",
    ),
}


@pytest.mark.parametrize(("old", "new", "said"), CASES.values(), ids=CASES)
def test_a_change_is_found(read: Read, old: str, new: str, said: str) -> None:
    changes = compare(read("1.0.0", old), read("1.1.0", new))
    assert said in [str(change) for change in changes]
    assert not compare(read("1.2.0", old), read("1.3.0", old))


def test_a_class_that_moved_is_the_same_class(read: Read) -> None:
    text = "class Policy:\n    def minutes(self): ...\n"
    old, new = read("1.0.0", text), read("1.1.0", text)
    new.names["Policy"].path = "dagster._core.elsewhere.Policy"
    assert compare(old, new) == []


def test_a_name_for_another_class_is_found(read: Read) -> None:
    old = read("1.0.0", "class Policy:\n    def minutes(self): ...\n")
    new = read("1.1.0", "class Policy:\n    def window(self): ...\n")
    new.names["Policy"].path = "dagster._core.elsewhere.Policy"
    (change,) = compare(old, new)
    assert change.kind == "another"
    assert "now dagster._core.elsewhere.Policy" in change.text


def test_a_name_that_comes_back_as_another_class_is_told(read: Read) -> None:
    old = read("1.0.0", "class Policy:\n    def minutes(self): ...\n")
    new = read("1.2.0", "class Policy:\n    def window(self): ...\n")
    new.names["Policy"].path = "dagster._core.elsewhere.Policy"
    (change,) = compare(read("1.1.0", ""), new, [old])
    assert str(change) == "dg.Policy is back, as another class than in 1.0.0"


def test_fields_of_named_tuples_and_of_records_are_the_same(read: Read) -> None:
    old = 'class Spec(NamedTuple("_S", [("n", int)])):\n    x = 1'
    new = "@record\nclass Spec:\n    n: int\n    x = 1"
    assert compare(read("1.0.0", old), read("1.1.0", new)) == []


def uses_of(folder: Path, text: str) -> Uses:
    path = folder / "program.py"
    path.write_text(f"import dagster as dg\n{text}\n")
    return find_uses(path)


CHANGE = Change("asset", "io", "gone", "is gone", 1)
DEFAULT = Change("asset", "io", "default", "has the default 1, no longer 2", 1)
MEMBER = Change("Result.keys", "", "gone", "is gone")


@pytest.mark.parametrize(
    ("change", "text", "touched"),
    [
        (CHANGE, "dg.asset(io=1)", True),
        (CHANGE, "@dg.asset(io=1)\ndef a(): ...", True),
        (CHANGE, "dg.asset[int](io=1)", True),
        (CHANGE, "dg.asset(1, 2)", True),
        (CHANGE, "dg.asset(1)", False),
        (CHANGE, "dg.op(io=1)", False),
        (DEFAULT, "dg.asset()", True),
        (DEFAULT, "@dg.asset\ndef a(): ...", True),
        (DEFAULT, "dg.asset(io=1)", False),
        (DEFAULT, "dg.asset(**more)", False),
        (MEMBER, "dg.Result().keys()", True),
        (MEMBER, "dg.run().keys()", True),
        (MEMBER, "{}.keys()", False),
        (MEMBER, "dg.run().values()", False),
    ],
)
def test_changes_are_cut_down_to_what_a_program_uses(
    read: Read, tmp_path: Path, change: Change, text: str, touched: bool
) -> None:
    release = read(
        "1.0.0",
        "class Result:\n    def keys(self): ...\n"
        "def run() -> Result: ...\ndef asset(): ...\ndef op(): ...",
    )
    programs = {"assets/define/program.py": uses_of(tmp_path, text)}
    findings = find_touched([change], [release], programs)
    pages = [page for finding in findings for page in finding.pages]
    assert pages == (["docs/assets/define.md"] if touched else [])


def refuse(*command: object, **_: object) -> object:
    class Said:
        returncode = 1
        stderr = "  Because there is no version of dagster==1.99.0, no way\n"

    return Said()


def test_a_release_that_does_not_exist(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(
        "tests._harness.releases.surface.subprocess.run", refuse
    )
    with pytest.raises(DataError, match=r"Dagster 1\.99\.0 cannot be fetched"):
        fetch("1.99.0", tmp_path)

    def read_surfaces(releases: list[str]) -> list[Surface]:
        return [surface.read_surface(release, tmp_path) for release in releases]

    monkeypatch.setattr(
        "tests._harness.releases.changes.read_surfaces", read_surfaces
    )
    assert main(["1.99.0", "1.99.1"]) == 1
    said = capsys.readouterr().err
    assert said == (
        "Dagster 1.99.0 cannot be fetched: Because there is no version of "
        "dagster==1.99.0, no way\n"
    )
    assert not list(tmp_path.glob("*.json"))


def test_griffe_alone_sees_only_a_moved_alias(tmp_path: Path) -> None:
    """Why names are followed: a check of the package misses the change."""
    loaded = []
    for release, text in [("a", "def f(x): ..."), ("b", "def f(): ...")]:
        package = tmp_path / release / "shop"
        package.mkdir(parents=True)
        (package / "__init__.py").write_text("from shop._core import f as f\n")
        (package / "_core.py").write_text(text)
        loader = griffe.GriffeLoader(search_paths=[tmp_path / release])
        loaded.append(loader.load("shop"))
    assert not list(griffe.find_breaking_changes(*loaded))
