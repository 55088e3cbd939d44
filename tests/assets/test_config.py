"""Every claim of docs/assets/config.md, proved."""

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
import yaml
from pydantic import Field, ValidationError

from snippets.assets.config import (
    checked_values,
    config_at_a_job,
    config_or_partition,
    mistake_config_of_a_check,
    mistake_misspelled_field,
    nested_values,
    values_for_one_run,
)
from tests.conftest import Mend, Run

PAGE = "assets/config"


def values_of(asset: str, **values: object) -> dict[str, object]:
    return {"ops": {asset: {"config": values}}}


def test_a_run_takes_the_defaults_or_its_own_values(run: Run) -> None:
    assert run(f"{PAGE}/values_for_one_run") == ["north 50", "south 25"]


def test_each_field_narrows_what_the_asset_does(
    capsys: pytest.CaptureFixture[str],
) -> None:
    dg.materialize(
        [values_for_one_run.revenue],
        run_config=values_of("revenue", region="north", minimum=40),
    )
    assert capsys.readouterr().out == "north 40\n"


def test_under_another_name_than_config_the_parameter_is_taken_for_an_asset() -> (  # noqa: E501
    None
):
    with pytest.warns(dg.ConfigArgumentWarning, match="Did you mean"):

        @dg.asset
        def revenue(settings: values_for_one_run.RevenueConfig) -> None: ...

    assert dg.AssetKey("settings") in revenue.dependency_keys


def test_an_asset_that_you_leave_out_gets_its_defaults(
    capsys: pytest.CaptureFixture[str],
) -> None:
    @dg.asset
    def other(config: values_for_one_run.RevenueConfig) -> None: ...

    dg.materialize(
        [values_for_one_run.revenue, other],
        run_config=values_of("other", region="south"),
    )
    assert capsys.readouterr().out == "north 50\n"


def test_an_assignment_inside_the_asset_raises_an_error() -> None:
    @dg.asset
    def revenue(config: values_for_one_run.RevenueConfig) -> None:
        config.region = "south"

    with pytest.raises(dg.DagsterInvalidInvocationError, match="frozen"):
        dg.materialize([revenue])


def test_every_run_gets_a_fresh_copy_of_a_default_list() -> None:
    class ReportConfig(dg.Config):
        products: list[str] = Field(default=["tea"])

    seen: list[list[str]] = []

    @dg.asset
    def report(config: ReportConfig) -> None:
        config.products.append("coffee")
        seen.append(config.products)

    for _ in range(2):
        dg.materialize([report])
        dg.materialize(
            [report], run_config=dg.RunConfig({"report": ReportConfig()})
        )
    assert seen == [["tea", "coffee"]] * 4


def test_a_dictionary_carries_the_same_values(run: Run) -> None:
    assert run(f"{PAGE}/run_config_as_a_dictionary") == ["south 0"]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"regoin": "south"}, "unexpected config entry"),
        ({"minimum": "10"}, "Invalid scalar"),
    ],
)
def test_dagster_compares_a_dictionary_with_the_class_before_any_asset_starts(
    values: dict[str, object], message: str
) -> None:
    started: list[str] = []

    @dg.asset
    def first() -> None:
        started.append("first")

    @dg.asset(deps=[first])
    def revenue(config: values_for_one_run.RevenueConfig) -> None: ...

    with pytest.raises(dg.DagsterInvalidConfigError, match=message):
        dg.materialize(
            [first, revenue],
            run_config=values_of("revenue", **values),
            raise_on_error=False,
        )
    assert not started


def test_config_nests_and_holds_lists_dictionaries_and_choices(
    run: Run,
) -> None:
    assert run(f"{PAGE}/nested_values") == [
        "monday north",
        "['tea'] {}",
        "friday south",
        "[] {}",
    ]


