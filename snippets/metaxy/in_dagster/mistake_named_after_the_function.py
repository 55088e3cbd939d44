"""An argument named after the function, where the asset has another key."""

import dagster as dg
import metaxy as mx
import metaxy.ext.dagster as mxd
import narwhals as nw

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
dev = mx.StoreConfig(type=DELTA, config={"root_path": "metadata"})
mx.init(mx.MetaxyConfig(stores={"dev": dev}))


class Order(
    mx.BaseFeature,
    spec=mx.FeatureSpec(key="shop/order", id_columns=["id"], fields=["amount"]),
): ...


# --8<-- [start:assets]
@mxd.metaxify()
@dg.asset(metadata={"metaxy/feature": "shop/order"})
def orders() -> None: ...


@dg.asset
def report(orders: nw.LazyFrame) -> None: ...


if __name__ == "__main__":
    store = mxd.MetaxyStoreFromConfigResource(name="dev")
    io_manager = mxd.MetaxyIOManager(store=store)
    dg.materialize([orders, report], resources={"io_manager": io_manager})
# --8<-- [end:assets]
