"""What is crossed: partitions of each kind, a nested resource, a config."""

from collections.abc import Iterator
from dataclasses import dataclass

import dagster as dg
import pytest

REGIONS = dg.StaticPartitionsDefinition(["north", "south"])
DAYS = dg.DailyPartitionsDefinition("2026-01-01", end_date="2026-01-03")
SHOPS = dg.DynamicPartitionsDefinition(name="shops")
BOTH = dg.MultiPartitionsDefinition({"day": DAYS, "region": REGIONS})


class Login(dg.ConfigurableResource):
    user: str


class Shop(dg.ConfigurableResource):
    login: Login


class Limit(dg.Config):
    least: int = 1


@dataclass(frozen=True)
class Kind:
    """A partitions definition with its first and its last key."""

    partitions: dg.PartitionsDefinition
    first: str
    last: str

    @property
    def range(self) -> dict[str, str]:
        """The tags of a run for all keys from the first to the last."""
        return {
            "dagster/asset_partition_range_start": self.first,
            "dagster/asset_partition_range_end": self.last,
        }


KINDS = {
    "static": Kind(REGIONS, "north", "south"),
    "time": Kind(DAYS, "2026-01-01", "2026-01-02"),
    "dynamic": Kind(SHOPS, "berlin", "paris"),
    "two": Kind(BOTH, "2026-01-01|north", "2026-01-02|south"),
}


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> Kind:
    """Each kind of partitions."""
    return KINDS[request.param]


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    """An instance that knows two shops."""
    with dg.DagsterInstance.ephemeral() as instance:
        instance.add_dynamic_partitions("shops", ["berlin", "paris"])
        yield instance
