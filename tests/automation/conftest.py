"""What the tests of automation conditions share."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import Any

import dagster as dg
import pytest

from tests._harness.daemon import Daemon

NINE = datetime(2026, 5, 4, 9, tzinfo=UTC)
Assets = dg.Definitions | Sequence[dg.AssetsDefinition]


class Ticks:
    """Evaluates conditions, one tick after the other."""

    def __init__(self, assets: Assets, instance: dg.DagsterInstance) -> None:
        self.assets = assets
        self.instance = instance
        self.cursor: Any = None

    def report(self, name: str, key: str | None = None) -> None:
        """Say that an asset was updated."""
        event = dg.AssetMaterialization(name, partition=key)
        self.instance.report_runless_asset_event(event)

    def tick(
        self, *updated: str, at: datetime = NINE
    ) -> "dg.EvaluateAutomationConditionsResult":
        """Update some assets, then evaluate."""
        for name in updated:
            self.report(name)
        result = dg.evaluate_automation_conditions(
            self.assets,
            self.instance,
            dg.AssetSelection.all(),
            at,
            self.cursor,
        )
        self.cursor = result.cursor
        return result

    def count(self, *updates: list[str]) -> list[int]:
        """Count what is requested after each of some updates."""
        return [self.tick(*each).total_requested for each in updates]


@pytest.fixture
def ticks() -> Iterator[Callable[[Assets], Ticks]]:
    """Make ticks of some definitions, each on an instance of its own."""
    with ExitStack() as stack:

        def make(assets: Assets) -> Ticks:
            instance = stack.enter_context(dg.DagsterInstance.ephemeral())
            return Ticks(assets, instance)

        yield make


Make = Callable[[Assets], Ticks]


def condition_of(asset: dg.AssetsDefinition) -> dg.AutomationCondition:
    """Give the condition of an asset."""
    [spec] = asset.specs
    assert spec.automation_condition
    return spec.automation_condition


def runs_of(daemon: Daemon) -> list[list[str]]:
    """List the assets of each run, the oldest first."""
    return [
        sorted(key.to_user_string() for key in each.asset_selection or [])
        for each in daemon.runs()
    ]


def update(daemon: Daemon, *names: str) -> None:
    """Say to the instance of a daemon that some assets were updated."""
    for name in names:
        event = dg.AssetMaterialization(name)
        daemon.instance.report_runless_asset_event(event)
