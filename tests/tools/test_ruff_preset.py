"""Every claim of docs/tools/ruff_preset.md, proved."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import dagster as dg
import pydantic
import pytest
from dagster._annotations import (
    get_deprecated_info,
    is_deprecated,
    is_superseded,
)

from docs._ext.core.site import Site
from snippets.tools.ruff_preset import legacy_shop, shop
from tests.conftest import ROOT, Run

PAGE = "tools/ruff_preset"
PRESET = ROOT / "docs/tools/dagster-by-example.toml"
BANNED = {
    name: rule["msg"]
    for name, rule in tomllib.loads(PRESET.read_text())["lint"][
        "flake8-tidy-imports"
    ]["banned-api"].items()
}
# Dagster names what to use, or nothing, and no page shows it yet.
WITHOUT_A_PAGE = {
    "dagster.StepLauncher",
    "dagster.build_component_defs",
    "dagster.get_all_components_defs_within_project",
    "dagster.get_component_defs_within_project",
    "dagster.load_defs",
}
_SEE = re.compile(r" See (?P<page>\w+/\w+)$")
_NAME = re.compile(r"dg\.(\w+)")


def ask(folder: Path, code: str, config: str, file: str = "ruff.toml") -> str:
    """Lint a program in a project that has the preset beside its settings."""
    shutil.copy(PRESET, folder)
    (folder / file).write_text(config)
    (folder / "project.py").write_text(code)
    return subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--output-format=concise", "."],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    ).stdout


EXTEND = 'extend = "dagster-by-example.toml"\n'


def said(name: str) -> str:
    return (ROOT / f"snippets/{PAGE}/{name}.console").read_text()


def test_both_shops_do_the_same(run: Run) -> None:
    assert run(f"{PAGE}/legacy_shop") == ["4 EUR", "True"]
    assert run(f"{PAGE}/shop") == ["4 EUR", "True"]


def test_both_shops_want_a_currency() -> None:
    with pytest.raises(pydantic.ValidationError, match="currency"):
        shop.Prices.model_validate({})
    with pytest.raises(dg.DagsterInvalidConfigError, match="currency"):
        dg.materialize(
            [legacy_shop.price_of_tea],
            resources={"prices": legacy_shop.prices.configured({})},
        )


def test_ruff_finds_what_is_legacy_and_nothing_in_the_new_shop() -> None:
    lines = said("ruff").splitlines()[1:]
    found = [line.split()[1] for line in lines if line.startswith("legacy")]
    assert sorted(found) == ["ICN003", "TID251", "TID251"]
    assert not any(line.startswith("shop.py") for line in lines)
    assert "Subclass dg.ConfigurableResource. See resources/migrating" in said(
        "ruff"
    )


@pytest.mark.parametrize(
    ("file", "config"),
    [
        ("ruff.toml", EXTEND),
        ("pyproject.toml", f"[tool.ruff]\n{EXTEND}"),
    ],
)
@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("import dagster\n\nprint(dagster)\n", "ICN001"),
        ("from dagster import asset\n\nprint(asset)\n", "ICN003"),
        ("import dagster as dg\n\nprint(dg.solid)\n", "TID251"),
        ("import dagster as dg\n\nprint(dg._core.events)\n", "TID251"),
        ("from dagster.core.types import x\n\nprint(x)\n", "TID251"),
    ],
)
def test_each_rule_finds_what_the_table_says(
    tmp_path: Path, file: str, config: str, code: str, rule: str
) -> None:
    assert f": {rule} " in ask(tmp_path, code, config, file)


@pytest.mark.parametrize("name", BANNED)
def test_every_name_on_the_list_is_found_with_its_message(
    tmp_path: Path, name: str
) -> None:
    module, _, member = name.rpartition(".")
    code = f"from {module} import {member}\n\nprint({member})\n"
    assert f"TID251 `{name}` is banned: {BANNED[name]}\n" in ask(
        tmp_path, code, EXTEND
    )


def test_new_code_passes(tmp_path: Path) -> None:
    code = (ROOT / f"snippets/{PAGE}/shop.py").read_text()
    assert ask(tmp_path, code, EXTEND) == "All checks passed!\n"


def test_every_name_that_dagster_marks_is_on_the_list() -> None:
    marked = {
        f"dagster.{name}"
        for name in dir(dg)
        if is_deprecated(getattr(dg, name)) or is_superseded(getattr(dg, name))
    }
    assert len(marked) > 10
    assert marked <= set(BANNED)


@pytest.mark.parametrize("name", BANNED)
def test_gone_means_that_the_name_is_not_there(name: str) -> None:
    module = name.removeprefix("dagster.")
    if name == "__future__.annotations":
        return
    assert hasattr(dg, module) != BANNED[name].startswith("Gone. ")


def test_a_replacement_is_a_name_that_dagster_has() -> None:
    names = {name for text in BANNED.values() for name in _NAME.findall(text)}
    assert len(names) > 10
    assert [name for name in names if not hasattr(dg, name)] == []


@pytest.mark.parametrize("name", sorted(set(BANNED) - WITHOUT_A_PAGE))
def test_the_page_that_a_message_names_shows_the_replacement(
    name: str,
) -> None:
    see = _SEE.search(BANNED[name])
    assert see, f"{name}: end its message with the page that shows it"
    repository = Site(ROOT)
    page = f"docs/{see['page']}.md"
    shown = repository.pages[page] + "".join(
        (ROOT / include.path).read_text()
        for include, places in repository.includes.items()
        if any(where == page for where, _ in places)
    )
    for replacement in _NAME.findall(BANNED[name]):
        if replacement not in {"In", "Out"}:
            assert f"dg.{replacement}" in shown, f"{page} without {replacement}"


@pytest.mark.parametrize("name", sorted(WITHOUT_A_PAGE))
def test_without_a_page_the_replacement_is_the_one_that_dagster_names(
    name: str,
) -> None:
    marked = getattr(dg, name.removeprefix("dagster."))
    advice = (
        is_deprecated(marked)
        and get_deprecated_info(marked).additional_warn_text
    )
    if advice:
        (replacement,) = _NAME.findall(BANNED[name])
        assert replacement in advice
    else:
        assert "names no replacement" in BANNED[name] or "Pipes" in BANNED[name]


def test_one_file_may_be_exempt(tmp_path: Path) -> None:
    code = "from __future__ import annotations\n"
    assert "TID251" in ask(tmp_path, code, EXTEND)
    config = f'{EXTEND}[lint.per-file-ignores]\n"project.py" = ["TID251"]\n'
    assert ask(tmp_path, code, config) == "All checks passed!\n"


def test_a_select_of_your_own_replaces_that_of_the_preset() -> None:
    assert "All checks passed!" in said("mistake_select")
    assert "ICN003" in said("extend_select")
    assert "TID251" in said("extend_select")


def test_a_ban_of_your_own_replaces_those_of_the_preset() -> None:
    assert "ICN003" in said("mistake_ban_of_your_own")
    assert "TID251" not in said("mistake_ban_of_your_own")


def test_parameters_and_methods_are_not_seen(tmp_path: Path) -> None:
    code = (
        "import dagster as dg\n\n\n"
        '@dg.asset(non_argument_deps={"orders"})\n'
        "def revenue(context: dg.AssetExecutionContext) -> None:\n"
        "    print(context.run_id)\n"
    )
    assert ask(tmp_path, code, EXTEND) == "All checks passed!\n"
