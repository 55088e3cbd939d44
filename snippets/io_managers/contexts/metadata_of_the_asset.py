"""Load from the table that the upstream asset names in its metadata."""

import dagster as dg


# --8<-- [start:manager]
class Tables(dg.ConfigurableIOManager):
    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        print("store in", context.definition_metadata["table"])
        # → store in sales
        # → store in totals

    def load_input(self, context: dg.InputContext) -> None:
        if context.upstream_output:
            metadata = context.upstream_output.definition_metadata
            print("load from", metadata["table"])
            # → load from sales


@dg.asset(metadata={"table": "sales"})
def orders() -> int:
    return 40


# --8<-- [end:manager]
@dg.asset(metadata={"table": "totals"})
def revenue(orders: object) -> int:
    return 65


if __name__ == "__main__":
    dg.materialize([orders, revenue], resources={"io_manager": Tables()})
