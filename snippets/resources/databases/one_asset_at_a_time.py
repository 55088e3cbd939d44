"""Let assets of all runs take turns with one file."""

import dagster as dg
import duckdb


class Database(dg.ConfigurableResource):
    path: str


# --8<-- [start:pool]
@dg.asset(pool="duckdb")
def orders(database: Database) -> None:
    with duckdb.connect(database.path) as connection:
        print(connection.execute("select 7 as id, 40 as amount").fetchall())
        # → [(7, 40)]


# --8<-- [end:pool]
defs = dg.Definitions(
    assets=[orders], resources={"database": Database(path="shop.duckdb")}
)

if __name__ == "__main__":
    dg.materialize([orders], resources={"database": Database(path=":memory:")})
