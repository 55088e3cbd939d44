"""Hand each of two values to the assets that ask for it."""

import dagster as dg

Orders = list[dict[str, object]]


@dg.multi_asset(
    outs={"paid_orders": dg.AssetOut(), "open_orders": dg.AssetOut()}
)
def sorted_orders() -> tuple[dg.Output[Orders], dg.Output[Orders]]:
    orders: Orders = [
        {"id": 1, "paid": True},
        {"id": 2, "paid": False},
    ]
    return (
        dg.Output(
            [order for order in orders if order["paid"]],
            output_name="paid_orders",
        ),
        dg.Output(
            [order for order in orders if not order["paid"]],
            output_name="open_orders",
        ),
    )


@dg.asset
def reminders(open_orders: Orders) -> None:
    print([order["id"] for order in open_orders])
    # → [2]


defs = dg.Definitions(assets=[sorted_orders, reminders])

if __name__ == "__main__":
    dg.materialize([sorted_orders, reminders])
