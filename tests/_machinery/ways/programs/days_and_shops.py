"""Orders of days and shops of which a run tries what is said of a key."""

import json
import os
import warnings
from pathlib import Path

import dagster as dg

from tests._machinery.ways.notes import note

warnings.filterwarnings("ignore", category=dg.PreviewWarning)
warnings.filterwarnings("ignore", category=dg.BetaWarning)
warnings.filterwarnings("ignore", ".* varying BackfillPolicies")


class Files(dg.ConfigurableIOManager):
    """Notes what it stores, and gives what it was asked to load."""

    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        keys = (
            context.asset_partition_keys
            if context.has_asset_partitions
            else None
        )
        has_key = context.has_partition_key
        name = context.asset_key.path[-1]
        note(context.run_id, f"stored {name}: {keys}, {has_key=}")
        folder = Path(os.environ["DAGSTER_HOME"], context.run_id)
        folder.mkdir(exist_ok=True)
        (folder / f"{name}.json").write_text(json.dumps(obj))
        context.add_output_metadata({"path": name})

    def load_input(self, context: dg.InputContext) -> object:
        keys = sorted(context.asset_partition_keys)
        return [context.asset_key.path[-1], keys, context.has_partition_key]


days = dg.DailyPartitionsDefinition("2025-05-01", end_date="2025-05-02")
shops = dg.DynamicPartitionsDefinition(name="shops")
both = dg.MultiPartitionsDefinition({"shop": shops, "day": days})
prices = dg.AssetSpec("prices", partitions_def=days)


@dg.asset(partitions_def=both, deps=[prices])
def orders(context: dg.AssetExecutionContext) -> list[int]:
    key = context.partition_key
    names = getattr(key, "keys_by_dimension", None)
    note(context.run.run_id, f"orders: {key} {names}")
    start, end = context.partition_time_window
    note(context.run.run_id, f"keys: {[*context.partition_keys]}")
    note(context.run.run_id, f"window: {start:%d} {end:%d}")
    read = context.asset_partition_keys_for_input("prices")
    note(context.run.run_id, f"prices: {[*read]}")
    return [40, 2]


@dg.asset(partitions_def=both)
def revenue(context: dg.AssetExecutionContext, orders: list[object]) -> int:
    note(context.run.run_id, f"revenue: {orders}")
    return 42


@dg.asset
def rate(context: dg.AssetExecutionContext) -> int:
    note(context.run.run_id, f"rate: {context.has_partition_key}")
    return 19


@dg.asset(partitions_def=both, backfill_policy=dg.BackfillPolicy.single_run())
def alone(context: dg.AssetExecutionContext) -> int:
    key, has_key = context.partition_key, context.has_partition_key
    note(context.run.run_id, f"alone: {key} {has_key=}")
    return 1


@dg.asset_check(asset=orders, partitions_def=both)
def of_a_key(orders: list[object]) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=True, metadata={"read": str(orders)})


@dg.asset_check(asset=orders)
def of_all(orders: list[object]) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=True, metadata={"read": str(orders)})


defs = dg.Definitions(
    assets=[prices, orders, revenue, rate, alone],
    asset_checks=[of_a_key, of_all],
    resources={"io_manager": Files()},
)
