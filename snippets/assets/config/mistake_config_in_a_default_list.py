"""A default that holds config in a list."""

import dagster as dg
from pydantic import Field


class Period(dg.Config):
    first_day: str


class ReportConfig(dg.Config):
    periods: list[Period] = Field(default=[Period(first_day="2026-03-01")])


@dg.asset
def report(config: ReportConfig) -> None: ...
