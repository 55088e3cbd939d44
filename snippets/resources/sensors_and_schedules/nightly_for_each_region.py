"""Every night, request one run for each region in the database."""

from collections.abc import Iterator

import dagster as dg
import duckdb


class Database(dg.ConfigurableResource):
    path: str

    def query(self, sql: str) -> list[tuple[str]]:
        with duckdb.connect(self.path) as connection:
            return connection.execute(sql).fetchall()


class Region(dg.Config):
    name: str


@dg.asset
def revenue(config: Region) -> None: ...


# --8<-- [start:schedule]
@dg.schedule(target=[revenue], cron_schedule="0 3 * * *")
def nightly(database: Database) -> Iterator[dg.RunRequest]:
    for (name,) in database.query("from (values ('north'), ('south'))"):
        config = dg.RunConfig(ops={"revenue": Region(name=name)})
        yield dg.RunRequest(run_key=name, run_config=config)


shop = {"database": Database(path=":memory:")}
defs = dg.Definitions(assets=[revenue], schedules=[nightly], resources=shop)

if __name__ == "__main__":
    with dg.build_schedule_context(resources=shop) as context:
        tick = nightly.evaluate_tick(context)
    print([request.run_key for request in tick.run_requests or []])
    # → ['north', 'south']
# --8<-- [end:schedule]
