"""A blocking check of one asset that stops what needs only the other."""

from collections.abc import Iterator

import dagster as dg


@dg.multi_asset(
    specs=[dg.AssetSpec("orders"), dg.AssetSpec("customers")],
    check_specs=[dg.AssetCheckSpec("paid", asset="orders", blocking=True)],
)
def download() -> Iterator[dg.MaterializeResult]:
    check = dg.AssetCheckResult(passed=False)
    yield dg.MaterializeResult(asset_key="orders", check_results=[check])
    yield dg.MaterializeResult(asset_key="customers")


@dg.asset(deps=["customers"])
def letters() -> None:
    print("letters are written")


if __name__ == "__main__":
    result = dg.materialize([download, letters], raise_on_error=False)
    for event in result.get_asset_materialization_events():
        print(event.materialization.asset_key.to_user_string())
        # → orders
        # → customers
