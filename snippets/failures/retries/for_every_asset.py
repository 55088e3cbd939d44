"""Give a policy to each asset that does not have one of its own."""

from functools import partial

import dagster as dg

patient = dg.RetryPolicy(max_retries=2, delay=0.01)
asset = partial(dg.asset, retry_policy=patient)


@asset()
def orders() -> None:
    print("asking for orders")
    # → asking for orders
    # → asking for orders
    # → asking for orders
    raise ConnectionError("the shop does not answer")


@asset(retry_policy=dg.RetryPolicy(max_retries=1))
def prices() -> None:
    print("asking for prices")
    # → asking for prices
    # → asking for prices
    raise ConnectionError("the shop does not answer")


defs = dg.Definitions(assets=[orders, prices])

if __name__ == "__main__":
    for each in (orders, prices):
        dg.materialize([each], raise_on_error=False)
