"""Every claim of docs/tools/skill.md, proved."""

import ast
import re
import subprocess
import sys
from pathlib import Path
from posixpath import dirname, normpath

import pytest
import yaml

from docs._ext.core.includes import (
    find_fences,
    without_fences,
    without_section_marks,
)
from docs._ext.core.site import Site
from docs._ext.extension import text_marks
from docs._ext.publish.skill import (
    MOST_LINES,
    MOST_TOKENS,
    MOST_TOKENS_OF_A_REFERENCE,
    count_tokens,
    find_companions,
    find_programs,
    make_skill,
)
from tests.conftest import ROOT

_LINK = re.compile(r"\[(?P<text>[^\]]*)\]\((?P<target>[^)\s]+)\)")
_MAP = re.compile(
    r"^- `(?P<name>\w+\.md)`: |^## .*`(?P<folder>references/.*)`$"
)


@pytest.fixture(scope="module")
def skill() -> dict[str, str]:
    return make_skill(Site(ROOT))


@pytest.fixture(scope="module")
def references(skill: dict[str, str]) -> dict[str, str]:
    return {n: text for n, text in skill.items() if n.startswith("references/")}


def test_the_main_file_is_in_the_open_format(skill: dict[str, str]) -> None:
    _, front, text = skill["SKILL.md"].split("---\n", 2)
    matter = yaml.safe_load(front)
    assert set(matter) == {"name", "description"}
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", matter["name"])
    assert len(matter["name"]) <= 64
    assert len(matter["description"]) <= 1024
    assert text.lstrip().startswith("# ")


def test_each_file_is_small_enough_to_be_loaded(
    skill: dict[str, str], references: dict[str, str]
) -> None:
    assert skill["SKILL.md"].count("\n") <= MOST_LINES == 500
    assert count_tokens(skill["SKILL.md"]) <= MOST_TOKENS == 4_000
    largest = max(count_tokens(text) for text in references.values())
    assert largest <= MOST_TOKENS_OF_A_REFERENCE == 6_000


def test_each_page_with_programs_is_a_reference_and_on_the_map(
    skill: dict[str, str], references: dict[str, str]
) -> None:
    folders = {
        folder.relative_to(ROOT / "snippets").as_posix()
        for folder in (ROOT / "snippets").glob("*/*")
        if folder.is_dir() and folder.name != "__pycache__"
    }
    assert set(references) == {
        f"references/{name}.md" for name in folders - {"start/rules"}
    }
    mapped = []
    folder = ""
    for line in skill["SKILL.md"].splitlines():
        if entry := _MAP.match(line):
            folder = entry["folder"] or folder
            if entry["name"]:
                mapped.append(f"{folder}{entry['name']}")
    assert sorted(mapped) == sorted(references)


def test_every_python_block_is_a_proven_program_to_the_letter(
    skill: dict[str, str],
) -> None:
    proven = {
        (path.name, without_section_marks(path.read_text()).strip("\n") + "\n")
        for path in (ROOT / "snippets").rglob("*.py")
    }
    blocks = [block for text in skill.values() for block in find_programs(text)]
    assert len(blocks) > 400
    assert [name for name, text in blocks if (name, text) not in proven] == []


def test_every_program_of_a_page_is_in_its_reference(
    references: dict[str, str],
) -> None:
    for include, places in Site(ROOT).includes.items():
        for page, _ in places:
            name = page.replace("docs/", "references/", 1)
            if name in references and include.path.endswith((".py", ".txt")):
                text = without_section_marks((ROOT / include.path).read_text())
                assert text.strip("\n") in references[name], include.path


def test_an_error_stands_below_the_program_that_raises_it(
    references: dict[str, str],
) -> None:
    errors = 0
    for name, text in references.items():
        blocks = list(find_fences(text))
        folder = ROOT / name.replace("references/", "snippets/", 1)[:-3]
        for file in folder.glob("mistake_*.txt"):
            error = file.read_text().strip("\n")
            program = without_section_marks(file.with_suffix(".py").read_text())
            shown = ["\n".join(block.body) for block in blocks]
            assert error in shown[shown.index(program.strip("\n")) :], file
            errors += 1
    assert errors > 100


def test_a_program_needs_nothing_but_packages_and_files_that_are_shown(
    references: dict[str, str],
) -> None:
    ours = {"docs", "snippets", "tests"}
    for name, text in references.items():
        for program, code in find_programs(text):
            for node in ast.walk(ast.parse(code)):
                if isinstance(node, ast.ImportFrom):
                    # One mistake is that it imports what stands beside it.
                    is_mistake = program == "mistake_relative_import.py"
                    assert node.level == is_mistake, program
                    assert (node.module or "").split(".")[0] not in ours
            for companion in find_companions(code):
                assert f"`{companion}`" in text, f"{name}: {program}"


def words(text: str) -> str:
    """A line without links and ornament, to be found again on its page."""
    text = _LINK.sub(r"\g<text>", text.strip().removeprefix("> "))
    text = re.sub(r" \{ #[\w-]+ \}$", "", text)
    return re.sub(r"^#+ |\W+", " ", text).strip()


def test_the_skill_says_nothing_that_no_page_says(
    skill: dict[str, str],
) -> None:
    repository = Site(ROOT)
    marks = text_marks(repository)
    said = {
        words(line)
        for page in repository.pages.values()
        for line in marks.expand_page(page).splitlines()
    }
    said |= {
        words(page.description)
        for pages in Site(ROOT).topics.values()
        for page in pages
    }
    added = re.compile(
        r"See `\w+\.py` above\."  # for a part of a program shown before
        r"|(Mistake, |Legacy, )?(Part “\w+” of )?`[\w.-]+`"
        r"(, (fails|goes wrong|runs|other \w+) on [\w ,.]*)?:"
        r"|What you see:|In a terminal:"
        r"|(Asset graph|Feature graph|Keys read|Runs|Ticks of \w+|Windows): .*"
        r"|\*\*(New|Old)\*\*"
        r"|## .*: `references/\w+/`|name: dagster-by-example|---"
    )
    for name, text in skill.items():
        if not name.endswith(".md"):
            continue
        for line in without_fences(text).splitlines():
            line = re.sub(r"^(- `\w+\.md`|description): ", "", line)
            assert (
                not line.strip()
                or words(line) in said
                or added.fullmatch(line.strip())
            ), f"{name}: {line}"


def test_every_link_in_the_skill_leads_to_a_file_of_it(
    skill: dict[str, str],
) -> None:
    for name, text in skill.items():
        for link in _LINK.finditer(re.sub(r"```.*?```", "", text, flags=re.S)):
            if name.endswith(".md") and not re.match(r"\w+:|#", link["target"]):
                target = normpath(f"{dirname(name) or '.'}/{link['target']}")
                assert target in skill, f"{name}: {link[0]}"


def test_the_preset_is_in_the_skill(skill: dict[str, str]) -> None:
    file = ROOT / "docs/tools/dagster-by-example.toml"
    assert skill["dagster-by-example.toml"] == file.read_text()


def test_dagster_says_what_a_name_is() -> None:
    said = subprocess.run(
        [sys.executable, "-c", "import dagster as dg; help(dg.asset)"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert said.startswith("Help on function asset in module dagster.")


def test_the_skill_does_not_depend_on_where_it_is_made(
    skill: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert make_skill(Site(ROOT)) == skill
