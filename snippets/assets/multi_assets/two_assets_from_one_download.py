"""Make two assets from one download."""

from collections.abc import Iterator

import dagster as dg


def download() -> dict[str, list[str]]:
    print("one download")
    # → one download
    return {"orders": ["tea", "coffee"], "customers": ["Ada"]}


@dg.multi_asset(
    specs=[
        dg.AssetSpec("orders", group_name="shop"),
        dg.AssetSpec("customers", group_name="shop"),
    ]
)
def shop_data() -> Iterator[dg.MaterializeResult]:
    data = download()
    for name in ("orders", "customers"):
        yield dg.MaterializeResult(name, metadata={"preview": data[name]})


defs = dg.Definitions(assets=[shop_data])

if __name__ == "__main__":
    result = dg.materialize([shop_data])
    for event in result.get_asset_materialization_events():
        made = event.materialization
        print(made.asset_key.to_user_string(), made.metadata["preview"].value)
        # → orders ['tea', 'coffee']
        # → customers ['Ada']
