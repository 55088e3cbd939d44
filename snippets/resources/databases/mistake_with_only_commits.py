"""A connection that stays open, because `with` only ends its transaction."""

import sqlite3
import tempfile

import dagster as dg


class Database(dg.ConfigurableResource):
    path: str

    def connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self.path)


@dg.asset
def orders(database: Database) -> None:
    with database.connect() as connection:
        connection.execute("create table orders (amount integer)")
    # Nothing has closed the connection, so it still answers.
    print(connection.execute("select count(*) from orders").fetchone())
    # → (0,)
    connection.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        database = Database(path=f"{folder}/shop.sqlite")
        dg.materialize([orders], resources={"database": database})
