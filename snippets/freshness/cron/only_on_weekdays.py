"""Have the stock list by nine from Monday to Friday."""

from datetime import timedelta

import dagster as dg

# --8<-- [start:policy]
on_weekdays = dg.FreshnessPolicy.cron(
    deadline_cron="0 9 * * 1-5",
    lower_bound_delta=timedelta(hours=3),
    timezone="Europe/Berlin",
)
# --8<-- [end:policy]


@dg.asset(freshness_policy=on_weekdays)
def stock_list() -> None: ...


defs = dg.Definitions(assets=[stock_list])

if __name__ == "__main__":
    print(on_weekdays.deadline_cron)
    # → 0 9 * * 1-5
