"""A fault stops the build of the site, and is named."""

from pathlib import Path

import pytest

from tests._machinery.tools import run_python

PAGE = "docs/resources/life_cycle.md"
MKDOCS = ("mkdocs", "build", "--strict")


def build_with(copy: Path, text: str, *command: str) -> str:
    """What a build says that fails because of a text on a page."""
    with (copy / PAGE).open("a") as page:
        page.write(text)
    built = run_python("-m", *command, cwd=copy)
    assert built.returncode == 1
    return built.stdout + built.stderr


def test_a_broken_link_and_a_broken_anchor(copy: Path) -> None:
    text = "\n[gone](gone.md)\n\n[there](define.md#gone)\n"
    output = build_with(copy, text, *MKDOCS)
    assert "'resources/life_cycle.md' contains a link 'gone.md'" in output
    assert "does not contain an anchor '#gone'" in output


@pytest.mark.parametrize(
    "command", [MKDOCS, ("docs._ext.publish.files", "site")]
)
def test_a_page_too_long_for_the_skill(copy: Path, command: list[str]) -> None:
    output = build_with(copy, "word " * 6_000, *command)
    assert f"{PAGE}:1: about " in output
    assert "Traceback" not in output
