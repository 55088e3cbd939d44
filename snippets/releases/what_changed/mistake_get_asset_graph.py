"""Before 1.10, definitions gave their asset graph with `get_asset_graph`."""

import dagster as dg


@dg.asset
def orders() -> list[int]: ...


shop = dg.Definitions(assets=[orders])

if __name__ == "__main__":
    print(shop.get_asset_graph().get_all_asset_keys())
