"""An instance with its servers, which all tests of the ways share."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests._harness.ways.ways import Ways


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def ways(home: Path) -> Iterator[Ways]:
    with pytest.MonkeyPatch.context() as patch:
        # What the programs read; the servers get it when they start.
        patch.setenv("SHOP_USER", "ada")
        patch.setenv("SHOP_DATABASE", str(home / "shop.duckdb"))
        with closing(Ways(home)) as ways:
            yield ways
