"""A small repository, to make faults in."""

import shutil
from pathlib import Path

import pytest

from docs._ext.core.site import ROOT

FILES = [
    "README.md",
    "docs/resources/life_cycle.md",
    "docs/_ext/publish/moved.yml",
    "snippets/resources/life_cycle",
    "tests/resources/test_life_cycle.py",
    "tests/_harness/check/commands.txt",
    "tests/_harness/check/dictionary.txt",
    "tests/_harness/check/rules_off.txt",
    "tests/_harness/check/verbs.txt",
]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A repository of one page, with its programs and its proof."""
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    addresses = tmp_path / "tests/_harness/check/addresses.txt"
    addresses.write_text("/resources/life_cycle/\n")
    settings = (ROOT / "mkdocs.yml").read_text().partition("\nnav:")[0]
    nav = "nav:\n  - Life cycle: resources/life_cycle.md\n"
    (tmp_path / "mkdocs.yml").write_text(f"{settings}\n{nav}")
    return tmp_path
