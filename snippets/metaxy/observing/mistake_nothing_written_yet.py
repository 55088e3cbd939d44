"""An observation of a feature that nobody has written yet."""

import contextlib
import tempfile
import warnings

import dagster as dg
import metaxy as mx
import metaxy.ext.dagster as mxd

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
dev = mx.StoreConfig(type=DELTA, config={"root_path": "metadata"})
mx.init(mx.MetaxyConfig(stores={"dev": dev}))
orders_spec = mx.FeatureSpec(key="orders", id_columns=["id"])


class Orders(mx.BaseFeature, spec=orders_spec): ...


# --8<-- [start:asset]
warnings.filterwarnings("ignore", category=dg.BetaWarning)


@mxd.observable_metaxy_asset(feature=Orders)
def orders(
    context: dg.AssetExecutionContext, store: object, rows: object
) -> None: ...


defs = dg.Definitions(
    assets=[orders],
    jobs=[dg.define_asset_job("observe", selection=[orders])],
    resources={"store": mxd.MetaxyStoreFromConfigResource(name="dev")},
)

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        defs.resolve_job_def("observe").execute_in_process()
# --8<-- [end:asset]
