"""Leave the configuration to the person who launches a run."""

import dagster as dg


class Database(dg.ConfigurableResource):
    path: str
    threads: int = 1


# --8<-- [start:launch]
@dg.asset
def revenue(database: Database) -> None:
    print(database.path, database.threads)
    # → /data/january.duckdb 2
    # → /data/february.duckdb 4


defs = dg.Definitions(
    assets=[revenue],
    resources={"database": Database.configure_at_launch(threads=4)},
)

if __name__ == "__main__":
    chosen = Database(path="/data/january.duckdb", threads=2)
    dg.materialize(
        [revenue],
        resources=defs.resources,
        run_config=dg.RunConfig(resources={"database": chosen}),
    )

    path = {"path": "/data/february.duckdb"}
    dg.materialize(
        [revenue],
        resources=defs.resources,
        run_config={"resources": {"database": {"config": path}}},
    )
# --8<-- [end:launch]
