"""The pages show what has been run, and each fault of an author is named."""

import re
import shlex
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from docs._ext.core.site import ROOT, Problem, Site, current_site, proof_of
from tests._harness.check.addresses import check_addresses
from tests._harness.check.asserts import check_asserts
from tests._harness.check.pages import (
    check_all_shown,
    check_fences,
    check_includes,
    check_mistakes,
    check_navigation,
    check_remedies,
    check_titles,
    page_showing,
    read_commands,
)
from tests._harness.check.reference import check_reference
from tests._harness.check.snippets import (
    check_data,
    check_programs,
    check_proof,
)
from tests._harness.check.typed import check_typed
from tests._machinery.tools import run_python

CHECKS = [
    check_addresses,
    check_all_shown,
    check_asserts,
    check_data,
    check_fences,
    check_includes,
    check_mistakes,
    check_navigation,
    check_programs,
    check_proof,
    check_remedies,
    check_titles,
    check_typed,
]
PAGE = "docs/resources/life_cycle.md"
TEST = "tests/resources/test_life_cycle.py"
FOLDER = "snippets/resources/life_cycle"
PROGRAM = f"{FOLDER}/opened_once_a_run.py"
FENCE = f'```py\n--8<-- "{PROGRAM}"\n```'

TYPED = "code typed into a page; put it into a file under snippets/"
TEXT = "text typed into a page; put it into a file under snippets/"
NO_INCLUDE = "not an include; write it outside of quotations, on a line of"
NO_MARK = "is not a mark; the marks are, each on a line of its own: api,"
NO_PROGRAM = "no program makes this picture; include the .svg of a program"
NO_ALT = "image without alternative text; describe it"
# What is added to the page, at which of its lines it is named, and how.
ON_A_PAGE = [
    ("```py\nprint(1)\n```", 0, TEXT),
    ("~~~py\nprint(1)\n~~~", 0, TEXT),
    ("````py\nprint(1)\n````", 0, TEXT),
    ("    ```py\n    print(1)\n    ```", 0, TEXT),
    ("> ```py\n> print(1)\n> ```", 0, TEXT),
    ("```\nno language\n```", 0, TEXT),
    ('```py\n--8<-- "snippets/x.py"\nand = "more"\n```', 0, TEXT),
    ("```py\nnever closed", 0, TEXT),
    ("```sh\nrm -r shop\n```", 0, TEXT),
    ("    print(1)", 0, TYPED),
    (">     print(1)", 0, TYPED),
    ("- item\n\n        print(1)", 2, TYPED),
    ("!!! note\n\n        print(1)", 2, TYPED),
    ("??? note\n\n    <pre>print(1)</pre>", 2, TYPED),
    ('=== "Tab"\n\n        print(1)', 2, TYPED),
    ("<pre>\nprint(1)\n</pre>", 0, TYPED),
    ("<div>\n<PRE>print(1)</PRE>\n</div>", 1, TYPED),
    ("<div markdown>\n\n    print(1)\n\n</div>", 2, TYPED),
    ('<div class="highlight">print(1)</div>', 0, TYPED),
    ("print(1)\n{ .highlight }", 1, TYPED),
    ("| a |\n| --- |\n| <pre>print(1)</pre> |", 2, TYPED),
    ("<code>print(1)\nprint(2)</code>", 0, TYPED),
    ("`print(1)`  \n`print(2)`", 0, TYPED),
    ("`#!py print(1)`", 0, TYPED),
    ("Write `a = 1; print(a)` there.", 0, TYPED),
    ("<samp>print(1)</samp>", 0, TYPED),
    ('<iframe src="shop.html"></iframe>', 0, TYPED),
    (f'```py hl_lines="1"\n{FENCE[6:]}', 0, "hl_lines goes wrong when the"),
    (f'```py title="shop"\n{FENCE[6:]}', 0, "no caption; write the language"),
    (FENCE.replace("```", "    ```"), 0, TYPED),
    (f"> {FENCE}".replace("\n", "\n> "), 1, NO_INCLUDE),
    (FENCE.replace('"', "'"), 1, NO_INCLUDE),
    (FENCE.replace('"\n', ':3:5"\n'), 1, NO_INCLUDE),
    (f"--8<--\n{PROGRAM}\n--8<--", 0, NO_INCLUDE),
    (f'--8<-- "{PROGRAM}"', 0, f"put {PROGRAM} between two ``` lines"),
    (
        FENCE.replace(PROGRAM, "snippets/gone.py"),
        1,
        "no file snippets/gone.py; fix the include's path",
    ),
    (
        FENCE.replace(PROGRAM, f"{FOLDER}/outside_a_run.py:gone"),
        1,
        f"no section 'gone' in {FOLDER}/outside_a_run.py; it has: use",
    ),
    (
        FENCE.replace(PROGRAM, TEST),
        1,
        f"{TEST} is not tested; include a file under snippets/",
    ),
    ("![](../images/shop.light.webp)", 0, NO_ALT),
    ('<img src="../images/shop.light.webp">', 0, NO_ALT),
    ("![the shop](../shop.png)", 0, NO_PROGRAM),
    ("<!-- errorz -->", 0, f"<!-- errorz --> {NO_MARK}"),
    (
        "Next: [assets](define.md)",
        0,
        "the footer leads to the next page; delete",
    ),
    ("See <!-- errors -->.", 0, f"<!-- errors --> {NO_MARK}"),
    (
        f"## It goes wrong\n\n### Why\n\n{FENCE}",
        2,
        f"no mistake; name its program mistake_….py, not {PROGRAM}",
    ),
    (
        f'## Why\n\n```py\n--8<-- "{FOLDER}/mistake_public_state.py"\n```',
        0,
        f"the error of {FOLDER}/mistake_public_state.py is not shown; include "
        f"{FOLDER}/mistake_public_state.txt below it",
    ),
    (
        f'## Why\n\n```text\n--8<-- "{FOLDER}/mistake_public_state.txt"\n```'
        "\n\n### Next\n\nText.",
        3,
        f"no remedy; say below {FOLDER}/mistake_public_state.txt what to do",
    ),
    (
        f'## Why\n\n```text\n--8<-- "{FOLDER}/mistake_public_state.txt"\n```'
        "\n\nTo store, the field is not enough. Use another.",
        3,
        "'To store, the field is not enough.' is below "
        f"{FOLDER}/mistake_public_state.txt; begin with what to do instead",
    ),
]
# A file, what is added to it, and how the first added line is named.
IN_A_FILE = [
    (
        PROGRAM,
        "# --8<-- [start:new]\npass\n# --8<-- [end:new]",
        "section 'new' is shown on no page; include "
        f'"{PROGRAM}:new" or remove its marks',
    ),
    (
        PROGRAM,
        '@dg.asset(required_resource_keys={"x"})\ndef x(): ...',
        "required_resource_keys is legacy; name the resource as a parameter",
    ),
    (PROGRAM, "def (:", "syntax error: invalid syntax; fix it"),
    (TEST, "def test_x():\n    print(1)", "test_x asserts nothing; compare"),
    (TEST, "def test_x():\n    assert True", "test_x asserts nothing; compare"),
    (
        TEST,
        "def test_x():\n    assert made()\n    pytest.xfail()",
        "test_x may be skipped; let it state what happens instead",
    ),
    (
        TEST,
        "def test_x():\n    helper()\ndef helper():\n    print(1)",
        "test_x asserts nothing; compare what happens with what is claimed",
    ),
    ("mkdocs.yml", "  - Gone: gone.md", "there is no page docs/gone.md"),
]
NO_TEST = "holds no test; state the page's claims"
# A file, its new text or None where it is deleted, and what is named.
NEW_FILES = [
    (
        f"{FOLDER}/new.py",
        '"""An orphan."""\n',
        f"{FOLDER}/new.py:1: is on no page; include it in {PAGE} or delete it",
    ),
    (
        f"{FOLDER}/printed.txt",
        "40\n",
        f"{FOLDER}/printed.txt:1: nothing uses printed.txt; let a program "
        "read or print it",
    ),
    (
        f"{FOLDER}/install.sh",
        "pip install shop\n",
        f"{FOLDER}/install.sh:1: nothing uses install.sh; let a program read "
        "or print it",
    ),
    (
        f"{FOLDER}/mistake_new.py",
        '"""Nothing."""\n',
        f"{FOLDER}/mistake_new.py:1: shows nothing wrong; let it raise, or "
        "print what is",
    ),
    (
        "snippets/resources/nowhere/shop.py",
        '"""A shop."""\n',
        "docs/resources/nowhere.md:1: no such page, but there is a folder of "
        "its snippets; write it",
    ),
    (
        PROGRAM,
        "import dagster as dg\n",
        f"{PROGRAM}:1: no docstring; say in one sentence what it shows",
    ),
    (
        PROGRAM,
        '"""A shop."""\n' + "a = 1\n" * 40,
        f"{PROGRAM}:1: 41 lines, 40 at most; split it",
    ),
    (
        "docs/resources/new.md",
        "# New\n",
        "docs/resources/new.md:1: not in the navigation; add it to mkdocs.yml",
    ),
    (
        "docs/resources/new.md",
        "# New\n",
        "docs/resources/new.md:1: its address is new; run "
        "`uv run python -m tests._harness addresses`",
    ),
    (
        "tests/resources/test_gone.py",
        "def test_x():\n    assert made()\n",
        "tests/resources/test_gone.py:1: proves no page; move it to "
        "tests/_machinery",
    ),
    (TEST, "", f"{PAGE}:1: no proof; state the page's claims in {TEST}"),
    (TEST, "def helper(): ...\n", f"{TEST}:1: {NO_TEST}"),
    (
        PAGE,
        f"# Life\n\n{'word ' * 900}\n",
        f"{PAGE}:1: 901 words of prose, 900 at most; cut it",
    ),
]


