"""Look once an hour, because a look takes minutes."""

import dagster as dg


@dg.asset
def reminder() -> None: ...


# --8<-- [start:sensor]
@dg.sensor(target=[reminder], minimum_interval_seconds=60 * 60)
def find_unpaid() -> dg.RunRequest:
    return dg.RunRequest()


# --8<-- [end:sensor]
defs = dg.Definitions(assets=[reminder], sensors=[find_unpaid])

if __name__ == "__main__":
    print(find_unpaid.minimum_interval_seconds)
    # → 3600
