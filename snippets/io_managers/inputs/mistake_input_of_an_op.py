"""The input of an op, given to an asset."""

import dagster as dg


@dg.asset(ins={"orders": dg.In()})
def preview(orders: list[int]) -> list[int]: ...
