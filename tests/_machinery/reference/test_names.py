"""The reference holds each public name once, or the build stops."""

import re
import shutil
from pathlib import Path

import griffe
import pytest

from docs._ext.core.site import Site
from docs._ext.reference import docstrings as dagster_docs
from docs._ext.reference.docstrings import UnknownNameError
from docs._ext.reference.lists import ReferencePreprocessor, UnknownPartError
from docs._ext.reference.names import (
    check_reference,
    current_names,
    exported_names,
    find_entries,
)
from docs._ext.reference.rst import UnknownRstError
from docs._ext.reference.shown_on import covered_names, find_usage
from tests.conftest import ROOT

ASSET = "docs/reference/assets/asset.md"
LIFE_CYCLE = "docs/resources/life_cycle.md"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the reference's pages, to make faults in."""
    shutil.copytree(ROOT / "docs/reference", tmp_path / "docs/reference")
    return tmp_path


def problems_of(root: Path) -> list[str]:
    return [str(problem) for problem in check_reference(root)]


def test_each_public_name_stands_on_one_page() -> None:
    assert problems_of(ROOT) == []
    assert len(current_names()) > 400


def test_what_dagster_advises_against_has_no_entry() -> None:
    old = {name for name, why in exported_names().items() if why}
    assert "dagster.SourceAsset" in old
    assert not old & set(find_entries(ROOT))


def test_a_name_that_stands_nowhere(copy: Path) -> None:
    (copy / ASSET).unlink()
    assert problems_of(copy) == [
        "docs/reference:1: dagster.asset stands on no page of the reference; "
        'add the line "::: dagster.asset" to the page of its kind, or to a '
        "new one"
    ]


def test_a_name_that_stands_twice(copy: Path) -> None:
    page = copy / "docs/reference/assets/multi_asset.md"
    page.write_text(page.read_text() + "\n::: dagster.asset\n")
    line = page.read_text().count("\n")
    assert problems_of(copy) == [
        f"docs/reference/assets/multi_asset.md:{line}: dagster.asset stands "
        f"on {ASSET} too; keep one"
    ]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Gone", "there is no dagster.Gone in what is installed"),
        ("SourceAsset", "dagster.SourceAsset: Deprecated, to be removed in 2"),
    ],
)
def test_a_name_that_is_no_longer_current(
    copy: Path, name: str, why: str
) -> None:
    page = copy / ASSET
    line = page.read_text().count("\n") + 1
    page.write_text(page.read_text() + f"::: dagster.{name}\n")
    [problem] = problems_of(copy)
    assert problem.startswith(f"{ASSET}:{line}: {why}")


def load(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    code: str,
    name: str = "thing",
) -> griffe.Object:
    """Load a small package that calls itself Dagster, with one entry."""
    page = folder / "docs/reference/kind/thing.md"
    page.parent.mkdir(parents=True)
    page.write_text(f"# Thing\n\n::: dagster.{name}\n")
    package = folder / "dagster"
    package.mkdir()
    (package / "__init__.py").write_text(code)
    monkeypatch.setattr(dagster_docs, "ROOT", folder)
    monkeypatch.setattr(dagster_docs, "describe_usage", lambda *_: "Used.")
    find_entries.cache_clear()
    loader = griffe.GriffeLoader(
        extensions=griffe.load_extensions("docs._ext.reference.docstrings"),
        search_paths=[folder],
        docstring_parser="google",
    )
    found = loader.load("dagster")[name]
    target = found.final_target if found.is_alias else found
    assert isinstance(target, griffe.Object)
    return target


@pytest.mark.parametrize(
    "code",
    [
        "other = 1",
        "from dagster._core import thing as thing",
        "from elsewhere import thing as thing",
    ],
)
def test_an_entry_without_an_object_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    with pytest.raises(
        UnknownNameError,
        match=r"^docs/reference/kind/thing\.md:3: no dagster\.thing in what",
    ):
        load(tmp_path, monkeypatch, code)


def test_unknown_rst_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = 'def thing():\n    """Press :kbd:`Enter`."""\n'
    with pytest.raises(UnknownRstError, match=r"of dagster\.thing holds RST"):
        load(tmp_path, monkeypatch, code)


