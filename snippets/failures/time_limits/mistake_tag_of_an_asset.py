"""A limit on an asset, which is not a tag of its runs."""

import dagster as dg


@dg.asset(tags={"dagster/max_runtime": "3600"})
def orders() -> None: ...


if __name__ == "__main__":
    run = dg.materialize([orders])
    print(run.dagster_run.tags.get("dagster/max_runtime"))
    # → None
