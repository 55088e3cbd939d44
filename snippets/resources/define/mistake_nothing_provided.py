"""An asset that asks for a resource which nobody provides."""

import dagster as dg


class Database(dg.ConfigurableResource):
    path: str


@dg.asset
def orders(database: Database) -> None: ...


defs = dg.Definitions(
    assets=[orders],
    resources={"db": Database(path="shop.duckdb")},
)

if __name__ == "__main__":
    dg.Definitions.validate_loadable(defs)
