"""The class of an IO manager where an object of it belongs."""

import dagster as dg


class JsonFiles(dg.ConfigurableIOManager):
    def handle_output(self, context: dg.OutputContext, obj: object) -> None: ...

    def load_input(self, context: dg.InputContext) -> object: ...


@dg.asset
def orders() -> list[int]: ...


if __name__ == "__main__":
    dg.materialize([orders], resources={"io_manager": JsonFiles})
