"""A variable in a resource that Dagster does not know."""

import os

import dagster as dg


class Archive(dg.ConfigurableResource):
    folder: str


archive = Archive(folder=dg.EnvVar("SHOP_FOLDER"))


class Shop(dg.ConfigurableResource):
    def get_archive(self) -> Archive:
        return archive


@dg.asset
def orders(shop: Shop) -> None:
    print("/data/" + shop.get_archive().folder)
    # → /data/SHOP_FOLDER


if __name__ == "__main__":
    os.environ["SHOP_FOLDER"] = "spring"
    dg.materialize([orders], resources={"shop": Shop()})
