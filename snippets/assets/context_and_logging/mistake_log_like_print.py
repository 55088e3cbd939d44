"""A value after a comma, as in a call of print."""

import dagster as dg


@dg.asset
def orders(context: dg.AssetExecutionContext) -> None:
    context.log.info("orders read:", 2)


if __name__ == "__main__":
    dg.materialize([orders])
