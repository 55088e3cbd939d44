"""A program that does not do what is written fails, and the message helps."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_examples import EvalExample

from docs._ext.core.site import ROOT
from tests._harness.run.program import run_program

Run = Callable[[str], None]

OUTDATED = "the output written here is not what a run gives"
# A program, and what its failure says after the program's path.
FAULTS = [
    ("print(42)\n# → 41\n", rf"\d: .*{OUTDATED}"),
    ("print(42)\n", rf"\d: .*{OUTDATED}"),
    ("print(42)\n# → 42\n# → 43\n", rf"\d: .*{OUTDATED}"),
    ("if False:\n    print(42)\n    # → 42\n", rf"\d: .*{OUTDATED}"),
    ("a = 1\n# → 42\n", rf"\d: .*{OUTDATED}.*`uv run pytest --update-exam"),
    ("a = 1\nb = a / 0\n", "2: ZeroDivisionError: division by zero$"),
    ("\nimport gone\n", "2: ModuleNotFoundError: No module named 'gone'$"),
    ("a = 1\ndef (:\n", "2: SyntaxError: invalid syntax$"),
    (
        'import warnings\n\nwarnings.warn("old", stacklevel=1)\n',
        "3: UserWarning: old$",
    ),
    (
        'import dagster as dg\n\ndg.AssetSpec("a", freshness_policy=None)\n',
        "3: ",
    ),
    (
        'import socket\n\nsocket.create_connection(("192.0.2.1", 80), 1)\n',
        r'3: .*host "192\.0\.2\.1" \(allowed:',
    ),
    (
        'from pathlib import Path\nPath("new.txt").write_text("")\n',
        "1: leaves new.txt in the current folder; .*TemporaryDirectory",
    ),
    (
        'from pathlib import Path\nPath("new").mkdir()\n',
        "1: leaves new in the current folder; .*TemporaryDirectory",
    ),
    (
        'from pathlib import Path\nPath(__file__).with_name("n").touch()\n',
        r"2: \w+: writes to .*TemporaryDirectory",
    ),
    (
        'from pathlib import Path\nPath(__file__).with_name("n").mkdir()\n',
        r"2: \w+: writes to .*TemporaryDirectory",
    ),
    (
        "import contextlib, pathlib\nwith contextlib.suppress(Exception):\n"
        '    pathlib.Path(__file__).with_name("n").touch()\n',
        "1: writes to .*TemporaryDirectory",
    ),
    ("import tempfile\nf = tempfile.mkdtemp()\n", "1: leaves .*TemporaryD"),
    (
        "import duckdb, pathlib\n"
        'duckdb.connect(pathlib.Path(__file__).with_name("x.db")).close()\n',
        "1: leaves .*TemporaryDirectory",
    ),
    (
        "import threading, time\nthreading.Thread(\n"
        '    target=time.sleep, args=(2,), name="late", daemon=True\n'
        ").start()\n",
        "1: leaves thread late running; end what the program starts$",
    ),
    (
        'import os\nos.posix_spawn("/bin/sleep", ["sleep", "2"], {})\n',
        "1: leaves process `sleep 2` running; end what the program starts$",
    ),
]
NO_FAULTS = [
    "match 1:\n    case 1:\n        print(1, 'a\\nb')\n        # → 1 a\n"
    "        # → b\nfor _ in []:\n    pass\nelse:\n    print()\n    # →\n",
    "import socket\n\n"
    'with socket.create_server(("127.0.0.1", 0)) as server:\n'
    "    socket.create_connection(server.getsockname()).close()\n",
]


@pytest.fixture
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The path of a program, outside the temporary folder of the run."""
    return tmp_path_factory.mktemp("snippets") / "new.py"


@pytest.fixture
def run(program: Path, eval_example: EvalExample) -> Callable[[], None]:
    """Run the program as a snippet."""
    return lambda: run_program(program, eval_example)


def fault_of(program: Path, run: Callable[[], None]) -> str:
    """What the failure says, after the program's path."""
    with pytest.raises(pytest.fail.Exception) as failure:
        run()
    path, _, message = str(failure.value).partition(":")
    assert path in {str(program), str(program.with_suffix(".txt"))}
    return message


@pytest.mark.parametrize(("code", "message"), FAULTS)
def test_a_program_with_a_fault_fails(
    program: Path, run: Callable[[], None], code: str, message: str
) -> None:
    program.write_text(code)
    assert re.match(message, fault_of(program, run), re.DOTALL)


@pytest.mark.parametrize("code", NO_FAULTS)
def test_a_program_without_fault_passes(
    program: Path, run: Callable[[], None], code: str
) -> None:
    program.write_text(code)
    run()
    assert program.read_text() == code


@pytest.mark.parametrize(
    ("code", "written", "message"),
    [
        ("a = 1 / 0\n", None, "1: ZeroDivisionError.*`uv run pytest --update"),
        ("a = 1 / 0\n", "ValueError: 0\n", rf".*{OUTDATED}"),
        ("a = 1\n", "ValueError\n", "1: raises nothing, but new.txt holds"),
    ],
)
def test_the_error_of_a_mistake_is_the_one_beside_it(
    program: Path,
    eval_example: EvalExample,
    code: str,
    written: str | None,
    message: str,
) -> None:
    mistake = program.with_name("mistake_new.py")
    mistake.write_text(code)
    if written:
        mistake.with_suffix(".txt").write_text(written)
    fault = fault_of(mistake, lambda: run_program(mistake, eval_example))
    assert re.match(message.replace("new.txt", "mistake_new.txt"), fault, re.S)


def test_a_program_that_takes_too_long_fails(
    program: Path, run: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests._harness.run.program.MOST_SECONDS", 0.1)
    program.write_text("import time\n\ntime.sleep(0.2)\n")
    assert fault_of(program, run).startswith("1: takes 0 s, 0.1 at most; do")


def test_a_program_does_not_see_the_environment_of_its_reader(
    program: Path, run: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAGSTER_HOME", "/nowhere")
    program.write_text(
        'import os\n\nprint(os.environ.get("DAGSTER_HOME"))\n# → None\n'
        'os.environ["SHOP"] = "open"\n'
    )
    run()
    assert "SHOP" not in os.environ


def test_outputs_are_not_written_over_changes_that_git_does_not_know(
    copy: Path,
) -> None:
    subprocess.run(["git", "init", "-q"], cwd=copy, check=True)
    command = [sys.executable, "-m", "pytest", "--update-examples", "--co"]
    done = subprocess.run(
        command, cwd=copy, capture_output=True, text=True, check=False
    )
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "commit or stash these first:" in done.stderr


IN_RUFF = [
    ("from dagster import asset", "ICN003", "write `import dagster as dg` and"),
    ("import dagster", "ICN001", "write `import dagster as dg`"),
    ("import dagster as dg\n\ndg.resource", "TID251", "resources/migrating"),
    ("import dagster as dg\n\ndg.io_manager", "TID251", "See io_managers/migr"),
    ("from __future__ import annotations", "TID251", "See start/imports"),
    ("a   =  1", "unformatted", "File would be reformatted"),
]


@pytest.mark.parametrize(("code", "rule", "remedy"), IN_RUFF)
def test_ruff_names_what_is_against_the_rules(
    code: str, rule: str, remedy: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--output-format=concise", "-"],
        cwd=ROOT,
        input=code,
        text=True,
        capture_output=True,
        check=False,
    )
    assert rule in done.stdout
