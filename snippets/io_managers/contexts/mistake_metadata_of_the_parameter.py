"""The metadata of the parameter, where that of the asset is needed."""

import dagster as dg


class Tables(dg.ConfigurableIOManager):
    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        print("store in", context.definition_metadata["table"])
        # → store in sales
        # → store in totals

    def load_input(self, context: dg.InputContext) -> None:
        print("load from", context.definition_metadata.get("table", "main"))
        # → load from main


@dg.asset(metadata={"table": "sales"})
def orders() -> int:
    return 40


@dg.asset(metadata={"table": "totals"})
def revenue(orders: object) -> int:
    return 65


if __name__ == "__main__":
    dg.materialize([orders, revenue], resources={"io_manager": Tables()})
