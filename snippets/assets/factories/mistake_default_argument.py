"""A default argument that Dagster takes for an asset."""

import dagster as dg

assets: list[dg.AssetsDefinition] = []
for region in ("north", "south"):

    @dg.asset(name=f"revenue_{region}")
    def revenue(region: str = region) -> str: ...

    assets.append(revenue)

dg.materialize(assets)
