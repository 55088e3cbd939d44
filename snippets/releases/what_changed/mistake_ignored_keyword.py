"""Before 1.13, an observed source had an interval in minutes."""

import warnings

import dagster as dg

warnings.simplefilter("ignore")  # of what is in beta


@dg.observable_source_asset(auto_observe_interval_minutes=5)
def orders() -> dg.DataVersion: ...


if __name__ == "__main__":
    print(orders.auto_observe_interval_minutes)
    # → None