def test_an_int_will_do_for_a_float() -> None:
    seen: list[object] = []

    @dg.asset
    def report(config: nested_values.ReportConfig) -> None:
        seen.append(config.discounts["tea"])

    period = {"first_day": "2026-03-01"}
    dg.materialize(
        [report],
        run_config=values_of("report", period=period, discounts={"tea": 1}),
    )
    assert seen == [1.0]


def test_a_date_is_refused_where_you_define_the_asset() -> None:
    class ReportConfig(dg.Config):
        day: datetime.date

    with pytest.raises(dg.DagsterError, match="Unable to resolve config type"):

        @dg.asset
        def report(config: ReportConfig) -> None: ...


def test_checks_run_when_you_build_the_object(run: Run) -> None:
    assert run(f"{PAGE}/checked_values") == [
        "Input should be greater than or equal to 0",
        "Value error, no region 'west'",
        "False",
    ]
    assert checked_values.RevenueConfig(region="north").minimum == 0
    for region in ("north", "south"):
        config = checked_values.RevenueConfig(minimum=0, region=region)
        assert config.region == region


def test_a_bad_value_in_a_dictionary_fails_the_asset_and_not_the_launch() -> (
    None
):
    started: list[str] = []

    @dg.asset
    def first() -> None:
        started.append("first")

    @dg.asset(deps=[first])
    def revenue(config: checked_values.RevenueConfig) -> None: ...

    with pytest.raises(ValidationError, match="no region 'west'"):
        dg.materialize(
            [first, revenue], run_config=values_of("revenue", region="west")
        )
    assert started == ["first"]


def test_a_run_replaces_the_config_of_one_asset_and_keeps_the_others(
    run: Run,
) -> None:
    assert run(f"{PAGE}/config_at_a_job") == [
        "revenue of the south",
        "report for the south",
        "revenue of the south",
        "report for the north",
    ]


def test_the_jobs_values_are_not_the_assets_defaults() -> None:
    with pytest.raises(dg.DagsterInvalidConfigError, match="Missing"):
        dg.materialize([config_at_a_job.revenue])


def test_future_annotations_hide_the_class(run: Run) -> None:
    with pytest.raises(
        dg.DagsterError,
        match="Unable to resolve config type 'RevenueConfig'",
    ):
        run(f"{PAGE}/mistake_future_annotations")


def test_a_quoted_annotation_hides_the_class_too() -> None:
    with pytest.raises(dg.DagsterError, match="Unable to resolve config type"):

        @dg.asset
        def revenue(config: "values_for_one_run.RevenueConfig") -> None: ...


def test_yaml_holds_the_same_values(capsys: pytest.CaptureFixture[str]) -> None:
    text = "{ops: {revenue: {config: {region: south}}}}"
    dg.materialize(
        [values_for_one_run.revenue], run_config=yaml.safe_load(text)
    )
    assert capsys.readouterr().out == "south 25\n"


def test_a_missing_value_stops_the_run_with_an_example(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidConfigError, match="Example config for the missing"
    ):
        run(f"{PAGE}/mistake_missing_value")


def test_run_config_wants_the_name_of_the_op(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidConfigError, match=r"Expected: \"{ shop__revenue"
    ):
        run(f"{PAGE}/mistake_key_prefix")

    seen: list[str] = []

    @dg.asset(key_prefix="shop")
    def revenue(config: values_for_one_run.RevenueConfig) -> None:
        seen.append(config.region)

    dg.materialize(
        [revenue], run_config=values_of("shop__revenue", region="south")
    )
    assert seen == ["south"]


def test_the_parts_of_the_key_joined_by_underscores_mend_it(
    mend: Mend,
) -> None:
    lines = mend(
        f"{PAGE}/mistake_key_prefix",
        {'{"revenue"': '{"shop__revenue"', "...": "print(config.region)"},
    )
    assert lines == ["south"]


def test_text_is_not_converted_to_a_number(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidConfigError, match="not valid for expected type"
    ):
        run(f"{PAGE}/mistake_wrong_type")


