"""Run config for an object that cannot be configured."""

import dagster as dg


@dg.asset
def revenue(rates: dg.ResourceParam[dict[str, float]]) -> None:
    print(40 * rates["USD"])
    # → 60.0


if __name__ == "__main__":
    other = {"rates": {"config": {"USD": 1.25}}}
    dg.materialize(
        [revenue],
        resources={"rates": {"USD": 1.5}},
        run_config={"resources": other},
    )
