"""Finds what may notice a change of a program: claims, and what it makes."""

import ast
import re
from pathlib import Path

from docs._ext.core.site import Site, proof_of
from docs._ext.open_in_ui import opens_in_the_ui
from tests._harness.check.pages import page_showing


def choose_tests(site: Site, program: str) -> list[str]:
    """Give what pytest is to run for a program, besides the program itself."""
    path = Path(program)
    claims = proof_of(page_showing(program))
    found = find_claims(site, program)
    tests = [f"{claims}::{name}" for name in found if name[:5] == "test_"]
    if opens_in_the_ui(site, program):
        tests.append(f"{program}::definitions")
    folder = f"{path.parent.as_posix()}/"
    made = (".svg", ".console")
    return tests + [
        name
        for name in site.snippets
        if name.startswith(folder) and name.endswith(made)
    ]


def find_claims(site: Site, program: str) -> dict[str, str]:
    """Give the source of the tests that name a program, and what they use.

    A test that reaches the program in another way is not found, so a mutant can
    be said to live that a test would kill, but never the other way round.
    """
    file = site.root / proof_of(page_showing(program))
    source = file.read_text() if file.exists() else ""
    lines = source.splitlines()
    texts = {
        name: "\n".join(lines[_first_line(node) - 1 : node.end_lineno])
        for node in ast.parse(source).body
        for name in _defined(node)
    }
    names = {Path(program).stem}
    found: set[str] = set()
    while names:
        named = re.compile(rf"\b({'|'.join(map(re.escape, names))})\b")
        names = {n for n, text in texts.items() if named.search(text)} - found
        found |= names
    return {name: text for name, text in texts.items() if name in found}


def _first_line(node: ast.stmt) -> int:
    parts = [node, *getattr(node, "decorator_list", [])]
    return min(int(part.lineno) for part in parts)


def _defined(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else []
    return [t.id for t in targets if isinstance(t, ast.Name)]
