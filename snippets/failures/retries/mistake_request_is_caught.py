"""A request for a retry that the asset itself catches."""

import dagster as dg


@dg.asset
def orders(context: dg.AssetExecutionContext) -> None:
    print("asking the shop")
    # → asking the shop
    try:
        raise dg.RetryRequested(max_retries=3)
    except Exception as error:
        context.log.warning("no orders: %r", error)


if __name__ == "__main__":
    run = dg.materialize([orders])
    print("success:", run.success)
    # → success: True
