"""Runs Python beside one release of Dagster, in an environment made for it."""

import json
import os
import subprocess
import tomllib
from collections.abc import Iterator, Sequence
from functools import cached_property

from packaging.requirements import Requirement

from docs._ext.core.site import Site
from docs._ext.releases.data import DataError, order

# The newest patch of each series, on the oldest Python that the site supports,
# and the newest series on the others.
SERIES = ["1.9", "1.10", "1.11", "1.12", "1.13"]
ENVIRONMENTS = [*SERIES, "1.13-py312", "1.13-py313"]
FIRST = "1.9.0"


class Packages:
    """What `pyproject.toml` says that programs and their tests import."""

    def __init__(self, site: Site) -> None:
        text = (site.root / "pyproject.toml").read_text()
        self._config = tomllib.loads(text)

    @cached_property
    def date(self) -> str:
        """The day of which all packages are."""
        return str(self._config["tool"]["uv"]["exclude-newer"])

    @cached_property
    def of_snippets(self) -> list[Requirement]:
        """What programs import, of any release of Dagster."""
        lines = self._config["project"]["dependencies"]
        lines = [*lines, *self._read_group("data")]
        requirements = [Requirement(line) for line in lines]
        for requirement in requirements:
            # Metaxy's refuses every release before 1.12.9.
            requirement.extras.discard("dagster")
        return [r for r in requirements if r.name != "dagster"]

    @cached_property
    def of_tests(self) -> list[str]:
        """What the tests import beside that."""
        return list(self._read_group("releases"))

    def _read_group(self, name: str) -> Iterator[str]:
        for each in self._config["dependency-groups"][name]:
            if isinstance(each, str):
                yield each
            else:
                yield from self._read_group(each["include-group"])


def run_beside(
    site: Site,
    name: str,
    *command: str,
    newest: bool = False,
    packages: bool = True,
    besides: Sequence[str] = (),
) -> None:
    """Run Python in the environment of a release.

    Args:
        site: The files of the site.
        name: A series, an exact release, or either with a Python: `1.13-py312`.
        command: What Python is told.
        newest: Whether to install what was published after the date of the
            site's packages, too.
        packages: Whether to install what programs and tests import, too.
        besides: What to install in place of that.

    Raises:
        DataError: The environment cannot be made, or the command failed.
    """
    declared = Packages(site)
    release, _, python = name.partition("-py3")
    version = release if release.count(".") > 1 else f"{release}.*"
    # `uv run` layers environments: what a package installs to be run from the
    # command line is then not beside the Python that programs find.
    tool = ["uv", "tool", "run", "--isolated", "--no-config", "--quiet"]
    tool += ["--python", f"3.{python or 11}"]
    tool += [] if newest else ["--exclude-newer", declared.date]
    wanted = [*declared.of_tests, *map(str, declared.of_snippets)]
    wanted = [*(wanted if packages else besides), f"dagster=={version}"]
    # No program imports it, and it fits few patches before 1.10.18.
    without_cli = [each for each in wanted if each != "dagster-dg-cli"]
    for installed in (wanted, without_cli):
        done = subprocess.run(
            [*tool, *(f"--with={e}" for e in installed), "python", *command],
            cwd=site.root,
            env={**os.environ, "PYTHONPATH": str(site.root)},
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        if not done.returncode or "dagster-dg-cli" not in done.stderr:
            break
    if done.returncode:
        lines = [line.strip() for line in done.stderr.splitlines()]
        reasons = [line for line in lines if "ecause" in line] or lines
        raise DataError(f"Dagster {name}: {' '.join(reasons)[-600:]}")


def published() -> list[str]:
    """List the releases of Dagster since 1.9, oldest first.

    Raises:
        DataError: The package index does not answer.
    """
    command = ["uvx", "pip", "index", "versions", "dagster", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        versions = json.loads(done.stdout)["versions"]
    except (ValueError, KeyError) as error:
        raise DataError(
            f"the package index does not answer: {done.stderr.strip()[-300:]}"
        ) from error
    final = [v for v in versions if v.replace(".", "").isdigit()]
    return sorted((v for v in final if order(v) >= order(FIRST)), key=order)
