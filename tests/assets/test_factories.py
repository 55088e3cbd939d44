"""Every claim of docs/assets/factories.md, proved."""

import runpy
import shutil
import subprocess
import sys
from inspect import isgenerator
from pathlib import Path

import dagster as dg
import pytest
from pydantic import ValidationError

from snippets.assets.factories import (
    a_job_for_each_region,
    a_test_of_one_asset,
    assets_from_yaml,
    mistake_function_without_name,
    mistake_generator,
    mistake_late_binding,
    mistake_misspelled_dependency,
    mistake_only_the_last_one,
    names_from_data,
    two_assets_for_each_table,
)
from tests.conftest import ROOT, Mend, Run

PAGE = "assets/factories"


def names(defs: dg.Definitions) -> list[str]:
    specs = defs.resolve_all_asset_specs()
    return sorted(spec.key.to_user_string() for spec in specs)


def test_there_is_an_asset_for_each_entry_of_the_file(run: Run) -> None:
    assert run(f"{PAGE}/assets_from_yaml") == ["{'monday': 2, 'tuesday': 1}"]
    result = dg.materialize(
        [assets_from_yaml.orders, *assets_from_yaml.reports]
    )
    by_region = result.output_for_node("orders_by_region")
    assert by_region == {"north": 2, "south": 1}
    assert names(assets_from_yaml.defs) == [
        "orders",
        "orders_by_day",
        "orders_by_region",
    ]


def test_each_call_remembers_its_own_report() -> None:
    report = assets_from_yaml.Report(name="monthly", column="day")
    built = assets_from_yaml.build_report(report)
    result = dg.materialize([assets_from_yaml.orders, built])
    assert result.output_for_node("monthly") == {"monday": 2, "tuesday": 1}
    assert built.specs_by_key[built.key].group_name == "reports"


def test_dagster_reads_the_file_when_it_loads_your_code(tmp_path: Path) -> None:
    copy = shutil.copytree(ROOT / f"snippets/{PAGE}", tmp_path / "shop")
    before = runpy.run_path(f"{copy}/assets_from_yaml.py")["defs"]
    with (copy / "reports.yaml").open("a") as file:
        file.write("- name: orders_by_month\n  column: month\n")
    after = runpy.run_path(f"{copy}/assets_from_yaml.py")["defs"]
    assert "orders_by_month" not in names(before)
    assert "orders_by_month" in names(after)


def test_a_model_refuses_an_entry_that_lacks_a_field() -> None:
    with pytest.raises(ValidationError, match="column"):
        assets_from_yaml.Report.model_validate({"name": "revenue"})


def test_a_factory_may_return_a_chain(run: Run) -> None:
    assert run(f"{PAGE}/two_assets_for_each_table") == [
        "raw/orders needs []",
        "clean/orders needs ['raw/orders']",
        "raw/customers needs []",
        "clean/customers needs ['raw/customers']",
    ]
    kinds = {
        spec.key.to_user_string(): spec.kinds
        for spec in two_assets_for_each_table.defs.resolve_all_asset_specs()
    }
    assert kinds["raw/orders"] == {"csv"}
    assert kinds["clean/customers"] == {"duckdb"}


def test_definitions_of_each_entry_can_be_merged(run: Run) -> None:
    assert run(f"{PAGE}/a_job_for_each_region") == [
        "revenue_south",
        "40",
        "revenue_south_is_positive True",
    ]
    defs = a_job_for_each_region.defs
    assert names(defs) == ["revenue_north", "revenue_south"]
    assert defs.resolve_job_def("report_north").execute_in_process().success


def test_the_check_of_each_entry_fails_for_a_loss() -> None:
    built = a_job_for_each_region.build_region("north")
    [check] = built.asset_checks or []
    for revenue, passed in [(1, True), (0, False), (-5, False)]:
        result = check(revenue=revenue)
        assert isinstance(result, dg.AssetCheckResult)
        assert result.passed is passed


def test_two_titles_that_give_the_same_name_are_refused(run: Run) -> None:
    assert run(f"{PAGE}/names_from_data") == [
        "['green_tea_100_g', 'coffee']",
        "'Green-Tea' and 'Green tea' give the same name",
    ]
    specs = names_from_data.defs.resolve_all_asset_specs()
    titles = {spec.description for spec in specs}
    assert titles == {"Green tea, 100 g", "Coffee"}
    assert names_from_data.name_of("  Ätna (red) ") == "tna_red"


