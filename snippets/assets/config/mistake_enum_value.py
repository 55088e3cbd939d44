"""An enum given by its value."""

from enum import Enum

import dagster as dg


class Region(Enum):
    NORTH = "north"
    SOUTH = "south"


class RevenueConfig(dg.Config):
    region: Region


@dg.asset
def revenue(config: RevenueConfig) -> None: ...


values = {"ops": {"revenue": {"config": {"region": "south"}}}}
dg.materialize([revenue], run_config=values)
