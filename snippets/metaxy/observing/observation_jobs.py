"""Observe the features of your own assets without running them."""

import contextlib
import tempfile

import dagster as dg
import metaxy as mx
import metaxy.ext.dagster as mxd
import polars as pl

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
dev = mx.StoreConfig(type=DELTA, config={"root_path": "metadata"})
config = mx.init(mx.MetaxyConfig(stores={"dev": dev}))
orders_spec = mx.FeatureSpec(key="orders", id_columns=["id"], fields=["amount"])


class Orders(mx.BaseFeature, spec=orders_spec): ...


# --8<-- [start:job]
@mxd.metaxify()
@dg.asset(metadata={"metaxy/feature": "orders"})
def orders(store: dg.ResourceParam[mx.MetadataStore]) -> None: ...


[observe_orders] = mxd.build_metaxy_observation_job(orders)
watch = mxd.build_metaxy_multi_observation_job(name="watch", assets=[orders])
resources = {"store": mxd.MetaxyStoreFromConfigResource(name="dev")}
defs = dg.Definitions([orders], jobs=[watch], resources=resources)

if __name__ == "__main__":
    row = {"id": [7], "metaxy_provenance_by_field": [{"amount": 40}]}
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        with config.get_store("dev").open("w") as metadata:
            metadata.write(Orders, pl.DataFrame(row))
        for job in (observe_orders, watch):
            run = job.execute_in_process(resources=resources)
            [event] = run.get_asset_observation_events()
            seen = event.asset_observation_data.asset_observation
            print(job.name, seen.metadata["dagster/row_count"].value)
            # → observe_orders 1
            # → watch 1
# --8<-- [end:job]
