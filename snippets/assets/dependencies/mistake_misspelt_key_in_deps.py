"""A key in deps that nothing produces."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.asset(deps=["order"])
def daily_revenue() -> None: ...


if __name__ == "__main__":
    result = dg.materialize([orders, daily_revenue])
    print(result.success)
    # → True
    print([event.step_key for event in result.get_step_success_events()])
    # → ['daily_revenue', 'orders']
    print([key.to_user_string() for key in daily_revenue.dependency_keys])
    # → ['order']
