"""The reference holds each public name once, or the build stops."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import griffe
import pytest

from docs._ext.core.site import ROOT, Site
from docs._ext.reference import docstrings, lists
from docs._ext.reference.docstrings import MissingNameError
from docs._ext.reference.names import (
    current_names,
    entries_by_name,
    exported_names,
)
from docs._ext.reference.rst import UnknownRstError
from docs._ext.reference.shown_on import covered_names, find_usage
from tests._harness.check.reference import check_reference

ASSET = "docs/reference/assets/asset.md"
LIFE_CYCLE = "docs/resources/life_cycle.md"
_IDENTIFIER = re.compile(r'identifier="([\w.]+)"')


@pytest.fixture(scope="module")
def site() -> Site:
    return Site()


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A copy of the reference's pages, to make faults in."""
    shutil.copytree(ROOT / "docs/reference", tmp_path / "docs/reference")
    (tmp_path / "README.md").touch()
    return tmp_path


def problems_of(root: Path) -> list[str]:
    return [str(problem) for problem in check_reference(Site(root))]


def test_each_public_name_is_on_one_page() -> None:
    assert problems_of(ROOT) == []
    assert len(current_names()) > 400


def test_what_dagster_advises_against_has_no_entry(site: Site) -> None:
    old = {name for name, why in exported_names().items() if why}
    assert "dagster.SourceAsset" in old
    assert not old & set(entries_by_name(site))


def test_a_name_that_is_nowhere(pages: Path) -> None:
    (pages / ASSET).unlink()
    [problem] = problems_of(pages)
    assert problem.startswith("docs/reference:1: dagster.asset ")
    assert 'add the line "::: dagster.asset" to the page' in problem


def test_a_name_that_is_there_twice(pages: Path) -> None:
    page = pages / "docs/reference/assets/multi_asset.md"
    page.write_text(page.read_text() + "\n::: dagster.asset\n")
    line = page.read_text().count("\n")
    [problem] = problems_of(pages)
    assert problem.startswith(
        f"docs/reference/assets/multi_asset.md:{line}: dagster.asset "
    )
    assert problem.endswith(f"on {ASSET} too; keep one")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Gone", "there is no dagster.Gone in what is installed"),
        ("SourceAsset", "dagster.SourceAsset: Deprecated, to be removed in 2"),
    ],
)
def test_a_name_that_is_no_longer_current(
    pages: Path, name: str, why: str
) -> None:
    page = pages / ASSET
    line = page.read_text().count("\n") + 1
    page.write_text(page.read_text() + f"::: dagster.{name}\n")
    [problem] = problems_of(pages)
    assert problem.startswith(f"{ASSET}:{line}: {why}")


Load = Callable[[str], griffe.Object]


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    """Load a small package that marks its names as Dagster does."""
    package = f"shop_{tmp_path.name}"

    def load_thing(code: str) -> griffe.Object:
        page = tmp_path / "docs/reference/kind/thing.md"
        page.parent.mkdir(parents=True)
        page.write_text(f"# Thing\n\n::: {package}.thing\n")
        (tmp_path / "README.md").touch()
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").write_text(
            f"from dagster import _annotations as marks\n{code}"
        )
        monkeypatch.syspath_prepend(tmp_path)
        monkeypatch.setattr(docstrings, "current_site", lambda: Site(tmp_path))
        monkeypatch.setattr(docstrings, "describe_usage", lambda *_: "Used.")
        monkeypatch.setattr(docstrings, "find_example", lambda *_: "")
        loader = griffe.GriffeLoader(
            extensions=griffe.load_extensions("docs._ext.reference.docstrings"),
            search_paths=[tmp_path],
            docstring_parser="google",
        )
        thing = loader.load(package)["thing"]
        assert isinstance(thing, griffe.Object)
        return thing

    return load_thing


@pytest.mark.parametrize(
    "code", ["other = 1", "from dagster._core import thing as thing"]
)
def test_an_entry_without_an_object_stops_the_build(
    load: Load, code: str
) -> None:
    with pytest.raises(
        MissingNameError,
        match=r"^docs/reference/kind/thing\.md:3: no shop_\w+\.thing in what",
    ):
        load(code)


def test_unknown_rst_stops_the_build(load: Load) -> None:
    with pytest.raises(UnknownRstError, match=r"of shop_\w+\.thing holds RST"):
        load('def thing():\n    """Press :kbd:`Enter`."""\n')


def test_lifecycle_becomes_a_label_with_its_reason(load: Load) -> None:
    thing = load(
        "word = 'x'\n"
        "@marks.deprecated(breaking_version='2.0',"
        " additional_warn_text=f'Use `{word}`.')\n"
        "@marks.beta_param(param='a')\n"
        "@marks.hidden_param(param='b', breaking_version='2.0')\n"
        "def thing(a, **kwargs):\n    pass\n"
    )
    assert thing.labels == {"deprecated"}
    assert thing.docstring
    text = thing.docstring.value
    assert text.startswith(docstrings.NO_DOCSTRING)
    warning = '!!! warning "Deprecated"\n\n    Will be removed in 2.0. Use `x`.'
    assert warning in text
    assert "Parameter `a` is beta: may have breaking changes in minor" in text
    assert "`b`" not in text


