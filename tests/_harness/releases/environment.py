"""Makes an environment for one exact release, and measures programs in it."""

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

from docs._ext.core.site import ROOT
from docs._ext.releases.data import DataError, order
from tests._harness.releases.merge import Run, read_run

FOLDER = ROOT / ".tox/exact"
FIRST = "1.9.0"
_TEST = "tests/test_snippets.py::test_program_gives_what_is_written"


def published() -> list[str]:
    """List the releases of Dagster since 1.9, oldest first.

    Raises:
        DataError: The package index does not answer.
    """
    said = subprocess.run(
        [sys.executable, "-m", "pip", "index", "versions", "dagster", "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        versions = json.loads(said.stdout)["versions"]
    except (ValueError, KeyError) as error:
        raise DataError(
            f"the package index does not answer: {said.stderr.strip()[-300:]}"
        ) from error
    final = [v for v in versions if v.replace(".", "").isdigit()]
    return sorted((v for v in final if order(v) >= order(FIRST)), key=order)


def prepare(release: str, *, newest: bool = False) -> Path:
    """Make the environment of a release, as tox does, and give its Python.

    Args:
        release: The release, such as `1.12.3`.
        newest: Whether to install beside it what was published after the date
            in `exclude-newer`.

    Raises:
        DataError: There is no such release, or it cannot be resolved.
    """
    folder = FOLDER / (f"{release}-newest" if newest else release)
    python = folder / "bin/python"
    done = folder / "done"
    if done.exists():
        return python
    config = tomllib.loads((ROOT / "pyproject.toml").read_text())
    base = config["tool"]["tox"]["env_run_base"]
    date = config["tool"]["uv"]["exclude-newer"]
    dated = [] if newest else ["--exclude-newer", date]
    groups = [f"--group={name}" for name in base["dependency_groups"]]
    version = base["base_python"][0]
    _uv(release, "venv", "--clear", "--python", version, str(folder))
    install = ["pip", "install", "--no-config", "--python", str(python)]
    what = [*groups, *base["deps"], f"dagster=={release}"]
    try:
        _uv(release, *install, *dated, *what)
    except DataError:
        # No program imports it, and it fits few patches before 1.10.18.
        what.remove("dagster-dg-cli")
        _uv(release, *install, *dated, *what)
    done.touch()
    return python


def forget(release: str) -> None:
    """Let the environment with the newest packages be made anew.

    Args:
        release: The release.
    """
    (FOLDER / f"{release}-newest/done").unlink(missing_ok=True)


def _uv(release: str, *arguments: str) -> None:
    said = subprocess.run(
        ["uv", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if said.returncode:
        lines = [line.strip() for line in said.stderr.splitlines()]
        reasons = [line for line in lines if "ecause" in line] or lines
        raise DataError(
            f"Dagster {release} cannot be installed: {' '.join(reasons)[-600:]}"
        )


def measure(
    release: str,
    snippets: Sequence[str] = (),
    *,
    newest: bool = False,
    claims: bool = False,
) -> Run:
    """Run programs on a release.

    Args:
        release: The release.
        snippets: Their paths under `snippets/`; all if none is named.
        newest: Whether to install the newest of everything.
        claims: Whether to run the proofs of the pages too.

    Raises:
        DataError: The environment cannot be made, or the run did not end.
    """
    python = prepare(release, newest=newest)
    config = tomllib.loads((ROOT / "pyproject.toml").read_text())
    (command,) = config["tool"]["tox"]["env_run_base"]["commands"]
    options = [
        option
        for option in command[1:]
        if isinstance(option, str) and not option.startswith("--record")
    ]
    file = FOLDER / f"{release}.jsonl"
    what = [f"{_TEST}[{name}]" for name in snippets]
    if not what:
        what = ["tests"] if claims else ["tests/test_snippets.py"]
    said = subprocess.run(
        [str(python), *options, f"--record={file}", "--again", *what],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={
            **os.environ,
            "DAGSTER_DISABLE_TELEMETRY": "yes",
            "PYTHONPATH": str(ROOT),
        },
    )
    if said.returncode:
        raise DataError(
            f"the run on Dagster {release} failed: "
            f"{(said.stderr or said.stdout).strip()[-600:]}"
        )
    return read_run(file)
