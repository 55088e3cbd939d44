"""A parameter named after the function, although the key is another."""

import dagster as dg
import metaxy as mx
import metaxy.ext.dagster as mxd
import narwhals as nw

mx.init()
order = mx.FeatureSpec(key="shop/order", id_columns=["id"])


class Order(mx.BaseFeature, spec=order): ...


# --8<-- [start:assets]
@mxd.metaxify()
@dg.asset(metadata={"metaxy/feature": "shop/order"})
def orders() -> None: ...


@dg.asset
def report(orders: nw.LazyFrame) -> None: ...


if __name__ == "__main__":
    graph = dg.Definitions([orders, report]).resolve_asset_graph()
    print(graph.get(report.key).parent_keys)
# --8<-- [end:assets]
