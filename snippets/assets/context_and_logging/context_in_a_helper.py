"""Get the context where it was not passed as an argument."""

import dagster as dg


def file_name() -> str:
    context = dg.AssetExecutionContext.get()
    return f"{'-'.join(context.asset_key.path)}.csv"


@dg.asset(key_prefix="shop")
def orders() -> str:
    return file_name()


defs = dg.Definitions(assets=[orders])

if __name__ == "__main__":
    print(dg.materialize([orders]).asset_value(["shop", "orders"]))
    # → shop-orders.csv
