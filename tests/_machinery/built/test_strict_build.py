"""A fault stops the build of the site, and is named."""

import subprocess
import sys
from pathlib import Path

import pytest

PAGE = "docs/resources/life_cycle.md"


def build(copy: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
    )


def append(path: Path, text: str) -> None:
    with path.open("a") as file:
        file.write(text)


def test_a_broken_link_and_a_broken_anchor(copy: Path) -> None:
    append(copy / PAGE, "\n[gone](gone.md)\n\n[there](define.md#gone)\n")
    built = build(copy, "mkdocs", "build", "--strict")
    said = built.stdout + built.stderr
    assert built.returncode == 1
    assert "'resources/life_cycle.md' contains a link 'gone.md'" in said
    assert "does not contain an anchor '#gone'" in said


@pytest.mark.parametrize(
    "command",
    [["mkdocs", "build", "--strict"], ["docs._ext.publish.files", "site"]],
)
def test_a_page_too_long_for_the_skill(copy: Path, command: list[str]) -> None:
    append(copy / PAGE, "word " * 6_000)
    built = build(copy, *command)
    assert built.returncode == 1
    assert f"{PAGE}:1: about " in built.stderr
    assert "Traceback" not in built.stderr
