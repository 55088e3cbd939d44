"""Check that no invoice is pending."""

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


class Invoices(
    mx.BaseFeature,
    spec=mx.FeatureSpec(key="invoices", id_columns=["id"], deps=[Orders]),
): ...


# --8<-- [start:check]
@mxd.metaxify()
@dg.asset(metadata={"metaxy/feature": "invoices"})
def invoices() -> None: ...


@dg.asset_check(asset=invoices)
def none_pending(
    store: dg.ResourceParam[mx.MetadataStore],
) -> dg.AssetCheckResult:
    with store:
        counts = [len(rows) for rows in store.resolve_update(Invoices)]
    return dg.AssetCheckResult(passed=sum(counts) == 0)


if __name__ == "__main__":
    io = {"store": mxd.MetaxyStoreFromConfigResource(name="dev")}
    row = pl.DataFrame({"id": [7]}).with_columns(
        metaxy_provenance_by_field=pl.struct(amount=pl.lit(40))
    )
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        with config.get_store("dev").open("w") as metadata:
            metadata.write(Orders, row)
        for _ in range(2):
            run = dg.materialize([invoices, none_pending], resources=io)
            print(run.get_asset_check_evaluations()[0].passed)
            # → False
            # → True
            with config.get_store("dev").open("w") as metadata:
                pending = metadata.resolve_update(Invoices).new
                metadata.write(Invoices, pending)
# --8<-- [end:check]
