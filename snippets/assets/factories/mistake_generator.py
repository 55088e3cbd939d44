"""Assets passed as a generator, which Dagster reads more than once."""

import dagster as dg


def build_revenue(region: str) -> dg.AssetsDefinition:
    @dg.asset(name=f"revenue_{region}")
    def revenue() -> None: ...

    return revenue


defs = dg.Definitions(
    assets=(build_revenue(region) for region in ("north", "south"))
)

if __name__ == "__main__":
    print(defs.resolve_all_asset_specs())
    # → []
