"""Check row counts and columns with checks that Dagster makes."""

import warnings

import dagster as dg

warnings.filterwarnings("ignore", category=dg.BetaWarning)

rows = [3, 0]
schemas = [["id", "amount"], ["id", "price"]]


@dg.asset
def orders() -> dg.MaterializeResult:
    columns = [dg.TableColumn(name) for name in schemas.pop(0)]
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": rows.pop(0),
            "dagster/column_schema": dg.TableSchema(columns),
        }
    )


checks = [
    *dg.build_metadata_bounds_checks(
        assets=[orders], metadata_key="dagster/row_count", min_value=1
    ),
    *dg.build_column_schema_change_checks(assets=[orders]),
]
defs = dg.Definitions([orders], asset_checks=checks)

if __name__ == "__main__":
    with dg.DagsterInstance.ephemeral() as instance:
        for _ in range(2):
            result = dg.materialize([orders, *checks], instance=instance)
            checked = result.get_asset_check_evaluations()
            for each in sorted(checked, key=lambda it: it.check_name):
                print(each.check_name, each.passed, each.severity.value)
                # → column_schema_change True WARN
                # → dagster_row_count_bounds_check True WARN
                # → column_schema_change False WARN
                # → dagster_row_count_bounds_check False WARN
