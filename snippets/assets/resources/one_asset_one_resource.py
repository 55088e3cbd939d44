"""Give an asset a database through a parameter."""

import dagster as dg
import duckdb


class Database(dg.ConfigurableResource):
    path: str = ":memory:"

    def query(self, sql: str) -> list[tuple[object, ...]]:
        with duckdb.connect(self.path) as connection:
            return connection.execute(sql).fetchall()


@dg.asset
def revenue(database: Database) -> None:
    print(
        database.query("select sum(amount) from (values (40), (60)) t(amount)")
    )
    # → [(100,)]


defs = dg.Definitions(
    assets=[revenue],
    resources={"database": Database()},
)

if __name__ == "__main__":
    dg.materialize([revenue], resources=defs.resources)