@pytest.mark.parametrize("name", ["green_tea", "GREEN_2", "green-tea", "a.b"])
def test_a_name_takes_letters_digits_underscores_hyphens_and_dots(
    name: str,
) -> None:
    @dg.asset(name=name)
    def sales() -> None: ...

    assert dg.materialize([sales]).success


def test_functions_made_in_a_loop_read_the_last_value(run: Run) -> None:
    assert run(f"{PAGE}/mistake_late_binding") == [
        "revenue_north = revenue of the south",
        "revenue_south = revenue of the south",
    ]
    assert names(dg.Definitions(assets=mistake_late_binding.assets)) == [
        "revenue_north",
        "revenue_south",
    ]


def test_a_rule_of_ruff_finds_late_binding() -> None:
    found = subprocess.run(
        [
            *(sys.executable, "-m", "ruff", "check", "--isolated"),
            *("--ignore-noqa", "--select=B023", "--no-cache"),
            f"snippets/{PAGE}",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    assert "B023" in found
    assert "mistake_late_binding.py" in found
    assert "Found 1 error" in found


def test_a_default_argument_is_taken_for_an_asset(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError,
        match=r'Input asset "\["region"\]" is not produced',
    ):
        run(f"{PAGE}/mistake_default_argument")


def test_a_function_that_returns_the_asset_mends_it(mend: Mend) -> None:
    lines = mend(
        f"{PAGE}/mistake_default_argument",
        {
            "for region in (": "regions = (",
            "):\n\n    @dg": ")\n\ndef build_revenue(region):\n    @dg",
            "region: str = region": "",
            "assets.append(revenue)": "return revenue",
            "dg.materialize(assets)": """\
for region in regions:
    print(build_revenue(region).key.path)""",
        },
    )
    assert lines == ["['revenue_north']", "['revenue_south']"]


def test_one_variable_keeps_the_last_one_only(run: Run) -> None:
    assert run(f"{PAGE}/mistake_only_the_last_one") == ["revenue_south"]
    both = [
        mistake_only_the_last_one.build_revenue(region)
        for region in ("north", "south")
    ]
    assert names(dg.Definitions(assets=both)) == [
        "revenue_north",
        "revenue_south",
    ]


def test_of_a_generator_nothing_remains(run: Run) -> None:
    assert run(f"{PAGE}/mistake_generator") == ["[]"]
    assert isgenerator(mistake_generator.defs.assets)
    build = mistake_generator.build_revenue
    listed = dg.Definitions(assets=[build(r) for r in ("north", "south")])
    assert names(listed) == ["revenue_north", "revenue_south"]


SHOW_NAMES = """\
print(*sorted(spec.key.path for spec in defs.resolve_all_asset_specs()))"""


def test_collecting_them_in_a_list_mends_it(mend: Mend) -> None:
    lines = mend(
        f"{PAGE}/mistake_only_the_last_one",
        {
            "for region": "assets = []\nfor region",
            "revenue = build_revenue(region)": (
                "assets.append(build_revenue(region))"
            ),
            "[revenue]": "assets",
        },
    )
    assert sorted(lines) == ["revenue_north", "revenue_south"]


def test_a_list_of_the_generator_mends_it(mend: Mend) -> None:
    lines = mend(
        f"{PAGE}/mistake_generator",
        {
            "assets=(": "assets=list(",
            "print(defs.resolve_all_asset_specs())": SHOW_NAMES,
        },
    )
    assert lines == ["['revenue_north'] ['revenue_south']"]


def test_a_name_for_each_mends_it(mend: Mend) -> None:
    lines = mend(
        f"{PAGE}/mistake_name_forgotten",
        {
            "@dg.asset": '@dg.asset(name=f"revenue_{region}")',
            "dg.materialize(": "defs = dg.Definitions(",
            ")])": f")])\n{SHOW_NAMES}",
        },
    )
    assert lines == ["['revenue_north'] ['revenue_south']"]


def test_dagster_reads_the_assets_more_than_once() -> None:
    class Counted(list[dg.AssetsDefinition]):
        read = 0

        def __iter__(self):  # type: ignore[no-untyped-def]
            self.read += 1
            return super().__iter__()

    assets = Counted([mistake_generator.build_revenue("north")])
    dg.Definitions(assets=assets).resolve_all_asset_specs()
    assert assets.read > 1


def test_without_a_name_all_are_called_like_the_inner_function(
    run: Run,
) -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match="Duplicate asset key"
    ):
        run(f"{PAGE}/mistake_name_forgotten")


def test_validate_loadable_finds_a_duplicate_and_definitions_does_not() -> None:
    build = mistake_generator.build_revenue
    defs = dg.Definitions(assets=[build("north"), build("north")])
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match="Duplicate asset key"
    ):
        dg.Definitions.validate_loadable(defs)


