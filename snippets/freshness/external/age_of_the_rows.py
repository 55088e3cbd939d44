"""Check how old the newest row of a table is."""

import time
from pathlib import Path
from tempfile import TemporaryDirectory

import dagster as dg
import duckdb

A_DAY = 24 * 60 * 60
prices = dg.AssetSpec("prices")


# --8<-- [start:check]
class Warehouse(dg.ConfigurableResource):
    path: str

    def ask(self, sql: str) -> list[tuple[float]]:
        with duckdb.connect(self.path) as connection:
            return connection.execute(sql).fetchall()


@dg.asset_check(asset=prices.key)
def loaded_within_a_day(warehouse: Warehouse) -> dg.AssetCheckResult:
    [[loaded_at]] = warehouse.ask("select max(loaded_at) from prices")
    return dg.AssetCheckResult(passed=loaded_at > time.time() - A_DAY)


# --8<-- [end:check]
shop = {"warehouse": Warehouse(path="shop.duckdb")}
defs = dg.Definitions(
    assets=[prices], asset_checks=[loaded_within_a_day], resources=shop
)

if __name__ == "__main__":
    # --8<-- [start:use]
    with TemporaryDirectory() as folder:
        warehouse = Warehouse(path=str(Path(folder, "shop.duckdb")))
        warehouse.ask("create table prices (loaded_at double)")
        for age in (2 * A_DAY, 0):
            warehouse.ask(f"insert into prices values ({time.time() - age})")
            check = defs.resolve_implicit_global_asset_job_def()
            run = check.execute_in_process(resources={"warehouse": warehouse})
            [result] = run.get_asset_check_evaluations()
            print(result.passed)
            # → False
            # → True
    # --8<-- [end:use]
