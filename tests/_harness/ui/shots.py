"""Reads `shop.ui.toml`: the pictures of `shop.py` in Dagster's UI."""

import re
import tomllib
from collections.abc import Iterator
from typing import Annotated

import pydantic
from pydantic import Field, NaiveDatetime

from docs._ext.core.site import Problem, Site

ENDING = ".ui.toml"
MOST_BYTES = 120_000
MENU = 240  # the width of Dagster's menu, which pictures leave out

_Text = Annotated[str, Field(min_length=1)]


class _Table(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="forbid", frozen=True)


class EarlierRun(_Table):
    """A run before the UI starts."""

    at: NaiveDatetime  # in UTC, as all times
    partition: str | None = None
    program: bool = False  # as its reader runs it, not only its assets


class Step(_Table):
    """What happens in the UI before a picture is taken, in this order."""

    at: NaiveDatetime
    start_daemon: bool = False  # it acts at once, and when the clock moves
    query: str = ""  # GraphQL; `LOCATION` stands for the fields that name it
    until: str = ""  # a part of the answer; the query is repeated until then


class Shot(_Table):
    """A picture; the sizes are in CSS pixels."""

    name: Annotated[str, Field(pattern=r"^\w+$")]  # of its files
    # `{location}` is the program; `{runId}` is that field of an answer.
    path: Annotated[str, Field(pattern="^/")]
    click: str = ""  # the text to click first, if the page has no address
    wait_for: Annotated[list[_Text], Field(min_length=1)]
    at: NaiveDatetime
    before: list[Step] = []
    part: str = ""  # a CSS selector; instead of `top` and `width`
    top: int = 0
    width: int = 760  # where the window ends too
    height: int = 400
    window: int = 640  # its height


class Stage(_Table):
    """A program in Dagster's UI, on an instance of its own."""

    shots: Annotated[list[Shot], Field(min_length=1)]
    runs: list[EarlierRun] = []
    files: dict[str, str] = {}  # in the folder where Dagster runs
    variables: dict[str, str] = {}  # of the environment


def read_stage(text: str) -> Stage:
    """Read a `.ui.toml`, or raise a ValueError."""
    return Stage.model_validate(tomllib.loads(text))


def read_stages(site: Site) -> tuple[dict[str, Stage], list[Problem]]:
    """Read the stage of each program by the program's path, and the faults."""
    stages: dict[str, Stage] = {}
    problems: list[Problem] = []
    owners: dict[str, str] = {}
    for path, text in site.snippets.items():
        if not path.endswith(ENDING):
            continue
        program = f"{path.removesuffix(ENDING)}.py"
        if program not in site.snippets:
            message = f"no program {program}; name this file for the one shown"
            problems.append(Problem(path, 1, message))
        try:
            stages[program] = read_stage(text)
        except ValueError as error:
            problems += [Problem(path, *fault) for fault in _explain(error)]
            continue
        for shot in stages[program].shots:
            if owner := owners.get(shot.name):
                message = f"{owner} has a picture {shot.name!r} too; rename it"
                problems.append(Problem(path, 1, message))
            owners[shot.name] = path
    return stages, problems


def _explain(error: ValueError) -> Iterator[tuple[int, str]]:
    """Say on which line a fault is, if that is known, and what to do."""
    if isinstance(error, pydantic.ValidationError):
        for fault in error.errors():
            place = ".".join(map(str, fault["loc"]))
            remedy = "see the keys in tests/_harness/ui/shots.py"
            yield 1, f"{place}: {fault['msg']}; {remedy}"
        return
    line = re.search(r"line (\d+)", str(error))
    yield int(line[1]) if line else 1, f"{error}; write TOML"
