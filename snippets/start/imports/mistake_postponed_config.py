"""A configuration whose annotation Python keeps as a string."""

from __future__ import annotations

import dagster as dg


class Limit(dg.Config):
    rows: int


@dg.asset
def orders(config: Limit) -> None: ...
