"""One value set for a run, and another one lost."""

import dagster as dg


class Database(dg.ConfigurableResource):
    path: str
    threads: int = 1


@dg.asset
def revenue(database: Database) -> None:
    print(database.path, database.threads)
    # → /data/shop.duckdb 8
    # → /data/archive.duckdb 1


resources = {"database": Database(path="/data/shop.duckdb", threads=8)}

if __name__ == "__main__":
    dg.materialize([revenue], resources=resources)

    path = {"path": "/data/archive.duckdb"}
    dg.materialize(
        [revenue],
        resources=resources,
        run_config={"resources": {"database": {"config": path}}},
    )
