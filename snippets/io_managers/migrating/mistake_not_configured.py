"""An IO manager function without the configuration that it wants."""

import dagster as dg


@dg.io_manager(config_schema={"folder": str})
def json_files(context: dg.InitResourceContext) -> dg.IOManager:
    return dg.mem_io_manager(context)


@dg.asset
def orders() -> list[int]:
    return [40, 25]


if __name__ == "__main__":
    dg.materialize([orders], resources={"io_manager": json_files})
