"""A resource parameter that does not name its class."""

import dagster as dg


class Database(dg.ConfigurableResource): ...


@dg.asset
def orders(database) -> None: ...


defs = dg.Definitions(assets=[orders], resources={"database": Database()})

if __name__ == "__main__":
    dg.Definitions.validate_loadable(defs)
