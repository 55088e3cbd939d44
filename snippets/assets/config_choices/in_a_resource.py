"""Choose at launch where a resource stores orders."""

from typing import Literal

import dagster as dg
from pydantic import Field


# --8<-- [start:define]
class OnDisk(dg.Config):
    kind: Literal["disk"] = "disk"
    folder: str


class InCloud(dg.Config):
    kind: Literal["cloud"] = "cloud"
    bucket: str


class Store(dg.ConfigurableResource):
    place: OnDisk | InCloud = Field(discriminator="kind")


@dg.asset
def orders(store: Store) -> None:
    print(store.place)
    # → kind='cloud' bucket='orders'


# --8<-- [end:define]
# --8<-- [start:run]
if __name__ == "__main__":
    values = {"place": {"cloud": {"bucket": "orders"}}}
    dg.materialize(
        [orders],
        resources={"store": Store.configure_at_launch()},
        run_config={"resources": {"store": {"config": values}}},
    )
# --8<-- [end:run]
