"""Finds what a program imports."""

import ast
from collections.abc import Iterator


def find_imports(source: str) -> Iterator[tuple[int, str]]:
    """Give the line and the module of each import, `.` for a relative one."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.ImportFrom(level=0, module=str(module)):
                yield node.lineno, module
            case ast.ImportFrom():
                yield node.lineno, "."
            case ast.Import(names=names):
                yield from ((node.lineno, alias.name) for alias in names)
