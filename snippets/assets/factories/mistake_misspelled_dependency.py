"""A misspelled dependency that becomes an asset."""

import dagster as dg


@dg.asset
def orders() -> None: ...


def build_report(name: str, needs: str) -> dg.AssetsDefinition:
    @dg.asset(name=name, deps=[needs])
    def report() -> None: ...

    return report


defs = dg.Definitions(assets=[orders, build_report("revenue", needs="ordres")])

if __name__ == "__main__":
    dg.Definitions.validate_loadable(defs)
    for spec in sorted(defs.resolve_all_asset_specs(), key=lambda s: s.key):
        print(spec.key.to_user_string())
        # → orders
        # → ordres
        # → revenue
