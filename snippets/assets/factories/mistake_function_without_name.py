"""Two functions for several assets, and both have the same name."""

from collections.abc import Iterator

import dagster as dg


def build_region(region: str) -> dg.AssetsDefinition:
    specs = [dg.AssetSpec(f"{name}_{region}") for name in ("orders", "revenue")]

    @dg.multi_asset(specs=specs)
    def download() -> Iterator[dg.MaterializeResult]:
        for spec in specs:
            yield dg.MaterializeResult(spec.key)

    return download


defs = dg.Definitions(assets=[build_region(it) for it in ("north", "south")])

if __name__ == "__main__":
    dg.Definitions.validate_loadable(defs)
