"""`metaxify` once on the asset and once again on all assets."""

import dagster as dg
import metaxy as mx
import metaxy.ext.dagster as mxd

mx.init()
orders_spec = mx.FeatureSpec(key="orders", id_columns=["id"])


class Orders(mx.BaseFeature, spec=orders_spec): ...


# --8<-- [start:asset]
@mxd.metaxify()
@dg.asset(metadata={"metaxy/feature": "orders"})
def orders() -> None: ...


if __name__ == "__main__":
    for asset in [orders, mxd.metaxify()(orders)]:
        print([spec.code_version for spec in asset.specs])
        # → ['metaxy:fd359803']
        # → ['metaxy:fd359803,metaxy:fd359803']
# --8<-- [end:asset]
