"""Open a resource in each process that runs an asset."""

from pathlib import Path
from tempfile import TemporaryDirectory

import dagster as dg


# --8<-- [start:define]
class Database(dg.ConfigurableResource):
    log: str

    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        with Path(self.log).open("a") as log:
            log.write("opened\n")


@dg.asset
def orders(database: Database) -> None: ...


@dg.asset
def customers(database: Database) -> None: ...


# --8<-- [end:define]
def shop() -> dg.JobDefinition:
    return dg.Definitions(
        assets=[orders, customers],
        jobs=[dg.define_asset_job("shop")],
        resources={"database": Database.configure_at_launch()},
    ).resolve_job_def("shop")


if __name__ == "__main__":
    with TemporaryDirectory() as folder, dg.instance_for_test() as instance:
        log = Path(folder) / "log.txt"
        config = {"resources": {"database": {"config": {"log": str(log)}}}}
        # --8<-- [start:run]
        job = dg.reconstructable(shop)
        dg.execute_job(job, instance, config, raise_on_error=True)
        print(log.read_text().split())
        # → ['opened', 'opened']
        # --8<-- [end:run]
