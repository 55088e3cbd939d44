"""A sentence as the value of a tag."""

import dagster as dg


@dg.asset(tags={"contains": "names & addresses"})
def customers() -> None: ...
