"""A resource where an IO manager belongs."""

import dagster as dg


class Warehouse(dg.ConfigurableResource):
    path: str


@dg.asset(io_manager_key="warehouse")
def orders() -> list[int]: ...


if __name__ == "__main__":
    dg.materialize([orders], resources={"warehouse": Warehouse(path="shop")})
