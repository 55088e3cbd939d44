"""One key given to deps as it is, not in a list."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.asset(deps="orders")
def daily_revenue() -> None: ...


if __name__ == "__main__":
    result = dg.materialize([orders, daily_revenue])
    print([event.step_key for event in result.get_step_success_events()])
    # → ['daily_revenue', 'orders']
    print(sorted(key.to_user_string() for key in daily_revenue.dependency_keys))
    # → ['d', 'e', 'o', 'r', 's']
