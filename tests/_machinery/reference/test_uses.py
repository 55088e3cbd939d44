"""A name in a program is told from another that looks like it."""

from pathlib import Path

import pytest

from docs._ext.core.includes import Include
from docs._ext.core.site import Site
from docs._ext.reference.links import MisplacedLinkError, link_names, shown_uses
from docs._ext.reference.uses import UnknownNameError, Use, find_uses

CONTEXT = "dagster.AssetExecutionContext"


def uses_in(folder: Path, code: str, name: str = "program.py") -> list[str]:
    site = write(folder, name, code)
    lines = code.splitlines()
    return [
        f"{lines[u.line - 1][u.start : u.end]} {u.identifier}"
        for u in find_uses(site, f"snippets/{name}")
    ]


def write(folder: Path, name: str, code: str) -> Site:
    (folder / "snippets").mkdir(exist_ok=True)
    (folder / "snippets" / name).write_text(code)
    return Site(folder)


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("import dagster as dg\nx = dg.asset", ["dg.asset dagster.asset"]),
        ("import dagster\nx = dagster.asset", []),
        ("import other as dg\nx = dg.asset", []),
        ("x = dg.asset", []),
        ("import dagster as dg\nx = dg.__version__", []),
        ("from dagster import asset\nx = asset", ["asset dagster.asset"]),
        ("from dagster import asset as a\nx = a", ["a dagster.asset"]),
        (
            "import metaxy.ext.dagster as mxd\nx = mxd.metaxify",
            ["mxd.metaxify metaxy.ext.dagster.metaxify"],
        ),
    ],
)
def test_imports_decide(tmp_path: Path, code: str, found: list[str]) -> None:
    assert uses_in(tmp_path, code) == found


@pytest.mark.parametrize(
    ("code", "last"),
    [
        (
            "dg.AutomationCondition.eager()",
            "eager dagster.AutomationCondition.eager",
        ),
        ("dg.AssetKey('a').path", "path dagster.AssetKey.path"),
        ("c = dg.AssetKey('a')\nc.path", "path dagster.AssetKey.path"),
        (
            "def f(c: dg.AssetExecutionContext):\n    c.partition_key",
            f"partition_key {CONTEXT}.partition_key",
        ),
        (
            "def f(c: dg.AssetExecutionContext):\n    print(f'é {c.log.info}')",
            "info dagster.DagsterLogManager.info",
        ),
        (
            "def f(c: dg.AssetExecutionContext):\n    return lambda: c.log",
            f"log {CONTEXT}.log",
        ),
        (
            "r = dg.materialize([])\nr.output_for_node",
            "output_for_node dagster.ExecuteInProcessResult.output_for_node",
        ),
        (
            "with dg.instance_for_test() as i:\n    i.get_run_by_id",
            "get_run_by_id dagster.DagsterInstance.get_run_by_id",
        ),
        (
            "d = dg.DailyPartitionsDefinition('2024')\nd.get_partition_keys",
            "get_partition_keys dagster.TimeWindowPartitionsDefinition"
            ".get_partition_keys",
        ),
    ],
)
def test_a_plain_type_decides(tmp_path: Path, code: str, last: str) -> None:
    found = uses_in(tmp_path, f"import dagster as dg\n{code}\n")
    assert last in found


@pytest.mark.parametrize(
    "code",
    [
        "c = dg.AssetKey('a')\nc = 1\nc.path",
        "c = dg.AssetKey('a')\ndef f(c):\n    c.path",
        "c = dg.AssetKey('a')\n[c.path for c in []]",
        "c = dg.AssetKey('a')\nfor c in []:\n    c.path",
        "c = dg.AssetKey('a')\nlambda c: c.path",
        "c = dg.AssetKey('a')\nc.no_such_member",
    ],
)
def test_what_is_not_plain_is_no_name(tmp_path: Path, code: str) -> None:
    found = uses_in(tmp_path, f"import dagster as dg\n{code}\n")
    assert found == ["dg.AssetKey dagster.AssetKey"]


def test_a_name_that_dagster_no_longer_has(tmp_path: Path) -> None:
    code = "import dagster as dg\n\nx = dg.Gone\n"
    with pytest.raises(
        UnknownNameError, match=r"program\.py:3: .* dagster\.Gone"
    ):
        uses_in(tmp_path, code)
    assert uses_in(tmp_path, code, "mistake_gone.py") == []


def test_a_section_without_imports(tmp_path: Path) -> None:
    site = write(
        tmp_path,
        "program.py",
        "import dagster as dg\n\n\ndef f():\n    # --8<-- [start:x]\n"
        "    return (\n        dg.asset\n    )\n    # --8<-- [end:x]\n",
    )
    assert shown_uses(site, Include("snippets/program.py", "x")) == (
        Use(2, 4, 12, "dagster.asset"),
    )


def test_a_link_covers_the_name_and_nothing_else() -> None:
    code = (
        '<span class="nd">@dg</span><span class="o">.</span>'
        '<span class="n">asset</span><span class="p">(</span>\n'
    )
    linked = link_names(code, [Use(1, 1, 9, "dagster.asset")])
    assert linked == (
        '<autoref optional identifier="dagster.asset" class="ref" '
        'tabindex="-1"><span class="nd">@dg</span><span class="o">.</span>'
        '<span class="n">asset</span></autoref><span class="p">(</span>\n'
    )


def test_code_that_is_not_the_files() -> None:
    with pytest.raises(MisplacedLinkError, match=r"dagster\.asset"):
        link_names(
            '<span class="n">short</span>', [Use(1, 1, 9, "dagster.asset")]
        )
