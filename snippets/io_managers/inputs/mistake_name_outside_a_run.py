"""An IO manager that asks for what only a run knows."""

import dagster as dg

orders = dg.AssetSpec("orders")


class Files(dg.ConfigurableIOManager):
    def handle_output(self, context: dg.OutputContext, obj: object) -> None: ...

    def load_input(self, context: dg.InputContext) -> list[int]:
        print(f"loading the argument {context.name}")
        # → loading the argument orders
        return [40, 25]


@dg.asset
def revenue(orders: list[int]) -> None:
    print(sum(orders))
    # → 65


defs = dg.Definitions(
    assets=[orders, revenue], resources={"io_manager": Files()}
)

if __name__ == "__main__":
    dg.materialize([orders, revenue], resources=defs.resources)
    defs.load_asset_value("orders")
