"""A resource asked of the context, although no parameter names it."""

import dagster as dg


class Database(dg.ConfigurableResource):
    path: str = ":memory:"


@dg.asset
def orders(context: dg.AssetExecutionContext) -> None:
    print(context.resources.database.path)


if __name__ == "__main__":
    dg.materialize([orders], resources={"database": Database()})
