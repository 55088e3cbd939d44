"""Makes the figures of *How this is proven*, one measurement at a time.

`uv run python -m docs._build.measure <name>`; it takes from minutes to hours.
"""

import argparse
import json
import os
import shlex
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

from docs._build.proof import ROOT, read_data, today, write_measurement

_PYTEST = [sys.executable, "-m", "pytest", "--quiet"]


class Condition(NamedTuple):
    """How all tests are run.

    Args:
        before: What stands before the command.
        options: Of pytest.
        trial: A command that fails on a machine that cannot do it.
        remedy: What to do there.
    """

    before: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    trial: tuple[str, ...] = ("true",)
    remedy: str = ""


def _in_bubblewrap(*options: str) -> Condition:
    before = ("bwrap", *options)
    remedy = "install Debian's package bubblewrap, and work outside of /tmp"
    return Condition(before, trial=(*before, "true"), remedy=remedy)


_ANY = Condition()
CONDITIONS = {
    # Clocks in Berlin go back an hour at 1:00 UTC.
    "the clocks change this night": Condition(
        ("env", "TZ=Europe/Berlin"),
        ("-pdocs._build.clock", "--clock=2026-10-25T00:58"),
    ),
    "29 February": Condition(
        options=("-pdocs._build.clock", "--clock=2028-02-29T23:50")
    ),
    "another time zone": Condition(("env", "TZ=Pacific/Kiritimati")),
    # A locale that is not installed would change nothing, in silence.
    "another locale": Condition(
        ("env", "LC_ALL=tr_TR.UTF-8"),
        trial=(
            *(sys.executable, "-c"),
            "import locale; locale.setlocale(locale.LC_ALL, 'tr_TR.UTF-8')",
        ),
        remedy="install Debian's package locales, then: "
        "localedef --inputfile tr_TR --charmap UTF-8 tr_TR.UTF-8",
    ),
    "no network but loopback": _in_bubblewrap(
        *("--dev-bind", "/", "/", "--unshare-net")
    ),
    "nothing to write to but a temporary folder": _in_bubblewrap(
        *("--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc"),
        *("--tmpfs", "/tmp", "--chdir", str(ROOT)),
    ),
}
CONDITIONS |= {f"random order {n}": _ANY for n in range(1, 21)}


def main() -> None:
    """Make one measurement and write it into the data."""
    measure: dict[str, Callable[[], dict[str, Any]]] = {
        "coverage": measure_coverage,
        "api": measure_api,
        "faults": measure_faults,
    }
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=[*measure, "conditions"])
    parser.add_argument(
        "--only",
        choices=CONDITIONS,
        nargs="+",
        help="these conditions; the others stay as they were measured",
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="compare with the data, and fail on what did not hold and is new",
    )
    options = parser.parse_args()
    if options.name != "conditions":
        _keep(options.name, measure[options.name](), check=options.check)
        return
    for condition in options.only or CONDITIONS:
        figures = measure_condition(condition)
        _keep("conditions", figures, check=options.check)


def _keep(name: str, figures: dict[str, Any], *, check: bool) -> None:
    if not check:
        write_measurement(name, figures)
    elif new := find_new(read_data().get(name, {"exceptions": []}), figures):
        sys.exit("\n".join([f"{name}: did not hold, and is new:", *new]))


def find_new(known: dict[str, Any], figures: dict[str, Any]) -> list[str]:
    """List what did not hold and stands not in the data.

    Args:
        known: The measurement in the data.
        figures: The same, made now.
    """
    return sorted(set(figures["exceptions"]) - set(known["exceptions"]))


