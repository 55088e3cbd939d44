"""Read one number back from the last runs, newest first."""

import dagster as dg


class OrdersConfig(dg.Config):
    rows: int


@dg.asset
def orders(config: OrdersConfig) -> dg.MaterializeResult:
    return dg.MaterializeResult(metadata={"dagster/row_count": config.rows})


def row_counts(instance: dg.DagsterInstance, key: dg.AssetKey) -> list[object]:
    found = instance.fetch_materializations(key, limit=10)
    return [
        record.asset_materialization.metadata["dagster/row_count"].value
        for record in found.records
        if record.asset_materialization
    ]


if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        for rows in (100, 120, 3):
            config = dg.RunConfig({"orders": OrdersConfig(rows=rows)})
            dg.materialize([orders], run_config=config, instance=instance)
        print(row_counts(instance, orders.key))
        # → [3, 120, 100]
