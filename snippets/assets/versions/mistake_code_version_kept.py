"""Code that changed without its version."""

import dagster as dg


def build_revenue(tax: float) -> dg.AssetsDefinition:
    @dg.asset(code_version="1")
    def revenue() -> float:
        return 100 + 100 * tax

    return revenue


if __name__ == "__main__":
    versions = []
    for tax in (0.25, 0.5):
        result = dg.materialize([build_revenue(tax)])
        (made,) = result.asset_materializations_for_node("revenue")
        tags = made.tags or {}
        versions.append(tags["dagster/data_version"])
        revenue = result.output_for_node("revenue")
        print("code", tags["dagster/code_version"], "gives", revenue)
        # → code 1 gives 125.0
        # → code 1 gives 150.0
    print("same data version:", versions[0] == versions[1])
    # → same data version: True
