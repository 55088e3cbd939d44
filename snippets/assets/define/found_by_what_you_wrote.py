"""Find assets by the group, the owner and the tag that they were given."""

import dagster as dg


@dg.asset(group_name="sales", owners=["team:sales"], tags={"refresh": "daily"})
def orders() -> None: ...


@dg.asset(group_name="sales", owners=["team:data"])
def revenue() -> None: ...


@dg.asset(tags={"refresh": "daily"})
def customers() -> None: ...


defs = dg.Definitions(assets=[orders, revenue, customers])


def names(selection: dg.AssetSelection) -> list[str]:
    keys = selection.resolve([orders, revenue, customers])
    return sorted(key.to_user_string() for key in keys)


if __name__ == "__main__":
    print(names(dg.AssetSelection.groups("sales")))
    # → ['orders', 'revenue']
    print(names(dg.AssetSelection.owner("team:sales")))
    # → ['orders']
    print(names(dg.AssetSelection.tag("refresh", "daily")))
    # → ['customers', 'orders']
