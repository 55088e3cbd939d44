"""A name without the prefix of its key."""

import dagster as dg


@dg.asset(key_prefix="web")
def report() -> None: ...


defs = dg.Definitions(assets=[report])
selection = dg.AssetSelection.assets("report")
selection.resolve(defs.resolve_asset_graph())
