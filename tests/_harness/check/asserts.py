"""Finds tests that assert nothing, so that nothing can make them fail."""

import ast
from collections.abc import Iterator

from docs._ext.core.site import Problem, Site, per_site

# What fails by itself: of pytest, Dagster, Playwright, and the runner.
_ASSERTING = {
    *("raises", "warns", "fail"),
    *("validate_loadable", "wait_for", "run_program"),
}
_Functions = dict[str, ast.FunctionDef]


def check_asserts(site: Site) -> Iterator[Problem]:
    """Every test asserts, by itself or by a function that it calls."""
    for path in sorted((site.root / "tests").rglob("test_*.py")):
        name = site.name(path)
        functions = _find_functions(site, name)
        tests = [f for f in functions if f.startswith("test_")]
        if not tests:
            message = "holds no test; state the page's claims"
            yield Problem(name, 1, message)
        for test in tests:
            for message in _find_faults(functions, test):
                line = functions[test].lineno
                yield Problem(name, line, f"{test} {message}")


def _find_faults(functions: _Functions, test: str) -> Iterator[str]:
    if not _asserts(functions, test, set()):
        yield "asserts nothing; compare what happens with what is claimed"
    for node in ast.walk(functions[test]):
        if isinstance(node, ast.Attribute) and node.attr in ("skip", "xfail"):
            yield "may be skipped; let it state what happens instead"


@per_site
def _find_functions(site: Site, path: str) -> _Functions:
    """The functions of a module, after those that it imports from `tests`."""
    functions: _Functions = {}
    file = site.root / path
    body = ast.parse(file.read_text()).body if file.is_file() else []
    for node in body:
        if isinstance(node, ast.ImportFrom) and node.module:
            module = f"{node.module.replace('.', '/')}.py"
            if module.startswith("tests/"):
                functions |= _find_functions(site, module)
    return functions | {
        node.name: node for node in body if isinstance(node, ast.FunctionDef)
    }


def _asserts(functions: _Functions, name: str, seen: set[str]) -> bool:
    if name in _ASSERTING:
        return True
    if name in seen or name not in functions:
        return False
    seen.add(name)
    return any(
        _asserts(functions, _name(node.func), seen)
        if isinstance(node, ast.Call)
        else isinstance(node, ast.Assert) and _can_fail(node.test)
        for node in ast.walk(functions[name])
    )


def _name(node: ast.AST) -> str:
    """What an attribute or a variable is called."""
    return str(getattr(node, "attr", getattr(node, "id", "")))


def _can_fail(test: ast.expr) -> bool:
    """Whether an assertion looks at something; `assert True` does not."""
    looks = (ast.Name, ast.Call)
    return any(isinstance(node, looks) for node in ast.walk(test))