def test_a_dictionary_names_the_member_of_an_enum(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidConfigError, match="not in enum type Region got south"
    ):
        run(f"{PAGE}/mistake_enum_value")


@pytest.mark.parametrize("name", ["NORTH", "SOUTH"])
def test_the_name_of_the_member_mends_it(name: str, mend: Mend) -> None:
    lines = mend(
        f"{PAGE}/mistake_enum_value",
        {
            '"region": "south"': f'"region": "{name}"',
            "...": "print(config.region.value)",
        },
    )
    assert lines == [name.lower()]


def test_python_code_passes_the_member_itself() -> None:
    period = nested_values.Period(first_day="2026-03-01")
    config = nested_values.ReportConfig(
        period=period, region=nested_values.Region.SOUTH
    )
    assert (
        dg.RunConfig({"report": config}).to_config_dict()["ops"]["report"][
            "config"
        ]["region"]
        == "SOUTH"
    )


def test_a_misspelled_field_becomes_the_default(run: Run) -> None:
    assert run(f"{PAGE}/mistake_misspelled_field") == ["north"]


def test_extra_forbid_finds_the_misspelled_field() -> None:
    class RevenueConfig(
        mistake_misspelled_field.RevenueConfig, extra="forbid"
    ): ...

    with pytest.raises(ValidationError, match="Extra inputs"):
        RevenueConfig.model_validate({"regoin": "south"})


def test_fields_that_you_leave_out_come_from_the_class_and_not_from_the_job(
    run: Run,
) -> None:
    assert run(f"{PAGE}/mistake_one_field_at_launch") == [
        "south 0",
        "north 20",
    ]


def test_a_default_list_of_config_is_refused(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidConfigError, match="Invalid default_value for Field"
    ):
        run(f"{PAGE}/mistake_config_in_a_default_list")


def test_a_default_list_of_enum_members_is_refused() -> None:
    class ReportConfig(dg.Config):
        regions: list[nested_values.Region] = Field(
            default=[nested_values.Region.NORTH]
        )

    with pytest.raises(dg.DagsterInvalidConfigError, match="default_value"):

        @dg.asset
        def report(config: ReportConfig) -> None: ...


def test_a_default_factory_gives_the_same_list(mend: Mend) -> None:
    lines = mend(
        f"{PAGE}/mistake_config_in_a_default_list",
        {
            "default=": "default_factory=lambda: ",
            "...": "print(config.periods)\n\n\ndg.materialize([report])",
        },
    )
    assert lines == ["[Period(first_day='2026-03-01')]"]


def test_a_default_factory_mends_both() -> None:
    class ReportConfig(dg.Config):
        periods: list[nested_values.Period] = Field(
            default_factory=lambda: [nested_values.Period(first_day="monday")]
        )
        regions: list[nested_values.Region] = Field(
            default_factory=lambda: [nested_values.Region.SOUTH]
        )

    seen: list[object] = []

    @dg.asset
    def report(config: ReportConfig) -> None:
        seen.extend([config.periods[0].first_day, *config.regions])

    dg.materialize([report])
    assert seen == ["monday", nested_values.Region.SOUTH]


def test_dagster_knows_which_partitions_exist_and_no_config_values(
    run: Run,
) -> None:
    assert run(f"{PAGE}/config_or_partition") == ["[]", "['north', 'south']"]


def test_config_goes_to_one_asset() -> None:
    class Region(config_at_a_job.RegionConfig): ...

    seen: list[str] = []

    @dg.asset
    def revenue(config: Region) -> None:
        seen.append(config.region)

    @dg.asset(deps=[revenue])
    def report(config: Region) -> None:
        seen.append(config.region)

    dg.materialize(
        [revenue, report],
        run_config={
            "ops": {
                "revenue": {"config": {"region": "south"}},
                "report": {"config": {"region": "north"}},
            }
        },
    )
    assert seen == ["south", "north"]


