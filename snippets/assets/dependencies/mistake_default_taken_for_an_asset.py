"""A setting with a default, which Dagster takes for an asset."""

import dagster as dg


@dg.asset
def orders(limit: int | None = None) -> None: ...


if __name__ == "__main__":
    dg.materialize([orders])
