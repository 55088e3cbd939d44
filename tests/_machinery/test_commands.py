"""The commands on the pages for maintainers exist, and none is left out."""

import re
import shlex
import tomllib
from importlib import import_module
from inspect import signature
from pathlib import Path

import pytest

from docs._ext.core.site import ROOT
from tests._harness.__main__ import COMMANDS, main

PLACES = [
    *(ROOT / "docs" / f"{name}.md" for name in ["contributing", "maintaining"]),
    *(ROOT / "docs/proof.md", ROOT / "README.md", ROOT / ".ci/run"),
    *sorted((ROOT / ".github/workflows").glob("*.yml")),
]
GROUPS = tomllib.loads((ROOT / "pyproject.toml").read_text())[
    "dependency-groups"
]
TOOL = re.compile(r"python -m tests\._harness (\w+)")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_takes_its_arguments_and_names_its_group(name: str) -> None:
    command = COMMANDS[name]
    assert command.group in ["", *GROUPS]
    assert (ROOT / f"{command.module.replace('.', '/')}.py").exists()
    if not command.group:
        parameters = signature(import_module(command.module).main).parameters
        assert list(parameters) == ["args"]


def test_without_a_command_all_are_listed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([]) == 0
    listed = capsys.readouterr().out
    assert all(f"\n{name} " in listed for name in COMMANDS)


def test_an_unknown_command_lists_those_that_exist(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["published"]) == 2
    assert "\nmeasure " in capsys.readouterr().out


def test_maintaining_lists_each_command_with_its_group() -> None:
    text = (ROOT / "docs/maintaining.md").read_text()
    typed = {
        name: f"uv run{f' --group {it.group}' if it.group else ''} "
        f"python -m tests._harness {name}"
        for name, it in COMMANDS.items()
    }
    assert [n for n, line in typed.items() if f"`{line}" not in text] == []


@pytest.mark.parametrize("path", PLACES, ids=lambda path: path.name)
def test_a_command_on_a_page_exists(path: Path) -> None:
    text = path.read_text()
    assert set(TOOL.findall(text)) <= set(COMMANDS)
    assert set(re.findall(r"--group (\w+)", text)) <= set(GROUPS)
    for line in re.findall(r"uv run [^`\n]*?pytest ([^`\n#&]+)", text):
        named = [it for it in shlex.split(line) if "/" in it]
        assert [it for it in named if not (ROOT / it).exists()] == [], line
