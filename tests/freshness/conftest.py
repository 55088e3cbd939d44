"""What the tests of freshness share: the notes of Dagster's daemon."""

from datetime import UTC, datetime, timedelta
from typing import Any

import dagster as dg

from tests._harness.daemon import Daemon

NINE = datetime(2026, 5, 4, 9, tzinfo=UTC)  # a Monday
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def noted(instance: dg.DagsterInstance, name: str) -> str | None:
    """Read what the daemon has noted last of an asset."""
    key = dg.AssetKey(name)
    records: Any = instance.get_freshness_state_records([key])
    return records[key].freshness_state.value if key in records else None


def look(daemon: Daemon, name: str, at: datetime) -> str | None:
    """Let the daemon look at a time, and read what it has noted."""
    daemon.turn_freshness(at)
    return noted(daemon.instance, name)


def policy_of(asset: dg.AssetsDefinition | dg.AssetSpec) -> Any:
    """Give the policy of an asset, whose windows are to be read."""
    [spec] = asset.specs if isinstance(asset, dg.AssetsDefinition) else [asset]
    return spec.freshness_policy
