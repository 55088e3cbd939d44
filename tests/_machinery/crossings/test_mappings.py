"""Nothing special happens where a mapping meets another topic."""

from pathlib import Path

import dagster as dg
import pandas as pd
import pytest
from dagster_duckdb_pandas import DuckDBPandasIOManager

from tests._machinery.crossings.conftest import DAYS, KINDS, Limit, Login, Shop

FIRST, LAST = "2026-01-01", "2026-01-02"
DAY_BEFORE = dg.TimeWindowPartitionMapping(start_offset=-1, end_offset=-1)
BEFORE = dg.AssetDep("orders", partition_mapping=DAY_BEFORE)
ORDERS = dg.AssetSpec("orders", partitions_def=DAYS)


def test_config_resources_and_variables_come_with_the_keys_of_a_mapping(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SHOP_USER", "ada")
    seen: list[object] = []

    @dg.asset(partitions_def=DAYS, deps=[BEFORE])
    def report(
        context: dg.AssetExecutionContext, config: Limit, shop: Shop
    ) -> dg.MaterializeResult:
        keys = list(context.asset_partition_keys_for_input("orders"))
        seen.append((keys, config.least, shop.login.user))
        return dg.MaterializeResult(metadata={"read": keys[0]})

    result = dg.materialize(
        [ORDERS, report],
        partition_key=LAST,
        run_config=dg.RunConfig(ops={"report": Limit(least=9)}),
        resources={"shop": Shop(login=Login(user=dg.EnvVar("SHOP_USER")))},
    )
    assert seen == [([FIRST], 9, "ada")]
    [event] = result.get_asset_materialization_events()
    assert event.materialization.metadata["read"].value == FIRST


def test_a_check_reads_with_a_mapping_of_its_own(tmp_path: Path) -> None:
    seen: list[object] = []

    @dg.asset(partitions_def=DAYS)
    def orders(context: dg.AssetExecutionContext) -> str:
        return f"of {context.partition_key}"

    @dg.asset
    def report() -> None: ...

    @dg.asset_check(
        asset=report,
        additional_ins={
            "all_orders": dg.AssetIn(
                "orders", partition_mapping=dg.AllPartitionMapping()
            )
        },
    )
    def checked(all_orders: object) -> dg.AssetCheckResult:
        seen.append(all_orders)
        return dg.AssetCheckResult(passed=True)

    with dg.DagsterInstance.ephemeral(tempdir=str(tmp_path)) as instance:
        for key in (FIRST, LAST):
            dg.materialize([orders], partition_key=key, instance=instance)
        dg.materialize(
            [orders, report, checked],
            selection=dg.AssetSelection.checks(checked),
            instance=instance,
        )
    assert seen == [{FIRST: f"of {FIRST}", LAST: f"of {LAST}"}]


@pytest.mark.parametrize("mapped", ["multi_asset", "factory"])
def test_multi_assets_and_assets_of_a_factory_take_a_mapping(
    mapped: str,
) -> None:
    seen: list[object] = []

    def build(name: str) -> dg.AssetsDefinition:
        @dg.asset(name=name, partitions_def=DAYS, deps=[BEFORE])
        def made(context: dg.AssetExecutionContext) -> None:
            seen.append(context.asset_partition_keys_for_input("orders"))

        return made

    @dg.multi_asset(
        specs=[dg.AssetSpec("north", deps=[BEFORE]), dg.AssetSpec("south")],
        partitions_def=DAYS,
    )
    def download(
        context: dg.AssetExecutionContext,
    ) -> tuple[dg.MaterializeResult, dg.MaterializeResult]:
        seen.append(context.asset_partition_keys_for_input("orders"))
        return dg.MaterializeResult("north"), dg.MaterializeResult("south")

    made = [download] if mapped == "multi_asset" else [build("a"), build("b")]
    dg.materialize([ORDERS, *made], partition_key=LAST)
    assert seen == [[FIRST]] * len(made)


def test_a_mapping_of_a_range_gives_the_keys_of_all() -> None:
    seen: list[object] = []

    @dg.asset(partitions_def=DAYS, deps=[BEFORE])
    def report(context: dg.AssetExecutionContext) -> None:
        seen.append(list(context.partition_keys))
        seen.append(list(context.asset_partition_keys_for_input("orders")))

    dg.materialize([ORDERS, report], tags=KINDS["time"].range)
    assert seen == [[FIRST, LAST], [FIRST]]


def test_duckdb_reads_the_rows_of_the_keys_of_a_mapping(
    tmp_path: Path,
) -> None:
    seen: list[list[pd.Timestamp]] = []

    @dg.asset(partitions_def=DAYS, metadata={"partition_expr": "day"})
    def orders(context: dg.AssetExecutionContext) -> pd.DataFrame:
        return pd.DataFrame({"day": [pd.Timestamp(context.partition_key)]})

    @dg.asset(
        partitions_def=DAYS,
        ins={"orders": dg.AssetIn(partition_mapping=DAY_BEFORE)},
    )
    def report(orders: pd.DataFrame) -> None:
        seen.append(list(orders["day"]))

    file = str(tmp_path / "shop.duckdb")
    tables = DuckDBPandasIOManager(database=file, schema="tables")
    for key in (FIRST, LAST):
        dg.materialize(
            [orders], partition_key=key, resources={"io_manager": tables}
        )
    dg.materialize(
        [orders, report],
        selection=[report],
        partition_key=LAST,
        resources={"io_manager": tables},
    )
    assert seen == [[pd.Timestamp(FIRST)]]
