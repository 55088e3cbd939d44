"""A pytest plugin that runs all tests at another time.

`pytest -p docs._build.clock --clock 2028-02-29T23:50` sets the clock of the
processes that run tests; what they start keeps the machine's.
"""

from datetime import UTC, datetime

import pytest
import time_machine

_set = pytest.StashKey[time_machine.travel]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option.

    Args:
        parser: Of pytest.
    """
    parser.addoption("--clock", type=datetime.fromisoformat, help="in UTC")


def pytest_configure(config: pytest.Config) -> None:
    """Set the clock, which goes on from there.

    Args:
        config: Of pytest.
    """
    if clock := config.getoption("clock"):
        config.stash[_set] = time_machine.travel(clock.replace(tzinfo=UTC))
        config.stash[_set].start()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Bring back the machine's time.

    Args:
        config: Of pytest.
    """
    if _set in config.stash:
        config.stash[_set].stop()
