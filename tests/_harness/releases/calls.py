"""Lists what a snippet uses of Dagster: names, attributes and calls."""

import ast
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from tests._harness.releases.surface import Surface


@dataclass(frozen=True)
class Call:
    """A call of something of Dagster's.

    Args:
        keywords: The keywords that it passes.
        positional: How many arguments it passes by position.
        open: Whether it passes more by `*` or `**`.
    """

    keywords: frozenset[str]
    positional: int
    open: bool


@dataclass
class Uses:
    """What a program uses.

    Args:
        names: The names behind `dg.`.
        attributes: All attributes that it reads, of whatever.
        calls: What it calls, by `dg.` name or by attribute.
    """

    names: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)
    calls: defaultdict[str, set[Call]] = field(
        default_factory=lambda: defaultdict(set)
    )

    def touch(self, *surfaces: Surface) -> set[str]:
        """Give the classes that the program names or gets from what it uses.

        Args:
            surfaces: Of the releases in question.
        """
        touched = set(self.names)
        while True:
            found = set(touched)
            for surface in surfaces:
                for name in touched & surface.names.keys():
                    entry = surface.names[name]
                    found.update(entry.returns)
                    for attribute in self.attributes & entry.members.keys():
                        found.update(entry.members[attribute].returns)
            if found == touched:
                return touched
            touched = found


def find_uses(program: Path) -> Uses:
    """Read a program.

    Args:
        program: Its file.
    """
    uses = Uses()
    try:
        tree = ast.parse(program.read_text())
    except SyntaxError:  # a mistake may be one
        return uses
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            if isinstance(node.value, ast.Name) and node.value.id == "dg":
                uses.names.add(node.attr)
            uses.attributes.add(node.attr)
        elif isinstance(node, ast.ImportFrom) and node.module == "dagster":
            uses.names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.Call):
            keywords = frozenset(w.arg for w in node.keywords if w.arg)
            starred = any(isinstance(a, ast.Starred) for a in node.args)
            more = starred or any(w.arg is None for w in node.keywords)
            call = Call(keywords, len(node.args), more)
            uses.calls[_callee(node.func)].add(call)
        elif isinstance(node, ast.FunctionDef):
            uses.attributes.add(node.name)  # it may override a method
            for decorator in node.decorator_list:
                if not isinstance(decorator, ast.Call):
                    call = Call(frozenset(), 1, open=False)
                    uses.calls[_callee(decorator)].add(call)
    return uses


def _callee(node: ast.expr) -> str:
    if isinstance(node, ast.Subscript):
        return _callee(node.value)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
