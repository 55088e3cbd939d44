"""Assets made in a loop that all compute the last one."""

import dagster as dg

assets: list[dg.AssetsDefinition] = []
for region in ("north", "south"):

    @dg.asset(name=f"revenue_{region}")
    def revenue() -> str:
        return f"revenue of the {region}"

    assets.append(revenue)

if __name__ == "__main__":
    result = dg.materialize(assets)
    for name in ("revenue_north", "revenue_south"):
        print(name, "=", result.output_for_node(name))
        # → revenue_north = revenue of the south
        # → revenue_south = revenue of the south
