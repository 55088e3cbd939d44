"""A pytest plugin that installs what only programs import: the group `data`.

Half of what the site needs in all is for a few programs on Delta tables, S3 and
pandas. Whoever only reads or writes pages does not wait for it.
"""

import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement

GROUP = "data"


def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Bring the project's own environment up to date, before any import."""
    root = early_config.rootpath
    if Path(sys.prefix) == root / ".venv" and find_outdated(root):
        command = ["uv", "sync", "--quiet", "--inexact", f"--group={GROUP}"]
        subprocess.run(command, cwd=root, check=True)


def find_outdated(root: Path) -> list[str]:
    """Name the packages of the group that are not as `uv.lock` has them."""
    settings = tomllib.loads((root / "pyproject.toml").read_text())
    wanted = {
        Requirement(requirement).name
        for requirement in settings["dependency-groups"][GROUP]
    }
    lock = tomllib.loads((root / "uv.lock").read_text())
    locked = {it["name"]: it.get("version") for it in lock["package"]}
    return sorted(n for n in wanted if _installed(n) != locked.get(n))


def _installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
