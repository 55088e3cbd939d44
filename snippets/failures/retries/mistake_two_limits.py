"""A request for retries in an asset whose policy allows fewer."""

import dagster as dg


@dg.asset(retry_policy=dg.RetryPolicy(max_retries=1, delay=60))
def orders() -> None:
    print("asking the shop")
    # → asking the shop
    # → asking the shop
    # → asking the shop
    # → asking the shop
    raise dg.RetryRequested(max_retries=3)


if __name__ == "__main__":
    dg.materialize([orders], raise_on_error=False)
