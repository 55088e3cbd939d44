"""Results in a list."""

import dagster as dg


@dg.multi_asset(specs=[dg.AssetSpec("orders"), dg.AssetSpec("customers")])
def shop_data() -> list[dg.MaterializeResult]: ...
