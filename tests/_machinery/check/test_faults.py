"""An author's mistake stops the tests or the build, and the message helps."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from docs._build.style import check_style
from pytest_examples import EvalExample

from docs._ext.core.site import check_pages
from tests._harness.run.program import run_program

PAGE = "docs/resources/life_cycle.md"
PROGRAM = "snippets/resources/life_cycle/opened_once_a_run.py"


def append(path: Path, text: str) -> int:
    """Add lines to a file and give the number of the first."""
    before = path.read_text()
    path.write_text(f"{before}\n{text}\n")
    return before.count("\n") + 2


def problems_of(copy: Path) -> list[str]:
    return [str(problem) for problem in check_pages(copy)]


def test_a_copy_without_fault_has_no_problems(copy: Path) -> None:
    assert problems_of(copy) == []


@pytest.mark.parametrize(
    "fence",
    [
        "```py\nprint(1)\n```",
        "~~~py\nprint(1)\n~~~",
        "````py\nprint(1)\n````",
        "    ```py\n    print(1)\n    ```",
        "> ```py\n> print(1)\n> ```",
        "```\nno language\n```",
        '```py\n--8<-- "snippets/x.py"\nand = "more"\n```',
        "```py\nnever closed",
    ],
)
@pytest.mark.parametrize("page", [PAGE, "README.md"])
def test_code_typed_into_a_page(copy: Path, fence: str, page: str) -> None:
    line = append(copy / page, fence)
    assert any(
        problem.startswith(f"{page}:{line}: text typed into a page; put it")
        for problem in problems_of(copy)
    )


def test_lines_highlighted_by_number(copy: Path) -> None:
    line = append(
        copy / PAGE, f'```py hl_lines="1"\n--8<-- "{PROGRAM}:resource"\n```'
    )
    assert any(
        problem.startswith(f"{PAGE}:{line}: hl_lines goes wrong when")
        for problem in problems_of(copy)
    )


def test_a_missing_file(copy: Path) -> None:
    line = append(copy / PAGE, '```py\n--8<-- "snippets/gone.py"\n```') + 1
    assert problems_of(copy) == [
        f"{PAGE}:{line}: no file snippets/gone.py; mend the include's path"
    ]


def test_a_missing_section(copy: Path) -> None:
    program = "snippets/resources/life_cycle/outside_a_run.py"
    line = append(copy / PAGE, f'```py\n--8<-- "{program}:gone"\n```') + 1
    assert problems_of(copy) == [
        f"{PAGE}:{line}: no section 'gone' in {program}; it has: use"
    ]


def test_a_section_that_no_page_shows(copy: Path) -> None:
    line = append(
        copy / PROGRAM, "# --8<-- [start:new]\npass\n# --8<-- [end:new]"
    )
    assert problems_of(copy) == [
        f"{PROGRAM}:{line}: section 'new' is shown on no page; include "
        f'"{PROGRAM}:new" or remove its marks'
    ]


def test_a_snippet_that_no_page_shows(copy: Path) -> None:
    orphan = "snippets/resources/life_cycle/orphan.py"
    (copy / orphan).write_text('"""An orphan."""\n')
    assert problems_of(copy) == [
        f"{orphan}:1: stands on no page; include it in {PAGE} or delete it"
    ]


def test_a_page_without_proof(copy: Path) -> None:
    (copy / "tests/resources/test_life_cycle.py").unlink()
    assert problems_of(copy) == [
        f"{PAGE}:1: no proof; state the page's claims in "
        "tests/resources/test_life_cycle.py"
    ]


def test_a_test_file_without_a_test(copy: Path) -> None:
    path = "tests/resources/test_life_cycle.py"
    (copy / path).write_text('"""Nothing."""\n')
    assert problems_of(copy) == [
        f"{path}:1: holds no test; state the page's claims"
    ]


def test_a_page_that_is_not_in_the_navigation(copy: Path) -> None:
    page = "docs/resources/new.md"
    (copy / page).write_text("---\ndescription: New.\n---\n\n# New\n")
    assert problems_of(copy) == [
        f"{page}:1: not in the navigation; add it to mkdocs.yml"
    ]


def test_a_navigation_entry_without_a_page(copy: Path) -> None:
    config = copy / "mkdocs.yml"
    line = append(config, "  - Gone: gone.md")
    assert problems_of(copy) == [
        f"mkdocs.yml:{line}: there is no page docs/gone.md"
    ]


def test_folder_of_snippets_without_a_page(copy: Path) -> None:
    folder = copy / "snippets/resources/nowhere"
    folder.mkdir()
    (folder / "program.py").write_text('"""A program."""\n')
    assert (
        "docs/resources/nowhere.md:1: no such page, but there is a folder of "
        "its snippets" in problems_of(copy)
    )


def test_a_page_without_a_description(copy: Path) -> None:
    text = (copy / PAGE).read_text().split("---\n", 2)[2]
    (copy / PAGE).write_text(text)
    assert problems_of(copy) == [
        f"{PAGE}:1: no description; start the page with front matter"
    ]


def test_a_page_with_too_many_words(copy: Path) -> None:
    append(copy / PAGE, "word " * 900)
    (problem,) = problems_of(copy)
    assert problem.startswith(f"{PAGE}:1: ")
    assert problem.endswith("words of prose, 900 at most; cut it")


@pytest.mark.parametrize("image", ["![](x.png)", '<img src="x.png">'])
def test_an_image_without_alternative_text(copy: Path, image: str) -> None:
    line = append(copy / PAGE, image)
    assert problems_of(copy) == [
        f"{PAGE}:{line}: image without alternative text; describe it"
    ]


def test_a_legacy_keyword(copy: Path) -> None:
    line = append(
        copy / PROGRAM, '@dg.asset(required_resource_keys={"x"})\ndef x(): ...'
    )
    assert problems_of(copy) == [
        f"{PROGRAM}:{line}: required_resource_keys is legacy; name the "
        "resource as a parameter"
    ]


def test_a_snippet_without_a_docstring(copy: Path) -> None:
    text = (copy / PROGRAM).read_text().split("\n", 1)[1]
    (copy / PROGRAM).write_text(text)
    assert problems_of(copy) == [
        f"{PROGRAM}:1: no docstring; say in one sentence what it shows"
    ]


def test_a_snippet_that_is_too_long(copy: Path) -> None:
    append(copy / PROGRAM, "\n".join(f"a{n} = {n}" for n in range(40)))
    (problem,) = problems_of(copy)
    assert problem.startswith(f"{PROGRAM}:1: ")
    assert problem.endswith("lines, 40 at most; split it")


def test_a_syntax_error(copy: Path) -> None:
    line = append(copy / PROGRAM, "def (:")
    assert problems_of(copy) == [
        f"{PROGRAM}:{line}: syntax error: invalid syntax; mend it"
    ]


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (
            "from dagster import asset",
            "ICN003: Members of `dagster` should not be imported explicitly; "
            "write `import dagster as dg` and put `dg.` before the name",
        ),
        (
            "import dagster",
            "ICN001: `dagster` should be imported as `dg`; "
            "write `import dagster as dg`",
        ),
        (
            "import dagster as dg\n\ndg.resource",
            "TID251: `dagster.resource` is banned: "
            "Subclass dg.ConfigurableResource. See resources/migrating",
        ),
        (
            "import dagster as dg\n\ndg.io_manager",
            "TID251: `dagster.io_manager` is banned: "
            "Subclass dg.ConfigurableIOManager. See io_managers/migrating",
        ),
        (
            "from __future__ import annotations",
            "TID251: `__future__.annotations` is banned: "
            "Dagster reads annotations, not their text. See start/imports",
        ),
    ],
)
def test_an_import_against_the_rules(
    copy: Path, code: str, message: str
) -> None:
    path = copy / "snippets/index/new.py"
    path.write_text(f'"""New."""\n\n{code}\n')
    line = 2 + len(code.splitlines())
    found = [str(problem) for problem in check_style(copy)]
    assert f"snippets/index/new.py:{line}: {message}" in found


def test_a_file_that_is_not_formatted(copy: Path) -> None:
    line = append(copy / PROGRAM, "a   =  1")
    found = [str(problem) for problem in check_style(copy)]
    assert found == [
        f"{PROGRAM}:{line}: unformatted: File would be reformatted; "
        "run `uv run ruff format`"
    ]


def run_in(
    folder: Path, code: str, eval_example: EvalExample, name: str = "new"
) -> str:
    """Run a program as a snippet and give the message of its failure."""
    path = folder / f"{name}.py"
    path.write_text(textwrap.dedent(code))
    with pytest.raises(pytest.fail.Exception) as failure:
        run_program(path, eval_example)
    message = str(failure.value)
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
def test_output_that_is_out_of_date(
    folder: Path, eval_example: EvalExample, code: str
) -> None:
    message = run_in(folder, code, eval_example)
    assert "the output written here is not what a run gives" in message
    assert "`uv run pytest --update-examples`" in message


def test_output_that_is_up_to_date_passes(
    folder: Path, eval_example: EvalExample
) -> None:
    path = folder / "new.py"
    path.write_text(
        "match 1:\n    case 1:\n        print(1, 'a\\nb')\n        # → 1 a\n"
        "        # → b\nfor _ in []:\n    pass\nelse:\n    print()\n    # →\n"
    )
    run_program(path, eval_example)


def test_a_snippet_that_raises(folder: Path, eval_example: EvalExample) -> None:
    message = run_in(folder, "a = 1\nb = a / 0\n", eval_example)
    assert message == "2: ZeroDivisionError: division by zero"


def test_a_mistake_whose_error_is_written_nowhere(
    folder: Path, eval_example: EvalExample
) -> None:
    message = run_in(folder, "a = 1 / 0\n", eval_example, "mistake_new")
    assert message.startswith("1: ZeroDivisionError: division by zero\n")
    assert "`uv run pytest --update-examples`" in message


def test_a_mistake_that_raises_another_error_than_is_written(
    folder: Path, eval_example: EvalExample
) -> None:
    (folder / "mistake_new.py").write_text("a = 1 / 0\n")
    (folder / "mistake_new.txt").write_text("ValueError: 1 / 0\n")
    with pytest.raises(pytest.fail.Exception, match="is not what a run gives"):
        run_program(folder / "mistake_new.py", eval_example)


def test_a_mistake_that_no_longer_raises(
    folder: Path, eval_example: EvalExample
) -> None:
    (folder / "mistake_new.txt").write_text("ValueError\n")
    message = run_in(folder, "a = 1\n", eval_example, "mistake_new")
    assert message.startswith("1: raises nothing, but mistake_new.txt holds")


def test_an_import_that_is_not_there(
    folder: Path, eval_example: EvalExample
) -> None:
    message = run_in(folder, "\nimport dagster_gone\n", eval_example)
    assert message == ("2: ModuleNotFoundError: No module named 'dagster_gone'")


def test_a_syntax_error_in_a_run(
    folder: Path, eval_example: EvalExample
) -> None:
    assert run_in(folder, "a = 1\ndef (:\n", eval_example) == (
        "2: SyntaxError: invalid syntax"
    )


def test_a_warning(folder: Path, eval_example: EvalExample) -> None:
    code = """\
        import warnings

        warnings.warn("old", DeprecationWarning, stacklevel=1)
        """
    assert run_in(folder, code, eval_example) == "3: DeprecationWarning: old"


def test_a_deprecated_parameter_of_dagster(
    folder: Path, eval_example: EvalExample
) -> None:
    code = """\
        import dagster as dg

        dg.AssetSpec("orders", freshness_policy=None, auto_materialize_policy=0)
        """
    message = run_in(folder, code, eval_example)
    assert message.startswith("3: ")


def test_a_connection_to_another_host(
    folder: Path, eval_example: EvalExample
) -> None:
    code = """\
        import socket

        socket.create_connection(("192.0.2.1", 80), timeout=1)
        """
    message = run_in(folder, code, eval_example)
    assert message.startswith("3: ")
    assert 'host "192.0.2.1" (allowed:' in message


def test_a_connection_to_loopback_passes(
    folder: Path, eval_example: EvalExample
) -> None:
    path = folder / "new.py"
    path.write_text(
        "import socket\n\n"
        'with socket.create_server(("127.0.0.1", 0)) as server:\n'
        "    socket.create_connection(server.getsockname()).close()\n"
    )
    run_program(path, eval_example)


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
            "2: StrayFileError: writes to ",
        ),
        (
            "from pathlib import Path\n"
            'Path(__file__).with_name("new").mkdir()\n',
            "2: StrayFileError: writes to ",
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
    folder: Path, eval_example: EvalExample, code: str, message: str
) -> None:
    failure = run_in(folder, code, eval_example)
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
    folder: Path, eval_example: EvalExample, code: str, what: str
) -> None:
    failure = run_in(folder, code, eval_example)
    message = f"1: leaves {what} running; end what the program starts"
    assert failure == message


def test_a_stray_file_whose_error_the_snippet_swallows(
    folder: Path, eval_example: EvalExample
) -> None:
    code = """\
        import contextlib
        from pathlib import Path

        with contextlib.suppress(Exception):
            Path(__file__).with_name("new.txt").touch()
        """
    assert "1: writes to " in run_in(folder, code, eval_example)


def test_a_snippet_that_takes_too_long(
    folder: Path, eval_example: EvalExample, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests._harness.run.program.MOST_SECONDS", 0.1)
    code = "import time\n\ntime.sleep(0.2)\n"
    message = run_in(folder, code, eval_example)
    assert message.startswith("1: takes 0 s, 0.1 at most; do less")


def test_a_snippet_does_not_see_the_readers_dagster_home(
    folder: Path, eval_example: EvalExample, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAGSTER_HOME", "/nowhere")
    path = folder / "new.py"
    path.write_text(
        "import os\n\n"
        'print(os.environ.get("DAGSTER_HOME"))\n'
        "# → None\n"
        'os.environ["SHOP"] = "open"\n'
    )
    run_program(path, eval_example)
    with pytest.raises(KeyError):
        os.environ["SHOP"]


def test_outputs_are_not_rewritten_over_changes_that_git_does_not_know(
    copy: Path,
) -> None:
    subprocess.run(["git", "init", "-q"], cwd=copy, check=True)
    tests = subprocess.run(
        [sys.executable, "-m", "pytest", "--update-examples", "--co", "-q"],
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
    )
    assert tests.returncode == pytest.ExitCode.USAGE_ERROR
    assert "commit or stash these first:" in tests.stderr
