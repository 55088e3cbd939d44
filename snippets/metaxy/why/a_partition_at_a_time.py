"""Make the invoices of a day; one changed order makes all of them again."""

import dagster as dg

ORDERS = {"2026-01-01": {7: 40, 8: 60, 9: 25}}
made: list[tuple[int, int]] = []

days = dg.StaticPartitionsDefinition(["2026-01-01"])


@dg.asset(partitions_def=days)
def invoices(context: dg.AssetExecutionContext) -> None:
    made.extend(ORDERS[context.partition_key].items())


if __name__ == "__main__":
    dg.materialize([invoices], partition_key="2026-01-01")
    ORDERS["2026-01-01"][8] = 65
    dg.materialize([invoices], partition_key="2026-01-01")
    print(made)
    # → [(7, 40), (8, 60), (9, 25), (7, 40), (8, 65), (9, 25)]
