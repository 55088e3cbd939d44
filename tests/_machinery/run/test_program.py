"""Each fault of a program is caught, and named with its line and remedy."""

import os
import textwrap
from pathlib import Path

import pytest

from tests._harness.plugin import run_program
from tests._harness.run.outputs import Fault
from tests._harness.run.program import read_slow


def run_in(folder: Path, code: str, name: str = "new") -> str:
    """Run a program as a snippet and give the message of its fault."""
    path = folder / f"{name}.py"
    path.write_text(textwrap.dedent(code))
    with pytest.raises(Fault) as fault:
        run_program(path)
    message = str(fault.value)
    assert message.startswith(f"{path}:")
    return message.removeprefix(f"{path}:")


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of snippets, outside the temporary folder of the run."""
    return tmp_path_factory.mktemp("snippets")


@pytest.mark.parametrize(
    "code",
    [
        "print(42)\n# → 41\n",
        "print(42)\n",
        "print(42)\n# → 42\n# → 43\n",
        "if False:\n    print(42)\n    # → 42\n",
        "a = 1\n# → 42\n",
    ],
)
def test_output_that_is_out_of_date(folder: Path, code: str) -> None:
    message = run_in(folder, code)
    assert "the output written here is not what a run gives" in message
    assert "`uv run pytest --update-examples`" in message


@pytest.mark.parametrize(
    "code",
    [
        "match 1:\n    case 1:\n        print(1, 'a\\nb')\n        # → 1 a\n"
        "        # → b\nfor _ in []:\n    pass\nelse:\n    print()\n    # →\n",
        "print(set(), {'a'}, sep='|')\n# → set()|{'a'}\n"
        "print(object)\n# → <class 'object'>\n",
        "import socket\n\n"
        'with socket.create_server(("127.0.0.1", 0)) as server:\n'
        "    socket.create_connection(server.getsockname()).close()\n",
    ],
    ids=["what is up to date", "as `print` shows it", "to loopback"],
)
def test_what_passes(folder: Path, code: str) -> None:
    path = folder / "new.py"
    path.write_text(code)
    run_program(path)


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("a = 1\nb = a / 0\n", "2: ZeroDivisionError: division by zero"),
        (
            "\nimport dagster_gone\n",
            "2: ModuleNotFoundError: No module named 'dagster_gone'",
        ),
        ("a = 1\ndef (:\n", "2: SyntaxError: invalid syntax"),
        (
            "import warnings\n\n"
            'warnings.warn("old", DeprecationWarning, stacklevel=1)\n',
            "3: DeprecationWarning: old",
        ),
    ],
)
def test_an_error_has_its_line(folder: Path, code: str, message: str) -> None:
    assert run_in(folder, code) == message


def test_a_mistake_whose_error_is_written_nowhere(folder: Path) -> None:
    message = run_in(folder, "a = 1 / 0\n", "mistake_new")
    assert message.startswith("1: ZeroDivisionError: division by zero\n")
    assert "`uv run pytest --update-examples`" in message


def test_a_mistake_that_raises_another_error_than_is_written(
    folder: Path,
) -> None:
    (folder / "mistake_new.py").write_text("a = 1 / 0\n")
    (folder / "mistake_new.txt").write_text("ValueError: 1 / 0\n")
    with pytest.raises(Fault, match="is not what a run gives"):
        run_program(folder / "mistake_new.py")


def test_what_a_mistake_prints_before_it_raises_is_compared(
    folder: Path,
) -> None:
    (folder / "mistake_new.txt").write_text(
        "ZeroDivisionError: division by zero\n"
    )
    code = "print(1)\n# → 2\na = 1 / 0\n"
    message = run_in(folder, code, "mistake_new")
    assert message.startswith("2: the output written here is not what a run")


def test_a_mistake_that_no_longer_raises(folder: Path) -> None:
    (folder / "mistake_new.txt").write_text("ValueError\n")
    message = run_in(folder, "a = 1\n", "mistake_new")
    assert message.startswith("1: raises nothing, but mistake_new.txt holds")


def test_a_deprecated_parameter_of_dagster(folder: Path) -> None:
    code = """\
        import dagster as dg

        dg.AssetSpec("orders", freshness_policy=None, auto_materialize_policy=0)
        """
    message = run_in(folder, code)
    assert message.startswith("3: ")


def test_a_connection_to_another_host(folder: Path) -> None:
    code = """\
        import socket

        socket.create_connection(("192.0.2.1", 80), timeout=1)
        """
    message = run_in(folder, code)
    assert message.startswith("3: ")
    assert 'host "192.0.2.1" (allowed:' in message


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (
            'from pathlib import Path\nPath("new.txt").write_text("")\n',
            "1: leaves new.txt in the current folder",
        ),
        (
            'from pathlib import Path\nPath("new").mkdir()\n',
            "1: leaves new in the current folder",
        ),
        (
            "from pathlib import Path\n"
            'Path(__file__).with_name("new.txt").touch()\n',
            "2: ForbiddenWriteError: writes to ",
        ),
        (
            "from pathlib import Path\n"
            'Path(__file__).with_name("new").mkdir()\n',
            "2: ForbiddenWriteError: writes to ",
        ),
        ("import tempfile\nf = tempfile.mkdtemp()\n", "1: leaves "),
        (
            "import duckdb, pathlib\n"
            'p = pathlib.Path(__file__).with_name("shop.duckdb")\n'
            "duckdb.connect(str(p)).close()\n",
            "1: leaves ",
        ),
    ],
)
def test_a_file_or_folder_left_behind(
    folder: Path, code: str, message: str
) -> None:
    failure = run_in(folder, code)
    assert failure.startswith(message)
    assert "`tempfile.TemporaryDirectory()`" in failure


@pytest.mark.parametrize(
    ("code", "what"),
    [
        (
            "import threading, time\n"
            "threading.Thread(\n"
            '    target=time.sleep, args=(2,), name="late", daemon=True\n'
            ").start()\n",
            "thread late",
        ),
        (
            'import os\nos.posix_spawn("/bin/sleep", ["sleep", "2"], {})\n',
            "process `sleep 2`",
        ),
    ],
)
def test_a_thread_or_process_left_running(
    folder: Path, code: str, what: str
) -> None:
    failure = run_in(folder, code)
    message = f"1: leaves {what} running; end what the program starts"
    assert failure == message


def test_a_stray_file_whose_error_the_snippet_swallows(folder: Path) -> None:
    code = """\
        import contextlib
        from pathlib import Path

        with contextlib.suppress(Exception):
            Path(__file__).with_name("new.txt").touch()
        """
    assert "1: writes to " in run_in(folder, code)


def test_a_snippet_that_takes_too_long(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests._harness.run.program.MOST_SECONDS", 0.1)
    code = "import time\n\ntime.sleep(0.2)\n"
    message = run_in(folder, code)
    assert message.startswith("1: takes 0 s, 0.1 at most; do less")


def test_a_slow_snippet_takes_longer(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests._harness.run.program.MOST_SECONDS", 0.1)
    monkeypatch.setattr("tests._harness.run.program.SLOW", folder / "slow.txt")
    path = folder / "new.py"
    path.write_text("import time\n\ntime.sleep(0.2)\n")
    (folder / "slow.txt").write_text(str(path))
    run_program(path)


def test_the_slow_snippets_exist() -> None:
    assert all(path.is_file() for path in read_slow())


def test_a_snippet_does_not_see_the_readers_dagster_home(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAGSTER_HOME", "/nowhere")
    path = folder / "new.py"
    path.write_text(
        "import os\n\n"
        'print(os.environ.get("DAGSTER_HOME"))\n'
        "# → None\n"
        'os.environ["SHOP"] = "open"\n'
    )
    run_program(path)
    with pytest.raises(KeyError):
        os.environ["SHOP"]


def test_a_difference_and_an_error_can_be_told_apart(folder: Path) -> None:
    path = folder / "mistake_new.py"
    path.write_text("a = 1 / 0\n")
    error = path.with_suffix(".txt")
    for written, differs in [
        ("ZeroDivisionError: by nothing\n", True),
        ("ValueError: division by zero\n", False),
    ]:
        error.write_text(written)
        with pytest.raises(Fault) as fault:
            run_program(path)
        assert fault.value.differs == differs
        assert fault.value.summary == "ZeroDivisionError: division by zero"


def test_update_writes_outputs_and_errors(folder: Path) -> None:
    path = folder / "mistake_new.py"
    path.write_text("print(1)\n# → 2\na = 1 / 0\n")
    run_program(path, update=True)
    assert path.read_text() == "print(1)\n# → 1\na = 1 / 0\n"
    assert path.with_suffix(".txt").read_text() == (
        "ZeroDivisionError: division by zero\n"
    )
    run_program(path)