def test_a_partition_goes_to_every_partitioned_asset_of_the_run() -> None:
    regions = dg.StaticPartitionsDefinition(["north", "south"])
    seen: list[str | None] = []

    @dg.asset(partitions_def=regions)
    def revenue(context: dg.AssetExecutionContext) -> None:
        seen.append(context.partition_key)

    @dg.asset(partitions_def=regions, deps=[revenue])
    def report(context: dg.AssetExecutionContext) -> None:
        seen.append(context.partition_key)

    dg.materialize([revenue, report], partition_key="south")
    assert seen == ["south", "south"]


def test_a_resource_goes_to_every_asset_that_asks_for_it() -> None:
    class Shop(dg.ConfigurableResource):
        region: str

    seen: list[str] = []

    @dg.asset
    def revenue(shop: Shop) -> None:
        seen.append(shop.region)

    @dg.asset(deps=[revenue])
    def report(shop: Shop) -> None:
        seen.append(shop.region)

    @dg.asset(deps=[report])
    def unrelated() -> None: ...

    result = dg.materialize(
        [revenue, report, unrelated], resources={"shop": Shop(region="south")}
    )
    assert seen == ["south", "south"]
    assert result.dagster_run.run_config == {}


def test_config_takes_all_values_of_the_type_and_a_partition_the_listed() -> (
    None
):
    result = dg.materialize(
        [config_or_partition.by_config],
        run_config=values_of("by_config", region="west"),
    )
    assert result.success
    with pytest.raises(dg.DagsterUnknownPartitionError):
        dg.materialize([config_or_partition.by_partition], partition_key="west")


def test_a_run_remembers_its_config() -> None:
    result = dg.materialize(
        [config_or_partition.by_config],
        run_config=values_of("by_config", region="west"),
    )
    assert result.dagster_run.run_config == values_of(
        "by_config", region="west"
    )


def test_a_second_value_replaces_the_first_and_a_second_key_stands_beside_it(
    tmp_path: Path,
) -> None:
    storage = {"io_manager": dg.FilesystemIOManager(base_dir=str(tmp_path))}
    for region in ("north", "south"):
        dg.materialize(
            [config_or_partition.by_config],
            resources=storage,
            run_config=values_of("by_config", region=region),
        )
        dg.materialize(
            [config_or_partition.by_partition],
            resources=storage,
            partition_key=region,
        )
    assert (tmp_path / "by_config").is_file()
    assert sorted(p.name for p in (tmp_path / "by_partition").iterdir()) == [
        "north",
        "south",
    ]


def test_what_a_second_resource_value_makes_replaces_the_first(
    tmp_path: Path,
) -> None:
    class Shop(dg.ConfigurableResource):
        region: str

    @dg.asset
    def revenue(shop: Shop) -> str:
        return shop.region

    for region in ("north", "south"):
        dg.materialize(
            [revenue],
            resources={
                "io_manager": dg.FilesystemIOManager(base_dir=str(tmp_path)),
                "shop": Shop(region=region),
            },
        )
    assert [p.name for p in tmp_path.iterdir()] == ["revenue"]


class Region(dg.Config):
    region: str


class Shop(dg.ConfigurableResource):
    region: str


@dg.asset
def revenue(config: Region) -> None: ...


@dg.asset
def products(config: Region) -> None: ...


@dg.asset
def stock(shop: Shop) -> None: ...


NORTH = {"config": {"region": "north"}}
LAUNCH = {"shop": Shop.configure_at_launch()}


