"""Two values in the wrong order."""

import dagster as dg


@dg.multi_asset(outs={"orders": dg.AssetOut(), "customers": dg.AssetOut()})
def shop_data() -> tuple[list[str], list[str]]:
    customers, orders = ["Ada"], ["tea", "coffee"]
    return customers, orders


@dg.asset
def report(customers: list[str]) -> None:
    print(len(customers), "customers:", customers)
    # → 2 customers: ['tea', 'coffee']


if __name__ == "__main__":
    dg.materialize([shop_data, report])
