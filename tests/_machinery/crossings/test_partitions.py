"""Nothing special happens where a kind of partitions meets another topic."""

import warnings
from pathlib import Path

import dagster as dg
import duckdb
import pandas as pd
import pytest
from dagster_duckdb_pandas import DuckDBPandasIOManager

from tests._machinery.crossings.conftest import (
    DAYS,
    REGIONS,
    SHOPS,
    Kind,
    Limit,
    Login,
    Shop,
)

ORDERS = dg.AssetKey("orders")


def test_resources_are_opened_and_know_the_key_of_the_run(
    kind: Kind, instance: dg.DagsterInstance
) -> None:
    seen: list[str] = []

    class Opened(dg.ConfigurableResource):
        def setup_for_execution(self, context: dg.InitResourceContext) -> None:
            assert context.run
            seen.append(context.run.tags["dagster/partition"])

    @dg.asset(partitions_def=kind.partitions)
    def orders(opened: Opened) -> None: ...

    dg.materialize(
        [orders],
        partition_key=kind.first,
        instance=instance,
        resources={"opened": Opened()},
    )
    assert seen == [kind.first]


def test_nested_resources_read_variables(
    kind: Kind, instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOP_USER", "ada")
    seen: list[str] = []

    @dg.asset(partitions_def=kind.partitions)
    def orders(shop: Shop) -> None:
        seen.append(shop.login.user)

    dg.materialize(
        [orders],
        partition_key=kind.first,
        instance=instance,
        resources={"shop": Shop(login=Login(user=dg.EnvVar("SHOP_USER")))},
    )
    assert seen == ["ada"]


@pytest.mark.parametrize("in_a_range", [False, True])
def test_config_comes_with_each_run(
    kind: Kind, instance: dg.DagsterInstance, in_a_range: bool
) -> None:
    seen: list[tuple[str, int]] = []

    @dg.asset(partitions_def=kind.partitions)
    def orders(context: dg.AssetExecutionContext, config: Limit) -> None:
        seen.extend((key, config.least) for key in context.partition_keys)

    config = dg.RunConfig(ops={"orders": Limit(least=9)})
    if in_a_range:
        keys = kind.partitions.get_partition_keys(
            dynamic_partitions_store=instance
        )
        dg.materialize(
            [orders], run_config=config, tags=kind.range, instance=instance
        )
    else:
        keys = [kind.first]
        dg.materialize(
            [orders],
            run_config=config,
            partition_key=kind.first,
            instance=instance,
        )
    assert seen == [(key, 9) for key in keys]


def test_each_key_has_its_file_and_all_are_read_downstream(
    kind: Kind, instance: dg.DagsterInstance, tmp_path: Path
) -> None:
    seen: list[dict[str, str]] = []

    @dg.asset(partitions_def=kind.partitions)
    def orders(context: dg.AssetExecutionContext) -> str:
        return f"of {context.partition_key}"

    @dg.asset(
        ins={
            "orders": dg.AssetIn(
                partition_mapping=dg.AllPartitionMapping(),
                metadata={"allow_missing_partitions": True},
            )
        }
    )
    def report(orders: dict[str, str]) -> None:
        seen.append(orders)

    resources = {"io_manager": dg.FilesystemIOManager(base_dir=str(tmp_path))}
    for key in [kind.first, kind.last]:
        dg.materialize(
            [orders],
            partition_key=key,
            instance=instance,
            resources=resources,
        )
    dg.materialize(
        [orders, report],
        selection=[report],
        instance=instance,
        resources=resources,
    )
    assert seen == [{key: f"of {key}" for key in [kind.first, kind.last]}]


def frame_of(context: dg.AssetExecutionContext) -> pd.DataFrame:
    """One row for each key of the run, with a column for each dimension."""
    rows: list[dict[str, object]] = []
    for key in context.partition_keys:
        if isinstance(key, dg.MultiPartitionKey):
            day = pd.Timestamp(key.keys_by_dimension["day"])
            rows.append({"day": day, "region": key.keys_by_dimension["region"]})
        elif key[0].isdigit():
            rows.append({"day": pd.Timestamp(key)})
        else:
            rows.append({"region": key})
    return pd.DataFrame(rows)


def expression(kind: Kind) -> dict[str, object]:
    if isinstance(kind.partitions, dg.MultiPartitionsDefinition):
        return {"partition_expr": {"day": "day", "region": "region"}}
    return {"partition_expr": "day" if kind.partitions == DAYS else "region"}


def test_duckdb_replaces_the_rows_of_one_key_and_reads_only_those(
    kind: Kind, instance: dg.DagsterInstance, tmp_path: Path
) -> None:
    seen: list[int] = []

    @dg.asset(partitions_def=kind.partitions, metadata=expression(kind))
    def orders(context: dg.AssetExecutionContext) -> pd.DataFrame:
        return frame_of(context)

    @dg.asset(partitions_def=kind.partitions)
    def report(orders: pd.DataFrame) -> None:
        seen.append(len(orders))

    file = str(tmp_path / "shop.duckdb")
    tables = DuckDBPandasIOManager(database=file, schema="tables")
    for key in [kind.first, kind.last, kind.first]:
        dg.materialize(
            [orders, report],
            partition_key=key,
            instance=instance,
            resources={"io_manager": tables},
        )
    assert seen == [1, 1, 1]
    with duckdb.connect(file) as connection:
        [[rows]] = connection.sql(
            "select count(*) from tables.orders"
        ).fetchall()
    assert rows == 2


def test_duckdb_stores_a_range_of_one_dimension_and_not_of_two(
    kind: Kind, instance: dg.DagsterInstance, tmp_path: Path
) -> None:
    @dg.asset(partitions_def=kind.partitions, metadata=expression(kind))
    def orders(context: dg.AssetExecutionContext) -> pd.DataFrame:
        return frame_of(context)

    file = str(tmp_path / "shop.duckdb")
    tables = DuckDBPandasIOManager(database=file, schema="tables")
    result = dg.materialize(
        [orders],
        tags=kind.range,
        instance=instance,
        resources={"io_manager": tables},
        raise_on_error=False,
    )
    if isinstance(kind.partitions, dg.MultiPartitionsDefinition):
        [error] = [
            event.step_failure_data.error
            for event in result.all_events
            if event.is_step_failure
        ]
        assert error
        assert error.cause
        assert "there are (2) key ranges" in error.cause.message
    else:
        assert result.success
        with duckdb.connect(file) as connection:
            assert len(connection.sql("from tables.orders").fetchall()) == 2


def test_metadata_belongs_to_the_key_of_the_run(
    kind: Kind, instance: dg.DagsterInstance
) -> None:
    @dg.asset(partitions_def=kind.partitions)
    def orders(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
        return dg.MaterializeResult(metadata={"key": context.partition_key})

    for key in [kind.first, kind.last]:
        dg.materialize([orders], partition_key=key, instance=instance)
    records = instance.fetch_materializations(ORDERS, limit=9).records
    newest, oldest = (record.asset_materialization for record in records)
    assert newest
    assert oldest
    assert newest.partition == newest.metadata["key"].value == kind.last
    assert oldest.partition == oldest.metadata["key"].value == kind.first


def test_a_check_with_partitions_gets_the_value_of_its_key(
    kind: Kind, instance: dg.DagsterInstance
) -> None:
    @dg.asset(partitions_def=kind.partitions)
    def orders(context: dg.AssetExecutionContext) -> str:
        return f"of {context.partition_key}"

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", dg.PreviewWarning)

        @dg.asset_check(asset=orders, partitions_def=kind.partitions)
        def checked(orders: str) -> dg.AssetCheckResult:
            return dg.AssetCheckResult(passed=orders == f"of {kind.first}")

    result = dg.materialize(
        [orders, checked], partition_key=kind.first, instance=instance
    )
    [check] = result.get_asset_check_evaluations()
    assert check.passed
    assert check.partition == kind.first


def download_of(kind: Kind) -> dg.AssetsDefinition:
    """Make orders and customers with one function."""
    specs = [dg.AssetSpec("orders"), dg.AssetSpec("customers")]

    @dg.multi_asset(specs=specs, partitions_def=kind.partitions)
    def download() -> tuple[dg.MaterializeResult, dg.MaterializeResult]:
        return dg.MaterializeResult("orders"), dg.MaterializeResult("customers")

    return download


def test_a_multi_asset_materializes_the_key_of_each_asset(
    kind: Kind, instance: dg.DagsterInstance
) -> None:
    download = download_of(kind)
    dg.materialize([download], partition_key=kind.first, instance=instance)
    for key in download.keys:
        keys = instance.get_materialized_partitions(key)
        assert keys == {kind.first}


def test_a_multi_asset_materializes_all_keys_of_a_range(
    kind: Kind, instance: dg.DagsterInstance
) -> None:
    download = download_of(kind)
    dg.materialize([download], tags=kind.range, instance=instance)
    keys = kind.partitions.get_partition_keys(dynamic_partitions_store=instance)
    for key in download.keys:
        assert instance.get_materialized_partitions(key) == set(keys)


def test_assets_of_a_factory_share_a_definition(
    kind: Kind, instance: dg.DagsterInstance
) -> None:
    def build(name: str) -> dg.AssetsDefinition:
        @dg.asset(name=name, partitions_def=kind.partitions)
        def made(context: dg.AssetExecutionContext) -> str:
            return f"{name} of {context.partition_key}"

        return made

    result = dg.materialize(
        [build("orders"), build("customers")],
        partition_key=kind.first,
        instance=instance,
    )
    assert result.asset_value("orders") == f"orders of {kind.first}"
    assert result.asset_value("customers") == f"customers of {kind.first}"


def test_a_key_of_an_external_asset_is_reported(
    kind: Kind, instance: dg.DagsterInstance
) -> None:
    orders = dg.AssetSpec("orders", partitions_def=kind.partitions)

    @dg.asset(partitions_def=kind.partitions, deps=[orders])
    def report() -> None: ...

    instance.report_runless_asset_event(
        dg.AssetMaterialization(orders.key, partition=kind.first)
    )
    dg.materialize([orders, report], partition_key=kind.last, instance=instance)
    assert instance.get_materialized_partitions(orders.key) == {kind.first}
    assert instance.get_materialized_partitions(report.key) == {kind.last}


@pytest.mark.parametrize("in_a_range", [False, True])
def test_a_job_of_a_selection_has_the_partitions_of_its_assets(
    kind: Kind, instance: dg.DagsterInstance, in_a_range: bool
) -> None:
    @dg.asset(partitions_def=kind.partitions)
    def orders() -> None: ...

    @dg.asset
    def countries() -> None: ...

    defs = dg.Definitions(
        assets=[orders, countries],
        jobs=[dg.define_asset_job("orders_job", selection="orders")],
    )
    job = defs.resolve_job_def("orders_job")
    assert job.partitions_def == kind.partitions
    if in_a_range:
        job.execute_in_process(tags=kind.range, instance=instance)
    else:
        job.execute_in_process(partition_key=kind.last, instance=instance)
    keys = instance.get_materialized_partitions(ORDERS)
    assert kind.last in keys
    assert (kind.first in keys) is in_a_range


def test_a_call_gets_the_key_of_its_context(kind: Kind) -> None:
    @dg.asset(partitions_def=kind.partitions)
    def orders(context: dg.AssetExecutionContext) -> str:
        key: str = context.partition_key
        return key

    with dg.build_asset_context(partition_key=kind.first) as context:
        assert orders(context) == kind.first


@pytest.mark.parametrize(
    ("upstream", "downstream", "key"),
    [
        (REGIONS, SHOPS, "berlin"),
        (SHOPS, REGIONS, "north"),
        (SHOPS, DAYS, "2026-01-01"),
        (DAYS, SHOPS, "berlin"),
    ],
)
def test_one_kind_reads_all_keys_of_another(
    upstream: dg.PartitionsDefinition,
    downstream: dg.PartitionsDefinition,
    key: str,
    instance: dg.DagsterInstance,
) -> None:
    seen: list[list[str]] = []

    @dg.asset(partitions_def=upstream)
    def orders() -> None: ...

    mapping = dg.AllPartitionMapping()

    @dg.asset(
        partitions_def=downstream,
        ins={"orders": dg.AssetIn(partition_mapping=mapping)},
    )
    def report(context: dg.AssetExecutionContext, orders: object) -> None:
        seen.append(list(context.asset_partition_keys_for_input("orders")))

    class Nothing(dg.ConfigurableIOManager):
        def handle_output(
            self, context: dg.OutputContext, obj: object
        ) -> None: ...

        def load_input(self, context: dg.InputContext) -> None: ...

    dg.materialize(
        [orders, report],
        selection=[report],
        partition_key=key,
        instance=instance,
        resources={"io_manager": Nothing()},
    )
    keys = upstream.get_partition_keys(dynamic_partitions_store=instance)
    assert seen == [list(keys)]


def test_a_range_opens_a_nested_resource_once_and_repeats_its_metadata(
    kind: Kind, instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOP_USER", "ada")
    seen: list[str] = []

    class Opened(dg.ConfigurableResource):
        login: Login

        def setup_for_execution(self, context: dg.InitResourceContext) -> None:
            seen.append(self.login.user)

    def build(name: str) -> dg.AssetsDefinition:
        @dg.asset(name=name, partitions_def=kind.partitions)
        def made(opened: Opened) -> dg.MaterializeResult:
            return dg.MaterializeResult(metadata={"user": opened.login.user})

        return made

    result = dg.materialize(
        [build("orders"), build("customers")],
        tags=kind.range,
        instance=instance,
        resources={"opened": Opened(login=Login(user=dg.EnvVar("SHOP_USER")))},
    )
    assert seen == ["ada"]
    events = result.get_asset_materialization_events()
    keys = kind.partitions.get_partition_keys(dynamic_partitions_store=instance)
    assert len(events) == 2 * len(keys)
    assert {it.materialization.metadata["user"].value for it in events} == {
        "ada"
    }