def problems_of(root: Path) -> list[str]:
    site = Site(root)
    return [str(problem) for check in CHECKS for problem in check(site)]


def append(path: Path, text: str) -> int:
    """Add a paragraph to a file and give the number of its first line."""
    before = path.read_text()
    path.write_text(f"{before}\n{text}\n")
    return before.count("\n") + 2


@pytest.mark.parametrize("check", [*CHECKS, check_reference])
def test_the_site_has_no_faults(
    check: Callable[[Site], Iterable[Problem]],
) -> None:
    problems = sorted(check(current_site()))
    assert not problems, "\n".join(map(str, problems))


def test_a_repository_without_fault_has_no_problems(small: Path) -> None:
    assert problems_of(small) == []


@pytest.mark.parametrize(("text", "offset", "message"), ON_A_PAGE)
def test_a_fault_on_a_page_is_named(
    small: Path, text: str, offset: int, message: str
) -> None:
    line = append(small / PAGE, text) + offset
    found = problems_of(small)
    assert any(f"{PAGE}:{line}: {message}" in problem for problem in found)


def test_a_fault_in_the_readme_is_named(small: Path) -> None:
    line = append(small / "README.md", "```py\nprint(1)\n```")
    (problem,) = problems_of(small)
    assert problem.startswith(f"README.md:{line}: {TEXT}")


