"""An IO manager key that no resource has."""

import dagster as dg


@dg.asset(io_manager_key="warehouse")
def orders() -> list[int]: ...


defs = dg.Definitions(
    assets=[orders],
    resources={"warehose": dg.FilesystemIOManager()},
)

if __name__ == "__main__":
    print("nothing is wrong so far")
    # → nothing is wrong so far
    dg.Definitions.validate_loadable(defs)
