"""Selections of Metaxy's assets that are silently empty."""

import dagster as dg
import metaxy as mx
import metaxy.ext.dagster as mxd

mx.init(mx.MetaxyConfig(project="shop"))
order = mx.FeatureSpec(key="shop/order", id_columns=["id"])


class Order(mx.BaseFeature, spec=order): ...


# --8<-- [start:selections]
@mxd.metaxify()
@dg.asset(metadata={"metaxy/feature": "shop/order"})
def orders() -> None: ...


if __name__ == "__main__":
    for selection in (
        mxd.select_metaxy_assets(),
        mxd.select_metaxy_assets(project="__main__", feature="shop/order"),
        mxd.select_metaxy_assets(project="__main__"),
        dg.AssetSelection.tag("metaxy/feature", "shop__order"),
    ):
        print(len(selection.resolve([orders])))
        # → 0
        # → 0
        # → 1
        # → 1
# --8<-- [end:selections]
