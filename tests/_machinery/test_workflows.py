"""The workflows run what CI runs, from actions that nobody can exchange."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from docs._ext.core.site import ROOT

OWN = "$/.github/actions/setup"
WORKFLOWS = sorted((ROOT / ".github").rglob("*.yml"))


def read(name: str) -> dict[str, Any]:
    text = (ROOT / f".github/workflows/{name}.yml").read_text()
    workflow: dict[str, Any] = yaml.safe_load(text)
    return workflow


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_each_action_is_pinned_by_its_hash(path: Path) -> None:
    used = re.findall(r"uses: (\S+)", path.read_text())
    assert used
    for action in used:
        assert action == OWN or re.search(r"@[0-9a-f]{40}$", action), action


def test_ci_is_the_script_that_decides_what_lands() -> None:
    (job,) = read("ci")["jobs"].values()
    assert job["steps"] == [{"uses": OWN}, {"run": ".ci/run"}]


def test_ci_or_the_night_runs_each_test_of_the_machinery() -> None:
    files = [ROOT / ".ci/run", ROOT / ".github/workflows/nightly.yml"]
    commands = "".join(file.read_text() for file in files)
    assert "$(cat wings.txt)" in commands
    listed = (ROOT / "tests/_machinery/wings.txt").read_text().split()
    for path in (ROOT / "tests/_machinery").glob("*/test_*.py"):
        wing = path.parent.name
        # `uv run pytest` runs those that begin with a c.
        is_run = wing[0] == "c" or wing in listed
        names = [
            f"_machinery/{name} " for name in (wing, f"{wing}/{path.name}")
        ]
        assert is_run or any(name in commands for name in names), path


def test_what_is_published_was_built_strictly_and_with_few_rights() -> None:
    workflow = read("pages")
    assert workflow["permissions"] == {"contents": "read"}
    _, build, upload = workflow["jobs"]["build"]["steps"]
    assert build["run"] == "uv run mkdocs build --strict"
    assert upload["uses"].startswith("actions/upload-pages-artifact@")
    assert upload["with"]["path"] == "site"
    assert workflow["jobs"]["publish"]["needs"] == "build"
