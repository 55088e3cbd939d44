"""A resource under a name that Dagster keeps for itself."""

import dagster as dg


@dg.asset
def revenue(config: dg.ResourceParam[dict[str, float]]) -> None: ...


if __name__ == "__main__":
    dg.materialize([revenue], resources={"config": {"USD": 1.5}})
