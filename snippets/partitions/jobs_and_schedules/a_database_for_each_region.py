"""Give each key a configuration of its own."""

import dagster as dg

regions = dg.StaticPartitionsDefinition(["north", "south"])


class Database(dg.ConfigurableResource):
    path: str


@dg.asset(partitions_def=regions)
def orders(context: dg.AssetExecutionContext, database: Database) -> None:
    print(context.partition_key, "goes to", database.path)
    # → north goes to north.duckdb
    # → south goes to south.duckdb


@dg.partitioned_config(partitions_def=regions)
def database_of(region: str) -> dict[str, object]:
    path = f"{region}.duckdb"
    return {"resources": {"database": {"config": {"path": path}}}}


orders_job = dg.define_asset_job(
    "orders_job", selection=[orders], config=database_of
)

defs = dg.Definitions(
    assets=[orders],
    jobs=[orders_job],
    resources={"database": Database.configure_at_launch()},
)

if __name__ == "__main__":
    for region in regions.get_partition_keys():
        defs.resolve_job_def("orders_job").execute_in_process(
            partition_key=region
        )