@pytest.mark.parametrize(
    "text",
    [
        FENCE,
        "- item\n\n    " + FENCE.replace("\n", "\n    "),
        '=== "Tab"\n\n    ' + FENCE.replace("\n", "\n    "),
        "Write `dg.asset` or `a = 1`, and press <kbd>Enter</kbd>.",
        "| code |\n| --- |\n| `uv run pytest` |",
        "- `dg.asset`\n- `dg.op`",
        "```sh\nuv run pytest\n```",
        "<!-- errors -->",
    ],
)
def test_what_a_page_may_hold_is_not_a_fault(small: Path, text: str) -> None:
    append(small / PAGE, text)
    assert problems_of(small) == []


@pytest.mark.parametrize(("file", "text", "message"), IN_A_FILE)
def test_a_fault_in_a_file_is_named_with_its_line(
    small: Path, file: str, text: str, message: str
) -> None:
    line = append(small / file, text)
    assert problems_of(small)[0].startswith(f"{file}:{line}: {message}")


@pytest.mark.parametrize(("file", "text", "problem"), NEW_FILES)
def test_a_file_with_a_fault_is_named(
    small: Path, file: str, text: str, problem: str
) -> None:
    (small / file).parent.mkdir(exist_ok=True)
    (small / file).write_text(text)
    assert problem in problems_of(small)


@pytest.mark.parametrize(
    ("nav", "message"),
    [
        (
            "- Build:\n  - Life:\n    - Life cycle: resources/life_cycle.md",
            "'Life cycle' repeats 'Life'; shorten the label",
        ),
        (
            "- Life cycle: resources/life_cycle.md\n- Gone: resources/gone.md",
            "there is no page docs/resources/gone.md",
        ),
    ],
)
def test_a_fault_of_the_navigation_is_named(
    small: Path, nav: str, message: str
) -> None:
    settings = (small / "mkdocs.yml").read_text().partition("\nnav:")[0]
    (small / "mkdocs.yml").write_text(f"{settings}\nnav:\n{nav}\n")
    line = len(f"{settings}\nnav:\n{nav}".splitlines())
    assert problems_of(small) == [f"mkdocs.yml:{line}: {message}"]


