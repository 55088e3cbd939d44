"""Say which columns a table has, and where each of them comes from."""

import dagster as dg

not_null = dg.TableColumnConstraints(nullable=False)
schema = dg.TableSchema(
    columns=[
        dg.TableColumn("day", "date", description="In the shop's time zone."),
        dg.TableColumn("amount", "integer", constraints=not_null),
    ]
)


@dg.asset
def orders() -> None: ...


@dg.asset(deps=[orders], metadata={"dagster/column_schema": schema})
def daily_revenue() -> dg.MaterializeResult:
    lineage = dg.TableColumnLineage(
        {"amount": [dg.TableColumnDep(orders.key, column_name="amount")]}
    )
    return dg.MaterializeResult(metadata={"dagster/column_lineage": lineage})


defs = dg.Definitions(assets=[orders, daily_revenue])

if __name__ == "__main__":
    columns = daily_revenue.get_asset_spec().metadata["dagster/column_schema"]
    print([column.name for column in columns.columns])
    # → ['day', 'amount']

    result = dg.materialize([orders, daily_revenue])
    [made] = result.asset_materializations_for_node("daily_revenue")
    lineage = made.metadata["dagster/column_lineage"].value
    assert isinstance(lineage, dg.TableColumnLineage)
    print(lineage.deps_by_column["amount"][0].asset_key)
    # → AssetKey(['orders'])
