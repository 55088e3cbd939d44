"""Run one check of a step that has two."""

from collections.abc import Iterator

import dagster as dg


# --8<-- [start:checks]
@dg.multi_asset_check(
    specs=[
        dg.AssetCheckSpec("not_empty", asset="orders"),
        dg.AssetCheckSpec("paid", asset="orders"),
    ],
    can_subset=True,
)
def checks(
    context: dg.AssetCheckExecutionContext,
) -> Iterator[dg.AssetCheckResult]:
    for key in sorted(context.selected_asset_check_keys):
        print("looking at", key.name)
        # → looking at paid
        yield dg.AssetCheckResult(check_name=key.name, passed=True)


paid = dg.AssetCheckKey(dg.AssetKey("orders"), "paid")
job = dg.define_asset_job("only_paid", dg.AssetSelection.checks(paid))
# --8<-- [end:checks]
defs = dg.Definitions(asset_checks=[checks], jobs=[job])

if __name__ == "__main__":
    defs.resolve_job_def("only_paid").execute_in_process()
