"""See what `metaxify` adds to an asset."""

import dagster as dg
import metaxy as mx
import metaxy.ext.dagster as mxd

mx.init()


class Orders(
    mx.BaseFeature, spec=mx.FeatureSpec(key="orders", id_columns=["id"])
):
    """What customers have ordered."""


class Invoices(
    mx.BaseFeature,
    spec=mx.FeatureSpec(key="shop/invoices", id_columns=["id"], deps=[Orders]),
):
    """What customers have to pay."""


# --8<-- [start:asset]
@mxd.metaxify()
@dg.asset(metadata={"metaxy/feature": "shop/invoices"}, code_version="3")
def invoices() -> None: ...


if __name__ == "__main__":
    [spec] = invoices.specs
    print(spec.key.to_user_string())
    # → shop/invoices
    print([dep.asset_key.to_user_string() for dep in spec.deps])
    # → ['orders']
    print(spec.description, sorted(spec.kinds))
    # → What customers have to pay. ['metaxy']
    print(spec.code_version)
    # → 3,metaxy:fd359803
# --8<-- [end:asset]
