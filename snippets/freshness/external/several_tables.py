"""Look at several tables in one run, and check the age of each."""

import time
import warnings
from collections.abc import Iterator
from tempfile import TemporaryDirectory

import dagster as dg
import duckdb

warnings.filterwarnings("ignore", category=dg.BetaWarning)
A_DAY = 24 * 60 * 60
TABLES = ["prices", "stock"]


# --8<-- [start:define]
class Warehouse(dg.ConfigurableResource):
    path: str

    def ask(self, sql: str) -> list[tuple[float]]:
        with duckdb.connect(self.path) as connection:
            return connection.execute(sql).fetchall()


@dg.multi_observable_source_asset(
    specs=[dg.AssetSpec(name) for name in TABLES],
    check_specs=[dg.AssetCheckSpec("is_fresh", asset=name) for name in TABLES],
)
def look_at_tables(warehouse: Warehouse) -> Iterator[dg.ObserveResult]:
    for name in TABLES:
        [[at]] = warehouse.ask(f"select max(loaded_at) from {name}")
        is_fresh = dg.AssetCheckResult(
            asset_key=name, passed=at > time.time() - A_DAY
        )
        yield dg.ObserveResult(
            asset_key=name,
            metadata={"loaded_at": dg.MetadataValue.timestamp(at)},
            check_results=[is_fresh],
        )


# --8<-- [end:define]
shop = {"warehouse": Warehouse(path="shop.duckdb")}
defs = dg.Definitions([look_at_tables], resources=shop)

# --8<-- [start:use]
if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        warehouse = Warehouse(path=f"{folder}/shop.duckdb")
        for name, age in [("prices", 2 * A_DAY), ("stock", 0)]:
            at = time.time() - age
            warehouse.ask(f"create table {name} (loaded_at double)")
            warehouse.ask(f"insert into {name} values ({at})")
        look = defs.resolve_implicit_global_asset_job_def()
        run = look.execute_in_process(resources={"warehouse": warehouse})
        for result in run.get_asset_check_evaluations():
            print(result.asset_key.to_user_string(), result.passed)
            # → prices False
            # → stock True
# --8<-- [end:use]