def test_lifecycle_becomes_a_label_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    thing = load(
        tmp_path,
        monkeypatch,
        "@deprecated(breaking_version='2.0', additional_warn_text='Use `x`.')\n"
        "@beta_param(param='a')\n"
        "def thing(a):\n    pass\n",
    )
    assert thing.labels == {"deprecated"}
    assert thing.docstring
    text = thing.docstring.value
    assert text.startswith(dagster_docs.NO_DOCSTRING)
    assert (
        '!!! warning "Deprecated"\n\n    Will be removed in 2.0. Use `x`.'
        in text
    )
    assert "Parameter `a` is beta: may have breaking changes in minor" in text


def test_only_public_members_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    thing = load(
        tmp_path,
        monkeypatch,
        "class Base:\n"
        "    @public\n    def inherited(self): ...\n"
        "    def hidden_too(self): ...\n"
        "class thing(Base):\n"
        "    def __new__(cls, a: int): ...\n"
        "    @public\n    @property\n    def shown(self): ...\n"
        "    def hidden(self): ...\n",
    )
    assert isinstance(thing, griffe.Class)
    assert set(thing.members) == {"__init__", "inherited", "shown"}
    init = thing.members["__init__"]
    assert isinstance(init, griffe.Function)
    assert [p.name for p in init.parameters] == ["self", "a"]


def test_a_type_is_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    thing = load(
        tmp_path,
        monkeypatch,
        "class thing:\n"
        "    a: PublicAttr[int]\n"
        "    @public\n    @property\n    def b(self) -> list[str]:\n"
        '        """List: It lists."""\n'
        "    @public\n    @property\n    def c(self) -> list[str]:\n"
        '        """list[str]: It lists."""\n',
    )
    field = thing.members["a"]
    assert isinstance(field, griffe.Attribute)
    assert str(field.annotation) == "int"
    said = [
        member.docstring.value
        for member in thing.members.values()
        if member.docstring
    ]
    assert said == ["", "List: It lists.", "It lists."]


def test_an_enum_keeps_its_values(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    thing = load(
        tmp_path,
        monkeypatch,
        "from enum import Enum\nclass thing(Enum):\n    WARN = 1\n",
    )
    assert set(thing.members) == {"WARN"}


def test_a_record_is_called_with_its_fields(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    thing = load(
        tmp_path,
        monkeypatch,
        "@record\nclass thing:\n    a: int\n    b: str = ''\n",
    )
    init = thing.members["__init__"]
    assert isinstance(init, griffe.Function)
    assert [p.name for p in init.parameters] == ["self", "a", "b"]


def test_the_most_instructive_pages_come_first() -> None:
    order = Site(ROOT).navigation
    for name, pages in find_usage(ROOT).items():
        best = max(page.share for page in pages)
        less = [page.share < 0.4 * best for page in pages]
        assert less == sorted(less), name
        places = [order.index(page.page) for page in pages]
        first = places[: less.count(False)]
        assert first == sorted(first), name
        for page in pages:
            wrong = [
                Path(s).name.startswith(("legacy_", "mistake_"))
                for s in page.snippets
            ]
            assert wrong == sorted(wrong), f"{name} on {page.page}"
    resource = find_usage(ROOT)["dagster.ConfigurableResource"]
    [life_cycle] = [page for page in resource if page.page == LIFE_CYCLE]
    assert any(s.endswith("/opened_once_a_run.py") for s in life_cycle.snippets)


def test_coverage_counts_programs_and_not_mistakes(tmp_path: Path) -> None:
    for name, used in [("right", "op"), ("mistake_it", "job")]:
        path = tmp_path / f"snippets/start/page/{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"import dagster as dg\n\nx = dg.{used}\n")
    assert covered_names(tmp_path) == {"dagster.op"}


def test_coverage_lists_every_name_once() -> None:
    text = "\n".join(
        ReferencePreprocessor(None).run(["<!-- reference: coverage -->"])
    )
    listed = re.findall(r'identifier="([\w.]+)"', text)
    assert sorted(listed) == current_names()
    todo, _, done = text.partition("## Still to be written")[2].partition(
        "## Written"
    )
    covered = re.findall(r'identifier="([\w.]+)"', done)
    assert set(covered) == covered_names(ROOT) & set(current_names())
    assert "dagster.asset" in covered
    assert f"**{len(covered)} of {len(listed)}**" in text
    assert set(re.findall(r'identifier="([\w.]+)"', todo)).isdisjoint(covered)


@pytest.mark.parametrize("mark", ["names nothing", "anything"])
def test_a_page_that_asks_for_what_there_is_not(mark: str) -> None:
    with pytest.raises(UnknownPartError):
        ReferencePreprocessor(None).run([f"<!-- reference: {mark} -->"])
