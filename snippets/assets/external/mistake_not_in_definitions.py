"""A description that nobody sees."""

import dagster as dg

supplier_prices = dg.AssetSpec(
    "supplier_prices", description="A file that the supplier uploads."
)


@dg.asset(deps=[supplier_prices])
def margins() -> None: ...


defs = dg.Definitions(assets=[margins])

if __name__ == "__main__":
    for spec in sorted(defs.resolve_all_asset_specs(), key=lambda s: s.key):
        print(spec.key.to_user_string(), spec.description)
        # → margins None
        # → supplier_prices None
