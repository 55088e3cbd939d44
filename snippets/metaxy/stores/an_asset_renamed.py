"""Rename an asset, and keep its feature."""

import dagster as dg
import metaxy as mx
import metaxy.ext.dagster as mxd

mx.init()


class Orders(
    mx.BaseFeature, spec=mx.FeatureSpec(key="orders", id_columns=["id"])
): ...


# --8<-- [start:asset]
@mxd.metaxify(key="sales")
@dg.asset(metadata={"metaxy/feature": "orders"})
def sales() -> None: ...


if __name__ == "__main__":
    [spec] = sales.specs
    print(spec.key.to_user_string(), spec.metadata["metaxy/feature"])
    # → sales orders
# --8<-- [end:asset]
