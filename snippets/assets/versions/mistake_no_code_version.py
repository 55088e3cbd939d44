"""An asset without a version, which is new after each run."""

import dagster as dg


@dg.asset
def orders() -> None: ...


if __name__ == "__main__":
    versions = []
    for _ in range(2):
        result = dg.materialize([orders])
        (made,) = result.asset_materializations_for_node("orders")
        versions.append((made.tags or {})["dagster/data_version"])
    print("same data version:", versions[0] == versions[1])
    # → same data version: False
