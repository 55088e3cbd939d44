"""An observation job for an asset that is observed already."""

import warnings

import dagster as dg
import metaxy as mx
import metaxy.ext.dagster as mxd

mx.init()
orders_spec = mx.FeatureSpec(key="orders", id_columns=["id"])


class Orders(mx.BaseFeature, spec=orders_spec): ...


# --8<-- [start:asset]
warnings.filterwarnings("ignore", category=dg.BetaWarning)


@mxd.observable_metaxy_asset(feature=Orders)
def orders(
    context: dg.AssetExecutionContext, store: object, rows: object
) -> None: ...


if __name__ == "__main__":
    mxd.build_metaxy_observation_job(orders)
# --8<-- [end:asset]
