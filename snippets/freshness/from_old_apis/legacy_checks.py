"""Check with a sensor how old the assets of the shop are, as before 1.12."""

import warnings
from datetime import timedelta

import dagster as dg

warnings.filterwarnings("ignore", category=dg.SupersessionWarning)


# --8<-- [start:define]
@dg.asset
def prices() -> None: ...


@dg.asset
def sales_report() -> None: ...


within_an_hour = dg.build_last_update_freshness_checks(
    assets=[prices], lower_bound_delta=timedelta(hours=1)
)
by_nine = dg.build_last_update_freshness_checks(
    assets=[sales_report],
    deadline_cron="0 9 * * *",
    lower_bound_delta=timedelta(hours=3),
    timezone="Europe/Berlin",
)
checks = [*within_an_hour, *by_nine]
defs = dg.Definitions(
    assets=[prices, sales_report],
    asset_checks=checks,
    sensors=[dg.build_sensor_for_freshness_checks(freshness_checks=checks)],
)
# --8<-- [end:define]

if __name__ == "__main__":
    graph = defs.resolve_asset_graph()
    print(len(graph.asset_check_keys))
    # → 2
