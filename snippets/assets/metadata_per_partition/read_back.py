"""Read the newest number of rows of each day."""

import dagster as dg

days = dg.DailyPartitionsDefinition("2025-05-01", end_date="2025-05-04")


class OrdersConfig(dg.Config):
    rows: int


@dg.asset(partitions_def=days)
def orders(config: OrdersConfig) -> dg.MaterializeResult:
    return dg.MaterializeResult(metadata={"rows": config.rows})


# --8<-- [start:read]
def rows_by_day(instance: dg.DagsterInstance) -> dict[str, object]:
    rows: dict[str, object] = {}
    for day in days.get_partition_keys():
        newest = dg.AssetRecordsFilter(orders.key, asset_partitions=[day])
        for record in instance.fetch_materializations(newest, limit=1).records:
            assert record.asset_materialization
            rows[day] = record.asset_materialization.metadata["rows"].value
    return rows


if __name__ == "__main__":
    with dg.instance_for_test() as instance:
        runs = [("2025-05-01", 2), ("2025-05-03", 1), ("2025-05-01", 5)]
        for day, rows in runs:
            config = dg.RunConfig({"orders": OrdersConfig(rows=rows)})
            dg.materialize(
                [orders],
                instance=instance,
                partition_key=day,
                run_config=config,
            )
        print(rows_by_day(instance))
        # → {'2025-05-01': 5, '2025-05-03': 1}
# --8<-- [end:read]
