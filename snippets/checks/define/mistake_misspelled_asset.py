"""A check of an asset that does not exist."""

import dagster as dg


@dg.asset
def orders() -> list[int]:
    return []


@dg.asset_check(asset="ordes")
def not_empty() -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=False)


defs = dg.Definitions([orders], asset_checks=[not_empty])

if __name__ == "__main__":
    dg.Definitions.validate_loadable(defs)
    graph = defs.resolve_asset_graph()
    print(sorted(key.to_user_string() for key in graph.get_all_asset_keys()))
    # → ['orders', 'ordes']
    result = dg.materialize([orders, not_empty], selection=[orders])
    print(result.get_asset_check_evaluations())
    # → []
