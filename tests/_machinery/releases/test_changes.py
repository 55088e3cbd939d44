"""Two releases are compared as their users see them."""

import importlib.util
import re
import sys
from collections.abc import Callable
from pathlib import Path

import griffe
import pytest

from docs._ext.core.site import Site
from docs._ext.releases.data import DataError
from tests._harness import __main__ as door
from tests._harness.releases import changes
from tests._harness.releases.calls import Uses, read_uses
from tests._harness.releases.changes import Change, compare, find_seen
from tests._harness.releases.surface import Surface, read_surface

Read = Callable[..., Surface]

IMPORTS = """\
from typing import NamedTuple
from dagster._annotations import *
from dagster_shared.record import IHaveNew, record, record_custom
"""
DEFINED = re.compile(r"^(?:class |def )?([A-Za-z]\w*)[ (:]", re.MULTILINE)
POLICY = "class Policy:\n    def {}(self): ...\n"
MOVED = "Policy.__module__ = 'dagster_elsewhere'\n"


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Look at a release whose text is that of one module."""

    def read_text(release: str, text: str) -> Surface:
        file = tmp_path / f"{release}.py"
        file.write_text(IMPORTS + text)
        spec = importlib.util.spec_from_file_location("dagster_shop", file)
        assert spec
        assert spec.loader
        module = importlib.util.module_from_spec(spec)
        monkeypatch.setitem(sys.modules, "dagster_shop", module)
        spec.loader.exec_module(module)
        vars(module)["__all__"] = DEFINED.findall(text)
        module.__name__ = "dagster"  # whose names need no prefix
        return read_surface([module], release)

    return read_text


# What was, what is, what is said of it, and of which kind it is.
CASES = {
    "a name that is gone": ("def asset(): ...", "", "dg.asset is gone", "gone"),
    "a name that is new": ("", "def asset(): ...", "dg.asset is new", "new"),
    "a member that is gone": (
        "class Definitions:\n    def get_specs(self): ...\n    x = 1",
        "class Definitions:\n    x = 1",
        "dg.Definitions.get_specs is gone",
        "gone",
    ),
    "a member that only an instance has": (
        "class Run:\n    def __init__(self): self.tags = {}",
        "class Run:\n    def __init__(self): ...",
        "dg.Run.tags is gone",
        "gone",
    ),
    "a parameter that is gone": (
        "def asset(name=None, io=None): ...",
        "def asset(name=None): ...",
        "dg.asset(io=) is gone",
        "gone",
    ),
    "a parameter with another name": (
        "def asset(policy=None): ...",
        "def asset(legacy_policy=None): ...",
        "dg.asset(policy=) is gone",
        "gone",
    ),
    "a parameter in another place": (
        "def asset(name=None, io=None): ...",
        "def asset(io=None, name=None): ...",
        "dg.asset(io=) is taken at place 1, no longer 2",
        "moved",
    ),
    "a parameter by keyword only": (
        "def asset(name=None): ...",
        "def asset(*, name=None): ...",
        "dg.asset(name=) is taken by keyword only",
        "moved",
    ),
    "a parameter by position": (
        "def asset(*, name=None): ...",
        "def asset(name=None): ...",
        "dg.asset(name=) is taken by position too",
        "positional",
    ),
    "a parameter that is required now": (
        "def asset(name=None): ...",
        "def asset(name): ...",
        "dg.asset(name=) is required now",
        "required",
    ),
    "a new parameter that is required": (
        "class Run:\n    def __init__(self): ...",
        "class Run:\n    def __init__(self, name): ...",
        "dg.Run(name=) is new and required",
        "required",
    ),
    "another default": (
        "def asset(n=1): ...",
        "def asset(n=2): ...",
        "dg.asset(n=) has the default 2, no longer 1",
        "default",
    ),
    "a default of a record": (
        "@record\nclass Spec:\n    n: int = 1",
        "@record\nclass Spec:\n    n: int = 2",
        "dg.Spec(n=) has the default 2, no longer 1",
        "default",
    ),
    "a default of an inherited field of a record": (
        "@record\nclass Base:\n    n: int = 1\n"
        "@record\nclass Spec(Base):\n    m: int",
        "@record\nclass Base:\n    n: int = 2\n"
        "@record\nclass Spec(Base):\n    m: int",
        "dg.Spec(n=) has the default 2, no longer 1",
        "default",
    ),
    "a keyword that is read from the rest": (
        "def asset(**kwargs): return kwargs.get('n')",
        "def asset(**kwargs): return kwargs.get('m')",
        "dg.asset(n=) is gone",
        "gone",
    ),
    "a keyword that goes on to the base": (
        "class Base:\n    def __init__(self, n=1): ...\n"
        "class Spec(Base):\n    def __init__(self, **kwargs):\n"
        "        super().__init__(**kwargs)",
        "class Base:\n    def __init__(self): ...\n"
        "class Spec(Base):\n    def __init__(self, **kwargs):\n"
        "        super().__init__(**kwargs)",
        "dg.Spec(n=) is gone",
        "gone",
    ),
    "a parameter of a method that another class overrides": (
        "class Base:\n    def f(self, n): ...\n"
        "class Spec(Base):\n    def f(self, n): ...",
        "class Base:\n    def f(self, n): ...\n"
        "class Spec(Base):\n    def f(self): ...",
        "dg.Spec.f(n=) is gone",
        "gone",
    ),
    "a lifecycle": (
        "@preview\ndef asset(): ...",
        "@beta\ndef asset(): ...",
        "dg.asset is in beta now",
        "lifecycle",
    ),
    "a lifecycle that ends": (
        "@beta\ndef asset(): ...",
        "def asset(): ...",
        "dg.asset is in beta no longer",
        "lifecycle",
    ),
    "an announced removal": (
        "def asset(): ...",
        '@deprecated(breaking_version="2.0")\ndef asset(): ...',
        "dg.asset is deprecated now, to be removed in 2.0",
        "announced",
    ),
    "an announced removal of a parameter": (
        "def asset(n=1): ...",
        '@deprecated_param(param="n", breaking_version="2.0")\n'
        "def asset(n=1): ...",
        "dg.asset(n=) is deprecated now, to be removed in 2.0",
        "announced",
    ),
    "an announced removal of a property": (
        "class Run:\n    @property\n    def tags(self): ...",
        "class Run:\n    @property\n    @deprecated(breaking_version='2.0')\n"
        "    def tags(self): ...",
        "dg.Run.tags is deprecated now, to be removed in 2.0",
        "announced",
    ),
    "a removal that moved": (
        '@deprecated(breaking_version="1.9")\ndef asset(): ...',
        '@deprecated(breaking_version="2.0")\ndef asset(): ...',
        "dg.asset is deprecated, to be removed in 2.0, no longer 1.9",
        "announced",
    ),
    "a keyword that the signature hides": (
        "def asset(n=1): return n",
        '@hidden_param(param="n", breaking_version="2.0")\n'
        "def asset(**kwargs): return print(**kwargs)",
        "dg.asset(n=) is hidden: still accepted, not in the signature, to be "
        "removed in 2.0",
        "hidden",
    ),
    "a keyword that vanishes": (
        "def asset(n=1): return n",
        'def asset(**kwargs): return "asset"',
        "dg.asset(n=) is still accepted, but nothing reads it any more",
        "ignored",
    ),
    "a parameter that nothing reads": (
        "def asset(n=1, m=1): return n + m",
        "def asset(n=1, m=1): return m",
        "dg.asset(n=) is still accepted, but nothing reads it any more",
        "ignored",
    ),
    "another kind": (
        "class asset:\n    x = 1",
        "asset = 1",
        "dg.asset is an attribute now, no longer a class",
        "another",
    ),
    "another class of a name": (
        POLICY.format("minutes"),
        POLICY.format("window") + MOVED,
        "dg.Policy is another class (dagster_shop.Policy, now "
        "dagster_elsewhere.Policy)",
        "another",
    ),
}


@pytest.mark.parametrize(
    ("old", "new", "text", "kind"), CASES.values(), ids=CASES
)
def test_a_change_is_found(
    read: Read, old: str, new: str, text: str, kind: str
) -> None:
    found = compare(read("1.0.0", old), read("1.1.0", new))
    assert (text, kind) in [(str(change), change.kind) for change in found]
    assert not list(compare(read("1.2.0", old), read("1.3.0", old)))


def test_a_class_that_moved_is_the_same_class(read: Read) -> None:
    text = POLICY.format("minutes")
    assert not list(compare(read("1.0.0", text), read("1.1.0", text + MOVED)))


def test_a_name_that_comes_back_as_another_class_is_named(read: Read) -> None:
    old = read("1.0.0", POLICY.format("minutes"))
    new = read("1.2.0", POLICY.format("window") + MOVED)
    (change,) = compare(read("1.1.0", ""), new, [old])
    assert str(change) == "dg.Policy is back, as another class than in 1.0.0"
    (change,) = compare(read("1.1.1", ""), old, [old])
    assert str(change) == "dg.Policy is back as it was in 1.0.0"


def test_what_dagster_says_of_a_name_that_is_gone_is_kept(read: Read) -> None:
    old = read("1.0.0", POLICY.format("minutes"))
    message = "Policy was renamed to LegacyPolicy"
    text = f"_DEPRECATED_WITH_ERROR = {{'Policy': {message!r}}}"
    (change,) = compare(old, read("1.1.0", text))
    assert str(change) == f"dg.Policy is gone (Dagster says: {message})"
    (change,) = compare(old, read("1.2.0", ""))
    assert str(change) == "dg.Policy is gone"


def test_a_record_that_builds_itself_is_read_as_it_is_called(
    read: Read,
) -> None:
    plain = "class Spec:\n    def __new__(cls, n=1): ...\n    x = 1"
    custom = (
        "@record_custom\nclass Spec(IHaveNew):\n    n: int\n    x = 1\n"
        "    def __new__(cls, n=1): return super().__new__(cls, n=n)"
    )
    found = compare(read("1.0.0", plain), read("1.1.0", custom))
    assert [str(change) for change in found] == ["dg.Spec.n is new"]


def test_what_dagster_advises_is_kept(read: Read) -> None:
    text = (
        '@deprecated(breaking_version="2.0", additional_warn_text="Use op.")\n'
        "def asset(): ..."
    )
    (change,) = compare(read("1.0.0", "def asset(): ..."), read("1.1.0", text))
    assert change.instead == "Use op."


def test_fields_of_named_tuples_and_of_records_are_the_same(read: Read) -> None:
    old = 'class Spec(NamedTuple("_S", [("n", int)])):\n    x = 1'
    new = "@record(kw_only=False)\nclass Spec:\n    n: int\n    x = 1"
    assert not list(compare(read("1.0.0", old), read("1.1.0", new)))


CHANGE = Change("asset", "io", "gone", "is gone", 1)
DEFAULT = Change("asset", "io", "default", "has the default 1, no longer 2", 1)
MEMBER = Change("Result.keys", "", "gone", "is gone")
OTHER = Change("dagster_shop:Shop.close", "", "gone", "is gone")
POSITIONAL = Change("asset", "io", "positional", "is taken", 1)


@pytest.mark.parametrize(
    ("change", "text", "is_seen"),
    [
        (CHANGE, "dg.asset(io=1)", True),
        (CHANGE, "@dg.asset(io=1)\ndef a(): ...", True),
        (CHANGE, "dg.asset[int](io=1)", True),
        (CHANGE, "dg.asset(1, 2)", True),
        (CHANGE, "dg.asset(1)", False),
        (CHANGE, "dg.op(io=1)", False),
        (CHANGE, "dg.asset(", False),
        (DEFAULT, "dg.asset()", True),
        (DEFAULT, "@dg.asset\ndef a(): ...", True),
        (DEFAULT, "dg.asset(io=1)", False),
        (DEFAULT, "dg.asset(**more)", False),
        (MEMBER, "dg.Result().keys()", True),
        (MEMBER, "dg.run().keys()", True),
        (MEMBER, "{}.keys()", False),
        (MEMBER, "dg.run().values()", False),
        (POSITIONAL, "dg.asset(1, 2)", True),
        (POSITIONAL, "dg.asset(io=1)", False),
        (OTHER, "from dagster_shop import Shop\nShop().close()", True),
        (OTHER, "import dagster_shop as ds\nds.Shop().close()", True),
        (OTHER, "dg.Shop().close()", False),
    ],
)
def test_changes_are_cut_down_to_what_a_program_uses(
    read: Read, change: Change, text: str, is_seen: bool
) -> None:
    release = read(
        "1.0.0",
        "class Result:\n    def keys(self): ...\n"
        "def run() -> Result: ...\ndef asset(): ...\ndef op(): ...",
    )
    uses: dict[str, Uses] = {"snippets/assets/define/x.py": read_uses(text)}
    findings = find_seen([change], [release], uses)
    pages = [page for finding in findings for page in finding.pages]
    assert pages == (["docs/assets/define.md"] if is_seen else [])


def test_a_release_that_does_not_exist_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(site: Site, release: str, *_: str, **__: object) -> None:
        raise DataError(f"Dagster {release}: there is no such version")

    monkeypatch.setattr(changes, "run_beside", refuse)
    assert door.main(["compare", "1.99.0", "1.99.1"]) == 2
    error = capsys.readouterr().err
    assert error == "Dagster 1.99.0: there is no such version\n"


def test_griffe_alone_sees_only_a_moved_alias(tmp_path: Path) -> None:
    """Why objects are looked at: a check of the package misses the change."""
    loaded = []
    for release, text in [("a", "def f(x): ..."), ("b", "def f(): ...")]:
        package = tmp_path / release / "shop"
        package.mkdir(parents=True)
        (package / "__init__.py").write_text("from shop._core import f as f\n")
        (package / "_core.py").write_text(text)
        loader = griffe.GriffeLoader(search_paths=[tmp_path / release])
        loaded.append(loader.load("shop"))
    assert not list(griffe.find_breaking_changes(*loaded))
