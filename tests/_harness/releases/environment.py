"""Runs Python beside one release of Dagster, in an environment made for it."""

import json
import os
import re
import subprocess
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from tempfile import NamedTemporaryFile

from packaging.requirements import Requirement

from docs._ext.core.site import Site
from docs._ext.releases.data import DATA, DataError, load, order

# The newest patch of each series, on the oldest Python that the site supports,
# and the newest series on the others.
SERIES = ["1.9", "1.10", "1.11", "1.12", "1.13"]
ENVIRONMENTS = [*SERIES, "1.13-py312", "1.13-py313"]
FIRST = "1.9.0"
_LONGEST = 400


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

    @property
    def direct(self) -> set[str]:
        """The names of what programs import, and of Dagster."""
        return {"dagster", *(each.name for each in self.of_snippets)}

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
    fresh: bool = False,
    packages: bool = True,
    besides: Sequence[str] = (),
) -> None:
    """Run Python in the environment of a series, or of an exact release.

    Either may name a Python: `1.13-py312`. It has what programs and tests
    import, or if not `packages` only what is named `besides`; if `fresh`, of
    the date of the site, not what an older series was measured with. What
    cannot be made, or fails, raises DataError.
    """
    declared = Packages(site)
    release, _, python = name.partition("-py3")
    version = release if release.count(".") > 1 else f"{release}.*"
    # `uv run` layers environments: what a package installs to be run from the
    # command line is then not beside the Python that programs find.
    tool = ["uv", "tool", "run", "--isolated", "--no-config", "--quiet"]
    tool += ["--python", f"3.{python or 11}"]
    tool += ["--exclude-newer", declared.date]
    held = [] if fresh or not packages else _hold(site, name)
    wanted = [*declared.of_tests, *map(str, declared.of_snippets)]
    wanted = [*(wanted if packages else besides), f"dagster=={version}"]
    # No program imports it, and it fits few patches before 1.10.18.
    without_cli = [each for each in wanted if each != "dagster-dg-cli"]
    with NamedTemporaryFile("w", suffix=".txt") as constraints:
        constraints.write("\n".join(held))
        constraints.flush()
        tool += ["--constraints", constraints.name]
        for installed in (wanted, without_cli):
            done = subprocess.run(
                [
                    *tool,
                    *(f"--with={e}" for e in installed),
                    "python",
                    *command,
                ],
                cwd=site.root,
                env={**os.environ, "PYTHONPATH": str(site.root)},
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
            if not done.returncode or "dagster-dg-cli" not in done.stderr:
                break
    if done.returncode:
        raise DataError(f"Dagster {name}: {find_reason(done.stderr)}")


def _hold(site: Site, name: str) -> Iterator[str]:
    """What was measured beside a release, so that a new date changes nothing.

    Where the tests run, all packages are of the date. Beside the same Dagster
    on another Python, they are once one moved that the site names. Dagster and
    its libraries are those of the release.
    """
    environments = load(site.root / DATA).environments
    if name == SERIES[-1] or name not in environments:
        return
    held, newest = (environments[n].packages for n in (name, SERIES[-1]))
    if name.startswith(SERIES[-1]) and any(
        each in held and held[each] != newest.get(each)
        for each in Packages(site).direct
    ):
        return
    for package, version in held.items():
        if not package.startswith("dagster"):
            yield f"{package}=={version}"


def find_reason(said: str) -> str:
    """Cut what uv, or a program, says of a failure to a line."""
    said = " ".join(said.replace("╰─▶", "").split())
    error, cause, reason = said.rpartition("cause: ")
    reason = reason.partition(" hint: ")[0]
    if not reason.lower().startswith("because"):  # no network, no interpreter
        reason = f"{error.partition('cause: ')[0]}{cause}{reason}"
    elif len(reason) > _LONGEST:  # the last sentence names what is required
        reason = re.split(r"And (?=because )", reason)[-1]
    return reason.strip()[-_LONGEST:]


def resolve_packages(date: str, *requirements: str) -> dict[str, str]:
    """Give the packages that requirements bring, as of a date.

    If they exclude each other, or the index does not answer: DataError.
    """
    command = ["uv", "pip", "compile", "--quiet", "--no-config", "--no-header"]
    command += ["--no-annotate", "--python-version", "3.11"]
    done = subprocess.run(
        [*command, "--exclude-newer", date, "-"],
        input="\n".join(requirements),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise DataError(find_reason(done.stderr))
    lines = [line.partition("==") for line in done.stdout.splitlines()]
    return {name: version for name, _, version in lines}


def explain_set(site: Site, installed: str) -> str:
    """Say why the newest set of packages has this Dagster."""
    declared = Packages(site)
    newest = resolve_packages(declared.date, "dagster")["dagster"]
    if newest == installed:
        return f"Dagster {installed} is the newest."
    wanted = [*map(str, declared.of_snippets), *declared.of_tests]
    late: defaultdict[str, list[str]] = defaultdict(list)
    for each in sorted(w for w in wanted if w.startswith("dagster")):
        release = resolve_packages(declared.date, each).get("dagster", newest)
        if release != newest:
            late[release].append(each)
    reasons = [
        f"the newest {', '.join(names)} {_be(names)} for {release}"
        for release, names in late.items()
    ]
    if not reasons:
        try:
            resolve_packages(declared.date, f"dagster=={newest}", *wanted)
        except DataError as error:
            reasons = [str(error)]
    return (
        f"Dagster {newest} is out; {'; '.join(reasons)}. "
        f"The newest set that installs together has {installed}."
    )


def _be(names: list[str]) -> str:
    return "is" if len(names) == 1 else "are"


def published() -> list[str]:
    """List the releases of Dagster since 1.9, oldest first, or a DataError."""
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
