"""Two houses: `docs/_ext` shows, `tests/_harness` proves; one border."""

import ast
import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from docs._ext.core.site import Problem, Site, current_site
from tests._machinery.tools import write_files

NOT_CORE = r"dagster|metaxy|docs\._ext\.(?!core)"
# Where, what may not be imported there, and what to do instead.
BORDERS = [
    ("docs/", r"tests\b", "what shows cannot need what proves; move one"),
    ("docs/_ext/core/", NOT_CORE, "the core knows no wing; let it register"),
    ("tests/_harness/run/(?!dagster_)", NOT_CORE, "use it in plugin.py"),
]
HOUSES = r"docs/_ext/|tests/_\w+/|tests/(.+/)?(conftest|test_\w+)\.py"


def check_architecture(site: Site) -> Iterator[Problem]:
    """Every module is in its house, and no import crosses the border."""
    paths = [
        p for f in ("docs", "tests") for p in (site.root / f).rglob("*.py")
    ]
    files = {site.name(path): find_imports(path) for path in paths}
    for file, imports in files.items():
        if not re.match(HOUSES, file):
            yield Problem(file, 1, "is in no house; move it to tests/_harness")
        wing = re.match(r"(?:docs/_ext|tests/_harness)/(\w+/)", file)
        tests = f"tests/_machinery/{wing[1]}test_" if wing else ""
        if not any(each.startswith(tests) for each in files):
            yield Problem(file, 1, f"its wing has no tests; write {tests}….py")
        for where, names, remedy in BORDERS:
            for name, line in imports.items():
                if re.match(where, file) and re.match(names, name):
                    yield Problem(file, line, f"imports {name}; {remedy}")
    modules = {f[:-3].replace("/", "."): names for f, names in files.items()}
    try:
        TopologicalSorter(modules).prepare()
    except CycleError as error:
        name, by, *_ = error.args[1]
        message = f"imports {name}, which imports this; split one of them"
        yield Problem(f"{by.replace('.', '/')}.py", modules[by][name], message)


def find_imports(path: Path) -> dict[str, int]:
    """Map each name that a module imports, at its top or late, to the line."""
    found: dict[str, int] = {}
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import | ast.ImportFrom):
            module = getattr(node, "module", None)
            for each in node.names:
                name = f"{module}.{each.name}" if module else each.name
                found |= {name: node.lineno, module or name: node.lineno}
    return found


def test_every_module_is_in_its_house() -> None:
    problems = sorted(check_architecture(current_site()))
    assert not problems, "\n".join(map(str, problems))


RUN = "tests/_harness/run/x.py"
FAULTS = [
    ("docs/_ext/x.py", "import tests.y", "1: imports tests.y; what"),
    ("docs/_ext/core/x.py", "\nimport dagster", "2: imports dagster; the"),
    ("docs/_ext/core/x.py", "import docs._ext.y", "1: imports docs._ext.y;"),
    (RUN, "if 1:\n import metaxy as mx", "2: imports metaxy; use it in"),
    ("tests/_harness/new/x.py", "", "1: its wing has no tests; write tests"),
    ("docs/assets/x.py", "", "1: is in no house; move it to tests/_harness"),
    ("tests/assets/x.py", "", "1: is in no house; move it to tests/_harness"),
    ("docs/_ext/x.py", "import docs._ext.x", "1: imports docs._ext.x, which"),
]


@pytest.mark.parametrize(("file", "text", "problem"), FAULTS)
def test_a_module_in_the_wrong_house_is_named(
    tmp_path: Path, file: str, text: str, problem: str
) -> None:
    tests = {f"tests/_machinery/{w}/test_x.py": "" for w in ("core", "run")}
    site = write_files(tmp_path, tests | {file: text})
    found = [str(each) for each in check_architecture(site)]
    assert any(each.startswith(f"{file}:{problem}") for each in found), found
