"""Write the rows yourself and tell Dagster about them."""

import contextlib
import tempfile
from collections.abc import Iterator

import dagster as dg
import metaxy as mx
import metaxy.ext.dagster as mxd
import polars as pl

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
dev = mx.StoreConfig(type=DELTA, config={"root_path": "metadata"})
mx.init(mx.MetaxyConfig(stores={"dev": dev}))
orders_spec = mx.FeatureSpec(key="orders", id_columns=["id"], fields=["amount"])


class Orders(mx.BaseFeature, spec=orders_spec): ...


# --8<-- [start:asset]
@mxd.metaxify()
@dg.asset(metadata={"metaxy/feature": "orders"})
def orders(
    context: dg.AssetExecutionContext,
    store: dg.ResourceParam[mx.MetadataStore],
) -> Iterator[dg.MaterializeResult[None]]:
    rows = pl.DataFrame({"id": [7, 8], "amount": [40, 60]})
    rows = rows.with_columns(metaxy_provenance_by_field=pl.struct("amount"))
    with store.open("w"):
        increment = store.resolve_update(Orders, samples=rows)
        store.write(Orders, increment.new)
        store.write(Orders, increment.stale)
    yield from mxd.generate_materialize_results(context, store)


if __name__ == "__main__":
    metadata = mxd.MetaxyStoreFromConfigResource(name="dev")
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for _ in range(2):
            run = dg.materialize([orders], resources={"store": metadata})
            [seen] = run.asset_materializations_for_node("orders")
            for name in ("dagster/row_count", "metaxy/materialized_in_run"):
                print(name, seen.metadata[name].value)
                # → dagster/row_count 2
                # → metaxy/materialized_in_run 2
                # → dagster/row_count 2
                # → metaxy/materialized_in_run 0
# --8<-- [end:asset]
