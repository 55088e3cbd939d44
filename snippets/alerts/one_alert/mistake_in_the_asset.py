"""An alert in the asset, which is sent at each try."""

import dagster as dg


def tell(text: str) -> None:
    print(text)
    # → orders failed: the shop does not answer
    # → orders failed: the shop does not answer


@dg.asset(retry_policy=dg.RetryPolicy(max_retries=2))
def orders(context: dg.AssetExecutionContext) -> None:
    try:
        if context.retry_number < 2:
            raise ConnectionError("the shop does not answer")
    except ConnectionError as error:
        tell(f"orders failed: {error}")
        raise


if __name__ == "__main__":
    print(dg.materialize([orders]).success)
    # → True
