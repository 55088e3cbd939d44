"""Make one asset in two steps, and retry only the second one."""

import dagster as dg


@dg.op
def download() -> list[int]:
    return [40, 25]


@dg.op
def total(amounts: list[int]) -> int:
    return sum(amounts)


@dg.graph_asset
def revenue() -> int:
    amount: int = total(download())
    return amount


defs = dg.Definitions(assets=[revenue])

if __name__ == "__main__":
    result = dg.materialize([revenue])
    for event in result.get_step_success_events():
        print(event.step_key)
        # → revenue.download
        # → revenue.total
    print(result.output_for_node("revenue"))
    # → 65