@pytest.mark.parametrize(
    ("config", "entry", "path"),
    [
        ({"ops": {"revenue": NORTH, "products": NORTH}}, "products", "ops"),
        ({"ops": {"revenue": NORTH, "revenu": NORTH}}, "revenu", "ops"),
        ({"ops": {"revenue": NORTH["config"]}}, "region", "ops:revenue"),
        (
            {"ops": {"revenue": {"config": {"regoin": "north"}}}},
            "regoin",
            "ops:revenue:config",
        ),
        ({"revenue": NORTH}, "revenue", ""),
        (
            {"ops": {"revenue": NORTH}, "resources": {"shops": NORTH}},
            "shops",
            "resources",
        ),
    ],
)
def test_the_path_tells_why_an_entry_is_unexpected(
    config: dict[str, Any], entry: str, path: str
) -> None:
    where = f"path root:{path}[.]" if path else "the root"
    message = f'unexpected config entry "{entry}" at {where}'
    with pytest.raises(dg.DagsterInvalidConfigError, match=message):
        dg.materialize(
            [revenue, products, stock],
            selection=[revenue],
            resources=LAUNCH,
            run_config=config,
        )


def test_the_path_tells_what_is_missing() -> None:
    @dg.op
    def count(rows: int) -> None: ...

    @dg.job
    def count_rows() -> None:
        count()

    def start(asset: dg.AssetsDefinition, ops: object) -> None:
        dg.materialize([asset], resources=LAUNCH, run_config={"ops": ops})

    ways: dict[str, Callable[[], object]] = {
        '"ops" at the root': lambda: dg.materialize([revenue]),
        '"revenue" at path root:ops': lambda: start(revenue, {}),
        '"region" at path root:ops:revenue:config': lambda: start(
            revenue, {"revenue": {"config": {}}}
        ),
        '"resources" at the root': lambda: start(stock, {}),
        "'inputs'": count_rows.execute_in_process,
    }
    for words, run_it in ways.items():
        message = f"Missing required config entry .*{words}"
        with pytest.raises(dg.DagsterInvalidConfigError, match=message):
            run_it()


def test_the_name_of_a_check_is_not_enough_for_its_config(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidConfigError, match='unexpected config entry "enough"'
    ):
        run(f"{PAGE}/mistake_config_of_a_check")


@pytest.mark.parametrize(("least", "passed"), [(40, True), (41, False)])
def test_a_check_is_configured_under_its_asset_and_its_name(
    least: int, passed: bool
) -> None:
    module = mistake_config_of_a_check
    result = dg.materialize(
        [module.orders, module.enough],
        run_config=dg.RunConfig(
            ops={"orders_enough": module.Limit(least=least)}
        ),
    )
    [check] = result.get_asset_check_evaluations()
    assert check.passed is passed


def test_without_config_a_check_has_its_default() -> None:
    module = mistake_config_of_a_check
    assert module.Limit().least == 1
    for orders, passed in [(1, True), (0, False)]:
        result = module.enough(module.Limit(), orders)
        assert isinstance(result, dg.AssetCheckResult)
        assert result.passed is passed


def test_a_multi_asset_is_configured_under_the_name_of_its_function() -> None:
    seen: list[int] = []

    @dg.multi_asset(specs=[dg.AssetSpec("orders"), dg.AssetSpec("customers")])
    def download(
        config: mistake_config_of_a_check.Limit,
    ) -> Iterator[dg.MaterializeResult]:
        seen.append(config.least)
        yield dg.MaterializeResult("orders")
        yield dg.MaterializeResult("customers")

    for name in ["download", "orders"]:
        config = {"ops": {name: {"config": {"least": 9}}}}
        if name == "orders":
            with pytest.raises(dg.DagsterInvalidConfigError):
                dg.materialize([download], run_config=config)
        else:
            dg.materialize([download], run_config=config)
    assert seen == [9]


def test_config_of_what_the_run_does_not_select_is_refused() -> None:
    @dg.asset
    def customers(config: mistake_config_of_a_check.Limit) -> None: ...

    @dg.asset
    def orders() -> None: ...

    config = dg.RunConfig(
        ops={"customers": mistake_config_of_a_check.Limit(least=9)}
    )
    assert dg.materialize([customers, orders], run_config=config).success
    with pytest.raises(
        dg.DagsterInvalidConfigError,
        match='unexpected config entry "customers"',
    ):
        dg.materialize(
            [customers, orders], selection=[orders], run_config=config
        )
