"""Run config for an input that has no input manager."""

import dagster as dg


class Rows(dg.IOManager):
    def handle_output(self, context: dg.OutputContext, obj: object) -> None: ...

    def load_input(self, context: dg.InputContext) -> list[int]:
        return [40, 25, 90][: context.config["rows"]]


@dg.io_manager(input_config_schema={"rows": int})
def rows() -> Rows:
    return Rows()


@dg.asset
def orders() -> None: ...


@dg.asset
def preview(orders: list[int]) -> None: ...


if __name__ == "__main__":
    inputs = {"orders": {"rows": 2}}
    dg.materialize(
        [orders, preview],
        resources={"io_manager": rows},
        run_config={"ops": {"preview": {"inputs": inputs}}},
    )
