"""An IO manager function without the configuration that it needs."""

import dagster as dg


@dg.io_manager(config_schema={"folder": str})
def json_files(context: dg.InitResourceContext) -> dg.IOManager: ...


@dg.asset
def orders() -> list[int]: ...


if __name__ == "__main__":
    dg.materialize([orders], resources={"io_manager": json_files})
