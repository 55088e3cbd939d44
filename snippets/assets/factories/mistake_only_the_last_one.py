"""Assets made in a loop and kept under one name."""

import dagster as dg


def build_revenue(region: str) -> dg.AssetsDefinition:
    @dg.asset(name=f"revenue_{region}")
    def revenue() -> None: ...

    return revenue


for region in ("north", "south"):
    revenue = build_revenue(region)

defs = dg.Definitions(assets=[revenue])

if __name__ == "__main__":
    for spec in defs.resolve_all_asset_specs():
        print(spec.key.to_user_string())
        # → revenue_south