def measure_coverage() -> dict[str, Any]:
    """Run all tests and count the lines and branches that they reach."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "coverage.json"
        _run([*_PYTEST, "--cov", f"--cov-report=json:{report}"])
        measured = json.loads(report.read_text())
    totals = measured["totals"]
    return {
        "of": totals["num_statements"] + totals["num_branches"],
        "held": totals["covered_lines"] + totals["covered_branches"],
        "counted": "lines and branches",
        "exceptions": [
            f"{path}:{line}"
            for path, file in sorted(measured["files"].items())
            for line in [
                *file["missing_lines"],
                *(f"{a} to {b}" for a, b in file["missing_branches"]),
            ]
        ],
    }


def measure_api() -> dict[str, Any]:
    """Run each program under each change of what it uses of Dagster."""
    results = _test(
        "tests/nightly/test_api_changes.py",
        f"--numprocesses={os.cpu_count() or 1}",
    )
    kinds = Counter(_kind(name) for name in results)
    caught = Counter(
        _kind(name) for name, failed in results.items() if not failed
    )
    parts = {kind: [caught[kind], kinds[kind]] for kind in sorted(kinds)}
    return _count(results, "changes") | {"parts": parts}


def _kind(name: str) -> str:
    return name.split(": ")[2]


def measure_condition(name: str) -> dict[str, Any]:
    """Run all tests in a place, at a time, or in a random order.

    Args:
        name: The condition. The others stay as they were measured.

    Returns:
        The figures, of the day of the oldest run among them.

    Raises:
        SystemExit: This machine cannot do it; says what to do.
    """
    known = read_data().get("conditions", {"failed": {}, "days": {}})
    _try(name)
    results = _test(condition=CONDITIONS[name])
    tests = sorted(test for test, fails in results.items() if fails)
    counts = f"{len(tests)} of {len(results)} failed"
    print("\n".join([f"{name}: {counts}", *tests]), flush=True)
    known["failed"][name], known["days"][name] = tests, today()
    failed, days = (
        {name: known[part][name] for name in CONDITIONS if name in known[part]}
        for part in ["failed", "days"]
    )
    return {
        "day": min(days.values()),
        "days": days,
        "of": len(failed),
        "held": sum(not tests for tests in failed.values()),
        "counted": "runs of all tests",
        "failed": failed,
        "parts": add_up(failed),
        "exceptions": [f"{n}: {t}" for n in failed for t in failed[n]],
    }


def _try(name: str) -> None:
    condition = CONDITIONS[name]
    try:
        subprocess.run(condition.trial, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        reason = getattr(error, "stderr", b"") or str(error).encode()
        sys.exit(
            f"{name}: not measured, for this machine cannot do it: "
            f"{reason.decode().strip().splitlines()[-1]}; {condition.remedy}"
        )


def add_up(failed: dict[str, list[str]]) -> dict[str, list[int]]:
    """Count the runs that held, and all, with all random orders in one.

    Args:
        failed: The tests that failed, by condition.
    """
    parts: dict[str, list[int]] = {}
    for name, tests in failed.items():
        part = parts.setdefault(name.rstrip(" 0123456789"), [0, 0])
        part[0] += not tests
        part[1] += 1
    return parts


def measure_faults() -> dict[str, Any]:
    """Make each fault of an author and see it caught."""
    return _count(_test("tests/test_faults.py"), "faults")


def _count(results: dict[str, bool], counted: str) -> dict[str, Any]:
    failed = sorted(name for name, fails in results.items() if fails)
    return {
        "of": len(results),
        "held": len(results) - len(failed),
        "counted": counted,
        "exceptions": failed,
    }


def _test(*arguments: str, condition: Condition = _ANY) -> dict[str, bool]:
    """Run tests, and give for each whether it failed."""
    with tempfile.TemporaryDirectory(dir=Path.home()) as folder:
        report = Path(folder) / "junit.xml"
        before = list(condition.before)
        if "--ro-bind" in before:
            before += ["--bind", folder, folder]
        options = [*condition.options, *arguments, f"--junitxml={report}"]
        _run([*before, *_PYTEST, *options])
        cases = ElementTree.parse(report).iter("testcase")
        return {_name(case): len(case) > 0 for case in cases}


def _name(case: ElementTree.Element) -> str:
    return f"{case.get('classname')}: {case.get('name')}"


def _run(command: list[str]) -> None:
    nothing = subprocess.DEVNULL
    code = subprocess.run(
        command, cwd=ROOT, stdout=nothing, stderr=nothing, check=False
    ).returncode
    if code > 1:  # Some test failed, and that is a result, is 1.
        sys.exit(f"pytest ended with {code}; see why: {shlex.join(command)}")


if __name__ == "__main__":
    main()
