"""Read a feature in an asset that is not a feature itself."""

import contextlib
import tempfile

import dagster as dg
import metaxy as mx
import metaxy.ext.dagster as mxd
import narwhals as nw
import polars as pl

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
dev = mx.StoreConfig(type=DELTA, config={"root_path": "metadata"})
mx.init(mx.MetaxyConfig(stores={"dev": dev}))


class Order(
    mx.BaseFeature,
    spec=mx.FeatureSpec(key="shop/order", id_columns=["id"], fields=["amount"]),
): ...


# --8<-- [start:assets]
@mxd.metaxify()
@dg.asset(metadata={"metaxy/feature": "shop/order"}, io_manager_key="metaxy")
def orders() -> pl.DataFrame:
    rows = pl.DataFrame({"id": [7, 8], "amount": [40, 60]})
    return rows.with_columns(metaxy_provenance_by_field=pl.struct("amount"))


@dg.asset(ins={"orders": dg.AssetIn(key=["shop", "order"])})
def revenue(orders: nw.LazyFrame) -> None:
    print(orders.select(nw.col("amount").sum()).collect().item())
    # → 100


if __name__ == "__main__":
    store = mxd.MetaxyStoreFromConfigResource(name="dev")
    metaxy = mxd.MetaxyIOManager(store=store)
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        dg.materialize([orders, revenue], resources={"metaxy": metaxy})
# --8<-- [end:assets]