def test_a_mark_is_not_inherited(load: Load) -> None:
    thing = load("@marks.beta\nclass Base: ...\nclass thing(Base): ...\n")
    assert thing.labels == set()


def test_only_public_members_are_kept(load: Load) -> None:
    thing = load(
        "class Base:\n"
        "    @marks.public\n    def inherited(self): ...\n"
        "    def hidden_too(self): ...\n"
        "class thing(Base):\n"
        "    def __new__(cls, a: int): ...\n"
        "    @marks.public\n    @property\n    def shown(self): 'It.'\n"
        "    def hidden(self): ...\n"
    )
    assert set(thing.members) == {"__init__", "inherited", "shown"}
    assert parameters_of(thing) == ["self", "a"]


def parameters_of(thing: griffe.Object) -> list[str]:
    init = thing.members["__init__"]
    assert isinstance(init, griffe.Function)
    return [parameter.name for parameter in init.parameters]


def test_a_type_is_written_once(load: Load) -> None:
    thing = load(
        "class thing:\n"
        "    a: marks.PublicAttr[int]\n"
        "    @marks.public\n    @property\n    def b(self) -> list[str]:\n"
        '        """List: It lists."""\n'
        "    @marks.public\n    @property\n    def c(self) -> list[str]:\n"
        '        """list[str]: It lists."""\n'
    )
    texts = [m.docstring.value for m in thing.members.values() if m.docstring]
    assert texts[-2:] == ["List: It lists.", "It lists."]


def test_an_attribute_and_the_values_of_an_enum_are_kept(load: Load) -> None:
    thing = load(
        "from enum import Enum\nfrom dagster._annotations import PublicAttr\n"
        "class thing(Enum):\n    a: PublicAttr[int]\n    WARN = 1\n"
    )
    assert set(thing.members) == {"WARN"}
    assert thing.docstring is not None
    (table,) = [
        section
        for section in thing.docstring.parsed
        if isinstance(section, griffe.DocstringSectionAttributes)
    ]
    (field,) = table.value
    assert (field.name, str(field.annotation)) == ("a", "int")


def test_where_docstring_and_signature_disagree_the_entry_says_so(
    load: Load,
) -> None:
    thing = load(
        "def thing(a, b, *, c=1):\n"
        '    """Do it.\n\n    Args:\n        a (int): One.\n'
        '        d (int): Two.\n    """\n'
    )
    assert thing.docstring is not None
    *_, last = thing.docstring.parsed
    assert last.value == (
        "The docstring does not describe `b`, `c`.\n\n"
        "The docstring describes `d`, which the signature does not have.\n\n"
        "Used."
    )


def test_a_record_is_called_with_its_fields(load: Load) -> None:
    thing = load(
        "from dagster_shared.record import record\n"
        "@record\nclass thing:\n    a: int\n    b: str = ''\n"
    )
    assert parameters_of(thing) == ["self", "a", "b"]


def test_pages_come_in_order_and_mistakes_last(site: Site) -> None:
    usage = find_usage(site)
    assert len(usage) > 100
    for name, pages in usage.items():
        wrong = [
            [
                Path(s).name.startswith(("legacy_", "mistake_"))
                for s in p.snippets
            ]
            for p in pages
        ]
        assert all(each == sorted(each) for each in wrong), name
        places = [
            (is_wrong[0], site.navigation.index(page.page))
            for is_wrong, page in zip(wrong, pages, strict=True)
        ]
        assert places == sorted(places), name
    resource = usage["dagster.ConfigurableResource"]
    [life_cycle] = [page for page in resource if page.page == LIFE_CYCLE]
    assert any(s.endswith("/opened_once_a_run.py") for s in life_cycle.snippets)


def test_coverage_counts_programs_and_not_mistakes(tmp_path: Path) -> None:
    folder = tmp_path / "snippets/start/page"
    folder.mkdir(parents=True)
    for name, used in [("right", "op"), ("mistake_it", "job")]:
        code = f"import dagster as dg\n\nx = dg.{used}\n"
        (folder / f"{name}.py").write_text(code)
    assert covered_names(Site(tmp_path)) == {"dagster.op"}


def test_coverage_lists_every_name_once(site: Site) -> None:
    text = lists.WRITERS["coverage"](site, "")
    assert sorted(_IDENTIFIER.findall(text)) == current_names()
    _, todo, done = re.split("## Still to be written|## Written", text)
    covered = _IDENTIFIER.findall(done)
    assert set(covered) == covered_names(site) & set(current_names())
    assert "dagster.asset" in covered
    assert f"**{len(covered)} of {len(current_names())}**" in text
    assert set(_IDENTIFIER.findall(todo)).isdisjoint(covered)


def test_a_page_that_asks_for_a_group_that_there_is_not(site: Site) -> None:
    with pytest.raises(
        lists.UnknownGroupError, match="docs/reference/nothing/"
    ):
        lists.WRITERS["names"](site, "nothing")
