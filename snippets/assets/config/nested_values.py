"""Nest config, and take lists, dictionaries and a choice from a few values."""

from enum import Enum

import dagster as dg
from pydantic import Field


class Region(Enum):
    NORTH = "north"
    SOUTH = "south"


class Period(dg.Config):
    first_day: str
    last_day: str = "today"


class ReportConfig(dg.Config):
    period: Period
    region: Region = Region.NORTH
    products: list[str] = Field(default_factory=list)
    discounts: dict[str, float] = Field(default_factory=dict)
    title: str | None = None


@dg.asset
def report(config: ReportConfig) -> None:
    print(config.period.first_day, "to", config.period.last_day)
    # → 2026-03-01 to 2026-03-31
    # → 2026-04-01 to today
    print(config.region, config.products, config.discounts, config.title)
    # → Region.NORTH [] {'tea': 0.1} None
    # → Region.SOUTH ['tea', 'coffee'] {} Since April


if __name__ == "__main__":
    march = Period(first_day="2026-03-01", last_day="2026-03-31")
    config = ReportConfig(period=march, discounts={"tea": 0.1})
    dg.materialize([report], run_config=dg.RunConfig({"report": config}))

    values = {
        "period": {"first_day": "2026-04-01"},
        "region": "SOUTH",
        "products": ["tea", "coffee"],
        "title": "Since April",
    }
    dg.materialize([report], run_config={"ops": {"report": {"config": values}}})
