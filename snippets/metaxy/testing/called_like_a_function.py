"""Call an asset like a function, with a store of your own."""

import tempfile
from pathlib import Path

import dagster as dg
import metaxy as mx
import metaxy.ext.dagster as mxd
import polars as pl

DELTA = "metaxy.ext.polars.handlers.delta.DeltaMetadataStore"
dev = mx.StoreConfig(type=DELTA, config={"root_path": "metadata"})
mx.init(mx.MetaxyConfig(stores={"dev": dev}))
orders_spec = mx.FeatureSpec(key="orders", id_columns=["id"], fields=["amount"])


class Orders(mx.BaseFeature, spec=orders_spec): ...


# --8<-- [start:test]
@mxd.metaxify()
@dg.asset(metadata={"metaxy/feature": "orders"})
def orders(store: dg.ResourceParam[mx.MetadataStore]) -> pl.DataFrame:
    rows = pl.DataFrame({"id": [7, 8], "amount": [40, 60]})
    rows = rows.with_columns(metaxy_provenance_by_field=pl.struct("amount"))
    with store:
        return store.resolve_update(Orders, samples=rows).to_polars().new


def test_two_orders_are_new(tmp_path: Path) -> None:
    temporary = mx.StoreConfig(type=DELTA, config={"root_path": str(tmp_path)})
    config = mx.MetaxyConfig(stores={"dev": temporary})
    new = orders(config.get_store("dev"))
    assert isinstance(new, pl.DataFrame)
    assert new.select("id", "amount").rows() == [(7, 40), (8, 60)]


# --8<-- [end:test]
if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        test_two_orders_are_new(Path(folder))
