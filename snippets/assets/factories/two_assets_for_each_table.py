"""Make a chain of two assets for each table."""

import dagster as dg


def build_table(name: str) -> list[dg.AssetsDefinition]:
    @dg.asset(key=["raw", name], kinds={"csv"})
    def raw() -> None: ...

    @dg.asset(key=["clean", name], deps=[raw], kinds={"duckdb"})
    def clean() -> None: ...

    return [raw, clean]


tables = [
    asset for name in ("orders", "customers") for asset in build_table(name)
]
defs = dg.Definitions(assets=tables)

if __name__ == "__main__":
    for table in tables:
        parents = [key.to_user_string() for key in table.dependency_keys]
        print(table.key.to_user_string(), "needs", parents)
        # → raw/orders needs []
        # → clean/orders needs ['raw/orders']
        # → raw/customers needs []
        # → clean/customers needs ['raw/customers']
