"""Names taken out of Dagster one by one."""

from dagster import AssetExecutionContext, asset, materialize


@asset
def orders(context: AssetExecutionContext) -> list[int]:
    return [40, 25, 10]


if __name__ == "__main__":
    print(materialize([orders]).output_for_node("orders"))
    # → [40, 25, 10]
