"""Two assets that wait for each other."""

import dagster as dg


@dg.asset(deps=["prices"])
def orders() -> None: ...


@dg.asset(deps=[orders])
def prices() -> None: ...


defs = dg.Definitions(assets=[orders, prices])

if __name__ == "__main__":
    try:
        dg.Definitions.validate_loadable(defs)
    except ValueError as error:
        print(str(error).partition(":")[0])
        # → Circular dependencies exist among these items
