"""Reads which pictures of Dagster's UI there are: `shop.ui.toml` by `shop.py`."""

import re
import tomllib
from collections.abc import Iterator
from typing import Annotated

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    NaiveDatetime,
    ValidationError,
)

from docs._ext.core.site import Problem, Site

ENDING = ".ui.toml"
MOST_BYTES = 120_000
MENU = 240  # the width of Dagster's menu, which pictures leave out

_Text = Annotated[str, Field(min_length=1)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Run(_Table):
    """A run of the program's assets, before the UI starts.

    Args:
        at: When, in UTC.
        partition: The partition key.
        program: Run the program in place of its assets, as its reader does.
    """

    at: NaiveDatetime
    partition: str | None = None
    program: bool = False


class Step(_Table):
    """What happens in the UI before a picture is taken.

    Args:
        at: When, in UTC.
        start_daemon: Start Dagster's daemon first. It looks once what there
            is to do, and again when a later step moves the clock.
        query: What the UI asks its webserver, in GraphQL. In it, `LOCATION`
            stands for the two fields that name the program.
        until: A part of the answer; the query is repeated until it is there.
    """

    at: NaiveDatetime
    start_daemon: bool = False
    query: str = ""
    until: str = ""


class Shot(_Table):
    """A picture.

    Args:
        name: The name of its files.
        path: The page's path on the webserver. `{location}` stands for the
            program; a field of an answer, such as `{backfillId}`, for its
            value.
        wait_for: Texts that the page shows once it is ready.
        at: The time on the clock of the browser, in UTC.
        before: What happens first, after the picture before.
        top: Where the picture starts, in CSS pixels.
        width: Its width. The window ends on the right where it does.
        height: Its height.
        window: The height of the window.
    """

    name: Annotated[str, Field(pattern=r"^\w+$")]
    path: Annotated[str, Field(pattern="^/")]
    wait_for: Annotated[tuple[_Text, ...], Field(min_length=1)]
    at: NaiveDatetime
    before: tuple[Step, ...] = ()
    top: int = 0
    width: int = 760
    height: int = 400
    window: int = 640


class Stage(_Table):
    """A program in Dagster's UI, on an instance of its own.

    Args:
        shots: The pictures, in the order in which they are taken.
        runs: What runs before.
        files: The text of each file in the folder where Dagster runs.
        variables: Environment variables.
    """

    shots: Annotated[tuple[Shot, ...], Field(min_length=1)]
    runs: tuple[Run, ...] = ()
    files: dict[str, str] = {}
    variables: dict[str, str] = {}


def read_stage(text: str) -> Stage:
    """Read a `.ui.toml`.

    Raises:
        ValueError: It is no TOML, or has faults.
    """
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
    if isinstance(error, ValidationError):
        for fault in error.errors():
            place = ".".join(map(str, fault["loc"]))
            remedy = "see the keys in tests/_harness/ui/shots.py"
            yield 1, f"{place}: {fault['msg']}; {remedy}"
        return
    line = re.search(r"line (\d+)", str(error))
    yield int(line[1]) if line else 1, f"{error}; write TOML"
