"""Stop one of two assets, and let the other one run."""

import dagster as dg


# --8<-- [start:define]
@dg.asset
def orders() -> list[int]:
    return [40, -5]


@dg.asset
def checked_orders(orders: list[int]) -> list[int]:
    return orders


@dg.asset_check(asset=checked_orders, blocking=True)
def amounts_are_positive(checked_orders: list[int]) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=min(checked_orders) > 0)


@dg.asset
def revenue(checked_orders: list[int]) -> int:
    return sum(checked_orders)


@dg.asset
def number_of_orders(orders: list[int]) -> int:
    return len(orders)


# --8<-- [end:define]
defs = dg.Definitions(
    [orders, checked_orders, revenue, number_of_orders],
    asset_checks=[amounts_are_positive],
    executor=dg.in_process_executor,
)

if __name__ == "__main__":
    job = defs.resolve_implicit_global_asset_job_def()
    result = job.execute_in_process(raise_on_error=False)
    for event in result.get_asset_materialization_events():
        print(event.materialization.asset_key.to_user_string())
        # → orders
        # → checked_orders
        # → number_of_orders
