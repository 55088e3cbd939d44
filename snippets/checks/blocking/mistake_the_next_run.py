"""A failed check that the next run does not ask about."""

import dagster as dg


@dg.asset
def orders() -> None: ...


@dg.asset_check(asset=orders, blocking=True)
def not_empty() -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=False)


@dg.asset(deps=[orders])
def revenue() -> None:
    print("revenue is computed")
    # → revenue is computed


if __name__ == "__main__":
    shop = [orders, not_empty, revenue]
    with dg.DagsterInstance.ephemeral() as instance:
        for selection in ["orders", "revenue"]:
            result = dg.materialize(
                shop,
                instance=instance,
                selection=selection,
                raise_on_error=False,
            )
            print(selection, result.success)
            # → orders False
            # → revenue True
