"""An asset without partitions that asks for its partition."""

import dagster as dg


@dg.asset
def orders(context: dg.AssetExecutionContext) -> None:
    print(context.partition_key)


if __name__ == "__main__":
    dg.materialize([orders])