@pytest.mark.parametrize("heading", ["# Start", "## Start", "### `Start`"])
def test_a_heading_that_is_the_title_of_another_page_is_named(
    small: Path, heading: str
) -> None:
    (small / "docs/index.md").write_text("# Start\n")
    addresses = small / "tests/_harness/check/addresses.txt"
    addresses.write_text("/\n" + addresses.read_text())
    settings = (small / "mkdocs.yml").read_text()
    (small / "mkdocs.yml").write_text(
        settings.replace("nav:\n", "nav:\n  - Home: index.md\n")
    )
    assert problems_of(small) == []
    line = append(small / PAGE, heading)
    (problem,) = problems_of(small)
    assert (
        problem == f"{PAGE}:{line}: docs/index.md has this title; use another"
    )


def test_a_test_asserts_by_what_it_calls(small: Path) -> None:
    for body in ("helper()", "with pytest.raises(KeyError): {}[1]"):
        append(small / TEST, f"def test_x():\n    {body}")
        append(small / TEST, "def helper():\n    assert made()")
    assert problems_of(small) == []


def test_a_page_has_its_proof_where_it_has_its_programs() -> None:
    assert (
        proof_of(page_showing("snippets/a/b/orders.py")) == "tests/a/test_b.py"
    )
    assert (
        proof_of(page_showing("snippets/index/a.py")) == "tests/test_index.py"
    )


def test_ci_runs_each_command_that_pages_may_type() -> None:
    run = (ROOT / ".ci/run").read_text()
    lines = {
        re.sub(r'^faketime -m "[^"]+" ', "", line.strip())
        for line in re.split(r"\n|&&", run)
    }
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    dependencies = settings["project"]["dependencies"]
    names = {Requirement(each).name for each in dependencies}
    for command in read_commands(current_site()):
        # What a page installs is what its programs ran with.
        packages = command.removeprefix("pip install ")
        is_run = {*command.split(" && ")} <= lines
        wanted = shlex.split(packages)
        assert is_run or {Requirement(each).name for each in wanted} <= names


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (
            "from dagster import asset",
            "ICN003 Members of `dagster` should not be imported explicitly",
        ),
        ("import dagster", "ICN001 `dagster` should be imported as `dg`"),
        (
            "import dagster as dg\n\ndg.resource",
            "TID251 `dagster.resource` is banned: "
            "Subclass dg.ConfigurableResource. See resources/migrating",
        ),
        (
            "import dagster as dg\n\ndg.io_manager",
            "TID251 `dagster.io_manager` is banned: "
            "Subclass dg.ConfigurableIOManager. See io_managers/migrating",
        ),
        (
            "from __future__ import annotations",
            "TID251 `__future__.annotations` is banned: "
            "Dagster reads annotations, not their text. See start/imports",
        ),
    ],
)
def test_ruff_names_an_import_against_the_rules(
    code: str, message: str
) -> None:
    path = "snippets/index/new.py"
    found = ask_ruff("check", f"--stdin-filename={path}", "-", code=code)
    line = len(code.splitlines())
    assert re.search(rf"{path}:{line}:\d+: {re.escape(message)}", found)


def test_ruff_names_a_file_that_is_not_formatted(tmp_path: Path) -> None:
    (tmp_path / "new.py").write_text("a = 1\nb   =  1\n")
    found = ask_ruff("format", "--check", str(tmp_path))
    assert re.search(r"new\.py:2:\d+: unformatted", found)


def test_all_code_is_as_ruff_wants_it() -> None:
    found = ask_ruff("check") + ask_ruff("format", "--check")
    found += "\nrun `uv run ruff check --fix` and `uv run ruff format`"
    assert ".py:" not in found, found


def ask_ruff(*arguments: str, code: str = "") -> str:
    """Give what ruff prints about all files, or about code."""
    options = ["--no-cache", "--output-format=concise"]
    return run_python("-m", "ruff", *arguments, *options, input=code).stdout
