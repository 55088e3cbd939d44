"""The workflows follow GitHub's schema and give away no rights."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
SCHEMA = ["check-jsonschema", "--builtin-schema", "vendor.github-workflows"]
AUDIT = ["zizmor", "--offline", "--no-progress"]


def run(command: list[str], path: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name(command[0])
    return subprocess.run(
        [program, *command[1:], path],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
@pytest.mark.parametrize("command", [SCHEMA, AUDIT], ids=lambda c: c[0])
def test_a_workflow_has_no_fault(command: list[str], path: Path) -> None:
    done = run(command, path)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("command", "before", "after", "message"),
    [
        (SCHEMA, "runs-on:", "runs_on:", "runs_on"),
        (AUDIT, "@11bd71901bbe5b1630ceea73d27597364c9af683", "@v4", "unpinned"),
        (AUDIT, "persist-credentials: false", "fetch-depth: 1", "artipacked"),
    ],
)
def test_a_fault_in_a_workflow_is_found(
    tmp_path: Path, command: list[str], before: str, after: str, message: str
) -> None:
    path = tmp_path / ".github/workflows/ci.yml"
    path.parent.mkdir(parents=True)
    text = (ROOT / ".github/workflows/ci.yml").read_text()
    path.write_text(text.replace(before, after))
    done = run(command, path)
    assert done.returncode != 0
    assert message in done.stdout + done.stderr


def test_what_is_published_has_been_checked() -> None:
    workflow = yaml.safe_load(
        (ROOT / ".github/workflows/pages.yml").read_text()
    )
    assert workflow["permissions"] == {"contents": "read"}
    *_, build, check, upload = workflow["jobs"]["build"]["steps"]
    assert build["run"] == "uv run mkdocs build --strict"
    assert check["run"] == "uv run python -m docs._build.published site"
    assert check["env"]["SITE_URL"] == build["env"]["SITE_URL"]
    assert upload["uses"].startswith("actions/upload-pages-artifact@")
    assert upload["with"]["path"] == "site"
    assert workflow["jobs"]["publish"]["needs"] == "build"
