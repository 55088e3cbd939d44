"""A schedule that expects another one to be done by then."""

import dagster as dg

answers = ["orders of May 1"]  # on May 2, the shop does not answer


@dg.asset
def orders() -> str:
    return answers.pop()


@dg.asset
def revenue(orders: str) -> None:
    print("revenue from the", orders)
    # → revenue from the orders of May 1
    # → revenue from the orders of May 1


at_two = dg.ScheduleDefinition(
    "at_two", target=[orders], cron_schedule="0 2 * * *"
)
at_three = dg.ScheduleDefinition(
    "at_three", target=[revenue], cron_schedule="0 3 * * *"
)
defs = dg.Definitions(assets=[orders, revenue], schedules=[at_two, at_three])

if __name__ == "__main__":
    with dg.instance_for_test() as instance:
        for day in [1, 2]:
            for asset in [orders, revenue]:  # at two, and at three
                result = dg.materialize(
                    [orders, revenue],
                    selection=[asset],
                    instance=instance,
                    raise_on_error=False,
                )
                print(f"May {day}", asset.key.path[-1], result.success)
                # → May 1 orders True
                # → May 1 revenue True
                # → May 2 orders False
                # → May 2 revenue True
