"""A resource under a key that no parameter has."""

import dagster as dg


class Database(dg.ConfigurableResource): ...


@dg.asset
def orders(database: Database) -> None: ...


defs = dg.Definitions(assets=[orders], resources={"db": Database()})

if __name__ == "__main__":
    dg.Definitions.validate_loadable(defs)
