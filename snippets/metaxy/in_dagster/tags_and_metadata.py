"""See the tags and the metadata that `metaxify` adds to an asset."""

import dagster as dg
import metaxy as mx
import metaxy.ext.dagster as mxd

mx.init()
orders_spec = mx.FeatureSpec(key="orders", id_columns=["id"])


class Orders(mx.BaseFeature, spec=orders_spec): ...


class Invoices(
    mx.BaseFeature,
    spec=mx.FeatureSpec(key="shop/invoices", id_columns=["id"], deps=[Orders]),
):
    id: int


# --8<-- [start:asset]
@mxd.metaxify()
@dg.asset(metadata={"metaxy/feature": "shop/invoices"})
def invoices() -> None: ...


if __name__ == "__main__":
    [spec] = invoices.specs
    print(spec.tags["metaxy/feature"], spec.tags["metaxy/project"])
    # → shop__invoices __main__
    for name in sorted(spec.metadata):
        print(name)
        # → dagster/column_lineage
        # → dagster/column_schema
        # → metaxy/feature
        # → metaxy/info
# --8<-- [end:asset]
