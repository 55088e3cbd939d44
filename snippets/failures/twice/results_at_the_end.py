"""Make two assets, and report both only when both are there."""

from collections.abc import Iterator

import dagster as dg


@dg.multi_asset(
    specs=[dg.AssetSpec("orders"), dg.AssetSpec("customers")],
    retry_policy=dg.RetryPolicy(max_retries=1),
)
def shop(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult]:
    # Here both tables are read and stored.
    if context.retry_number == 0:
        raise ConnectionError("the shop does not answer")
    yield dg.MaterializeResult(asset_key="orders")
    yield dg.MaterializeResult(asset_key="customers")


if __name__ == "__main__":
    run = dg.materialize([shop])
    for event in run.get_asset_materialization_events():
        print(event.materialization.asset_key.to_user_string())
        # → orders
        # → customers
