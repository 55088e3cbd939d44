"""`metaxify` below `dg.asset`, where there is no asset yet."""

import dagster as dg
import metaxy as mx
import metaxy.ext.dagster as mxd

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
dev = mx.StoreConfig(type=DELTA, config={"root_path": "metadata"})
mx.init(mx.MetaxyConfig(stores={"dev": dev}))
orders_spec = mx.FeatureSpec(key="orders", id_columns=["id"], fields=["amount"])


class Orders(mx.BaseFeature, spec=orders_spec): ...


# --8<-- [start:asset]
@dg.asset(metadata={"metaxy/feature": "orders"})
@mxd.metaxify()
def orders() -> None: ...


# --8<-- [end:asset]
