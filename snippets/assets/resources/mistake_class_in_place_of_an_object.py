"""A resource's class where an object of it belongs."""

import dagster as dg


class Database(dg.ConfigurableResource):
    path: str = ":memory:"


@dg.asset
def orders(database: Database) -> None:
    print(database.path)


defs = dg.Definitions(assets=[orders], resources={"database": Database})

if __name__ == "__main__":
    dg.Definitions.validate_loadable(defs)
    dg.materialize([orders], resources={"database": Database})
