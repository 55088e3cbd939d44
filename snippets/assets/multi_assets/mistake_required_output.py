"""Outputs that a run does not ask for, but that must be there."""

from collections.abc import Iterator

import dagster as dg


@dg.multi_asset(
    outs={"orders": dg.AssetOut(), "customers": dg.AssetOut()},
    can_subset=True,
)
def shop_data(
    context: dg.AssetExecutionContext,
) -> Iterator[dg.Output[list[str]]]:
    for key in context.selected_asset_keys:
        yield dg.Output(["Ada"], output_name=key.to_python_identifier())


dg.materialize([shop_data], selection=["orders"])
