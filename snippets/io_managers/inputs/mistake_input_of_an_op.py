"""The input of an op, given to an asset."""

import dagster as dg


@dg.asset(ins={"orders": dg.In(input_manager_key="first_rows")})
def preview(orders: list[int]) -> list[int]: ...
