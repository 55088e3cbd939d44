"""Name what is stored or loaded, for assets, partitions and ops."""

import dagster as dg

days = dg.DailyPartitionsDefinition("2025-05-01", end_date="2025-05-03")


class Names(dg.ConfigurableIOManager):
    def names(self, context: dg.InputContext | dg.OutputContext) -> list[str]:
        if not context.has_asset_key:
            return ["/".join(context.get_identifier()[1:])]
        name = "/".join(context.asset_key.path)
        if not context.has_asset_partitions:
            return [name]
        return [f"{name}/{key}" for key in context.asset_partition_keys]

    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        print("store", *self.names(context))
        # → store orders/2025-05-01
        # → store revenue
        # → store count/result

    def load_input(self, context: dg.InputContext) -> None:
        print("load", *self.names(context))
        # → load orders/2025-05-01 orders/2025-05-02
        # → load orders/2025-05-02


@dg.asset(partitions_def=days)
def orders() -> int:
    return 40


@dg.asset
def revenue(orders: object) -> int:
    return 65


@dg.op
def count() -> int:
    return 2


@dg.job
def reports() -> None:
    count()


defs = dg.Definitions(
    assets=[orders, revenue], jobs=[reports], resources={"io_manager": Names()}
)

if __name__ == "__main__":
    names = defs.resources
    dg.materialize([orders], resources=names, partition_key="2025-05-01")
    dg.materialize([orders, revenue], resources=names, selection=[revenue])

    defs.resolve_job_def("reports").execute_in_process()

    defs.load_asset_value("orders", partition_key="2025-05-02")
