"""Before 1.13, definitions listed their assets with `get_all_asset_specs`."""

import dagster as dg


@dg.asset
def orders() -> list[int]: ...


shop = dg.Definitions(assets=[orders])

if __name__ == "__main__":
    print([spec.key.path for spec in shop.get_all_asset_specs()])
