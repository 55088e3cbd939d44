"""Compare the number of orders with that of the time before."""

import dagster as dg

days = [3, 1]


# --8<-- [start:define]
@dg.asset
def orders() -> dg.MaterializeResult:
    rows = days.pop(0)
    return dg.MaterializeResult(metadata={"dagster/row_count": rows})


@dg.asset_check(asset=orders)
def as_many_as_before(
    context: dg.AssetCheckExecutionContext,
) -> dg.AssetCheckResult:
    last = context.instance.fetch_materializations(orders.key, limit=2)
    counts = [
        each.asset_materialization.metadata["dagster/row_count"].value
        for each in last.records
        if each.asset_materialization
    ]
    context.log.info(f"newest first: {counts}")
    return dg.AssetCheckResult(
        passed=counts[0] >= counts[-1], metadata={"rows": counts}
    )


# --8<-- [end:define]
defs = dg.Definitions([orders], asset_checks=[as_many_as_before])

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        for _ in range(2):
            result = dg.materialize(
                [orders, as_many_as_before], instance=instance
            )
            [check] = result.get_asset_check_evaluations()
            print(check.passed, check.metadata["rows"].value)
            # → True [3]
            # → False [1, 3]
