"""Nest config, and take lists, dictionaries and a choice from a few values."""

from enum import Enum

import dagster as dg
from pydantic import Field


class Region(Enum):
    NORTH = "north"
    SOUTH = "south"


class Period(dg.Config):
    first_day: str


class ReportConfig(dg.Config):
    period: Period
    region: Region = Region.NORTH
    products: list[str] = Field(default_factory=list)
    discounts: dict[str, float] = Field(default_factory=dict)


@dg.asset
def report(config: ReportConfig) -> None:
    print(config.period.first_day, config.region.value)
    # → monday north
    # → friday south
    print(config.products, config.discounts)
    # → ['tea'] {}
    # → [] {}


if __name__ == "__main__":
    config = ReportConfig(period=Period(first_day="monday"), products=["tea"])
    dg.materialize([report], run_config=dg.RunConfig({"report": config}))

    values = {"period": {"first_day": "friday"}, "region": "SOUTH"}
    dg.materialize([report], run_config={"ops": {"report": {"config": values}}})
