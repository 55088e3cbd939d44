"""Give data a version, and see which version the next asset used."""

import hashlib

import dagster as dg


class Download(dg.Config):
    text: str


@dg.asset(code_version="1")
def orders(config: Download) -> dg.MaterializeResult:
    digest = hashlib.sha256(config.text.encode()).hexdigest()
    return dg.MaterializeResult(data_version=dg.DataVersion(digest[:8]))


@dg.asset(code_version="1", deps=[orders])
def revenue() -> None: ...


defs = dg.Definitions(assets=[orders, revenue])

if __name__ == "__main__":
    for text in ("tea,40", "tea,40", "tea,41"):
        result = dg.materialize(
            [orders, revenue],
            run_config=dg.RunConfig({"orders": Download(text=text)}),
        )
        (made,) = result.asset_materializations_for_node("revenue")
        print(text, (made.tags or {})["dagster/input_data_version/orders"])
        # → tea,40 9076ed1e
        # → tea,40 9076ed1e
        # → tea,41 cf71f3e6
