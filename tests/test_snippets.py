"""Every file under `snippets/` runs, and gives what is written beside it."""

import importlib
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

import dagster as dg
import pytest
from pytest_examples import EvalExample

from docs._ext.core.includes import find_sections, without_section_marks
from docs._ext.open_in_ui import opens_in_the_ui
from docs._ext.publish.skill import find_companions, find_programs, make_skill
from tests._harness.draw.kinds import draw_picture
from tests._harness.run.outputs import compare_file
from tests._harness.run.program import run_program, warm_up
from tests._harness.run.transcript import run_transcript
from tests.conftest import ROOT

SNIPPETS = ROOT / "snippets"
PROGRAMS = sorted(SNIPPETS.rglob("*.py"))
IN_THE_UI = [path for path in PROGRAMS if opens_in_the_ui(path)]
PICTURES = sorted(SNIPPETS.rglob("*.svg"))
TRANSCRIPTS = sorted(SNIPPETS.rglob("*.console"))


@pytest.fixture
def update_examples(request: pytest.FixtureRequest) -> bool:
    """Whether files are written instead of compared."""
    return bool(request.config.getoption("update_examples"))


@pytest.fixture(scope="session", autouse=True)
def warm() -> None:
    """No program waits for what Dagster imports late."""
    warm_up()


@pytest.fixture(autouse=True)
def own_features(request: pytest.FixtureRequest) -> Iterator[None]:
    """Give a snippet of Metaxy features and a configuration of its own.

    Metaxy keeps both for the whole process, and takes seconds to import.
    """
    if "metaxy" not in request.node.callspec.params["path"].parts:
        yield
        return
    import metaxy as mx

    with mx.FeatureGraph().use():
        yield
    mx.MetaxyConfig.reset()
    for module in [m for m in sys.modules if m.startswith("snippets.metaxy")]:
        del sys.modules[module]


def name(path: Path) -> str:
    return str(path.relative_to(SNIPPETS))


@pytest.mark.timeout(60)
@pytest.mark.parametrize("path", PROGRAMS, ids=name)
def test_program_gives_what_is_written(
    path: Path, eval_example: EvalExample
) -> None:
    run_program(path, eval_example)


@pytest.fixture(scope="module")
def skill() -> set[tuple[str, str]]:
    """Each program in the skill, by its name and as it stands there."""
    texts = make_skill(ROOT).values()
    return {program for text in texts for program in find_programs(text)}


# The others are in the skill to the letter, so they have been run.
OTHERWISE_IN_THE_SKILL = [
    path
    for path in PROGRAMS
    if find_sections(path.read_text()) or "__file__" in path.read_text()
]


@pytest.mark.timeout(60)
@pytest.mark.parametrize("path", OTHERWISE_IN_THE_SKILL, ids=name)
def test_program_of_the_skill_gives_what_is_written(
    path: Path,
    skill: set[tuple[str, str]],
    tmp_path_factory: pytest.TempPathFactory,
    eval_example: EvalExample,
    update_examples: bool,
) -> None:
    if update_examples:
        return  # the skill is made of what is being written
    text = without_section_marks(path.read_text()).strip("\n") + "\n"
    assert (path.name, text) in skill
    program = tmp_path_factory.mktemp("skill") / path.name
    program.write_text(text)
    for beside in find_companions(text):
        shutil.copy(path.with_name(beside), program.parent)
    if path.with_suffix(".txt").exists():
        shutil.copy(path.with_suffix(".txt"), program.parent)
    run_program(program, eval_example)


def load_module(path: Path) -> ModuleType:
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    return importlib.import_module(module)


def load_definitions(path: Path) -> dg.Definitions:
    defs = load_module(path).defs
    assert isinstance(defs, dg.Definitions)
    return defs


def names_of(assets: Iterable[object]) -> set[str]:
    keys = [
        a.keys if isinstance(a, dg.AssetsDefinition) else [a.key]
        for a in assets
        if isinstance(a, dg.AssetsDefinition | dg.AssetSpec)
    ]
    return {key.path[-1] for group in keys for key in group}


@pytest.mark.parametrize("path", IN_THE_UI, ids=name)
def test_definitions_load_with_every_asset(path: Path) -> None:
    defs = load_definitions(path)
    dg.Definitions.validate_loadable(defs)
    assert names_of(vars(load_module(path)).values()) <= names_of(
        defs.assets or []
    )


@pytest.mark.timeout(60)
@pytest.mark.parametrize("path", PICTURES, ids=name)
def test_picture_is_drawn_from_the_program(
    path: Path, tmp_path: Path, update_examples: bool
) -> None:
    drawn = draw_picture(path, tmp_path)
    compare_file(path, drawn, update=update_examples)


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=name)
def test_commands_say_what_is_written(
    path: Path, tmp_path: Path, update_examples: bool
) -> None:
    said = run_transcript(path, ROOT, tmp_path)
    compare_file(path, said, update=update_examples)
