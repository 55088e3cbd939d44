"""A resource that is one of two resources."""

from typing import Literal

import dagster as dg
from pydantic import Field


class Disk(dg.ConfigurableResource):
    kind: Literal["disk"] = "disk"
    folder: str


class Cloud(dg.ConfigurableResource):
    kind: Literal["cloud"] = "cloud"
    bucket: str

    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        print("opened", self.bucket)


class Store(dg.ConfigurableResource):
    place: Disk | Cloud = Field(discriminator="kind")


@dg.asset
def orders(store: Store) -> None:
    print("stored in", store.place.kind)
    # → stored in cloud


if __name__ == "__main__":
    store = Store(place=Cloud(bucket="orders"))
    dg.materialize([orders], resources={"store": store})
