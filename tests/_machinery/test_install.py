"""What only programs import is installed when they run, and kept up to date."""

from importlib.metadata import version
from pathlib import Path

import pytest

from tests._harness.install import find_outdated

LOCK = '[[package]]\nname = "{name}"\nversion = "{version}"\n'


@pytest.mark.parametrize(
    ("name", "locked", "outdated"),
    [
        ("pytest", version("pytest"), []),
        ("pytest", "0.1", ["pytest"]),
        ("no-such-package", "0.1", ["no-such-package"]),
    ],
)
def test_a_package_is_outdated_unless_its_version_is_locked(
    tmp_path: Path, name: str, locked: str, outdated: list[str]
) -> None:
    groups = f'[dependency-groups]\ndata = ["{name}[x]>=0"]\n'
    (tmp_path / "pyproject.toml").write_text(groups)
    lock = LOCK.format(name=name, version=locked)
    (tmp_path / "uv.lock").write_text(lock)
    assert find_outdated(tmp_path) == outdated