def test_a_title_is_no_name(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match="is not a valid name in Dagster"
    ):
        run(f"{PAGE}/mistake_title_as_name")


def test_a_misspelled_dependency_becomes_an_external_asset(run: Run) -> None:
    assert run(f"{PAGE}/mistake_misspelled_dependency") == [
        "orders",
        "ordres",
        "revenue",
    ]
    graph = mistake_misspelled_dependency.defs.resolve_asset_graph()
    assert graph.external_asset_keys == {dg.AssetKey("ordres")}


def test_an_asset_object_in_deps_needs_no_name() -> None:
    orders = mistake_misspelled_dependency.orders

    @dg.asset(deps=[orders])
    def revenue() -> None: ...

    defs = dg.Definitions(assets=[orders, revenue])
    assert names(defs) == ["orders", "revenue"]


def test_the_test_of_one_asset_passes_and_makes_no_other(run: Run) -> None:
    assert run(f"{PAGE}/a_test_of_one_asset") == []
    a_test_of_one_asset.test_revenue_is_the_sum_of_a_region()
    module = a_test_of_one_asset
    result = dg.materialize(
        module.revenues,
        selection="revenue_north",
        resources={"orders": module.FakeOrders()},
    )
    made = result.get_asset_materialization_events()
    assert [event.asset_key for event in made] == [dg.AssetKey("revenue_north")]


def test_the_test_of_one_asset_asks_for_its_region_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []

    def amounts(_: object, region: str) -> list[int]:
        asked.append(region)
        return [65]

    monkeypatch.setattr(a_test_of_one_asset.FakeOrders, "amounts", amounts)
    a_test_of_one_asset.test_revenue_is_the_sum_of_a_region()
    assert asked == ["north"]


def test_the_test_of_one_asset_notices_another_sum(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fake = a_test_of_one_asset.FakeOrders
    monkeypatch.setattr(fake, "amounts", lambda self, region: [40])
    with pytest.raises(AssertionError):
        a_test_of_one_asset.test_revenue_is_the_sum_of_a_region()


def test_the_definitions_hold_both_regions_and_the_resource_to_replace() -> (
    None
):
    defs = a_test_of_one_asset.defs
    assert names(defs) == ["revenue_north", "revenue_south"]
    with pytest.raises(NotImplementedError, match=r"^asks a database$"):
        dg.materialize(
            a_test_of_one_asset.revenues,
            selection="revenue_south",
            resources=defs.resources,
        )
    assert a_test_of_one_asset.FakeOrders().amounts("south") == []


def test_two_functions_of_one_name_conflict(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError,
        match='conflicting node definitions with the same name "download"',
    ):
        run(f"{PAGE}/mistake_function_without_name")


def test_a_name_for_each_function_ends_the_conflict(mend: Mend) -> None:
    right = "multi_asset(name=f'download_{region}', specs=specs)"
    assert not mend(
        f"{PAGE}/mistake_function_without_name",
        {"multi_asset(specs=specs)": right},
    )


@pytest.mark.parametrize("region", ["north", "south"])
def test_the_function_of_each_region_makes_both_of_its_assets(
    region: str,
) -> None:
    download = mistake_function_without_name.build_region(region)
    made = dg.materialize([download]).get_asset_materialization_events()
    assert [event.asset_key for event in made] == [
        dg.AssetKey(f"orders_{region}"),
        dg.AssetKey(f"revenue_{region}"),
    ]
    assert names(mistake_function_without_name.defs) == [
        "orders_north",
        "orders_south",
        "revenue_north",
        "revenue_south",
    ]
