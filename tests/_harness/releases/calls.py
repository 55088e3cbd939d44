"""Lists what a program uses of Dagster: names, attributes and calls."""

import ast
from collections import defaultdict
from dataclasses import dataclass, field

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
        names: The names after `dg.`.
        attributes: All attributes that it reads, of whatever.
        calls: What it calls, by `dg.` name or by attribute.
    """

    names: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)
    calls: defaultdict[str, set[Call]] = field(
        default_factory=lambda: defaultdict(set)
    )

    def relate(self, *surfaces: Surface) -> set[str]:
        """Give the classes that the program names or gets from what it uses."""
        related: set[str] = set()
        found = set(self.names)
        while found != related:
            related = set(found)
            for symbols in [surface.symbols for surface in surfaces]:
                for name in related & symbols.keys():
                    members = [f"{name}.{a}" for a in self.attributes]
                    for used in [name, *members]:
                        if used in symbols:
                            found.update(symbols[used].related)
        return related


def find_uses(program: str) -> Uses:
    """Read the text of a program."""
    uses = Uses()
    try:
        tree = ast.parse(program)
    except SyntaxError:  # a mistake may be one
        return uses
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value, name):
                if isinstance(value, ast.Name) and value.id == "dg":
                    uses.names.add(name)
                uses.attributes.add(name)
            case ast.ImportFrom("dagster", names):
                uses.names.update(alias.name for alias in names)
            case ast.Call():
                uses.calls[_name(node.func)].add(_read_call(node))
            case ast.FunctionDef(name, decorator_list=decorators):
                uses.attributes.add(name)  # it may override a method
                for decorator in decorators:
                    if not isinstance(decorator, ast.Call):
                        call = Call(frozenset(), 1, open=False)
                        uses.calls[_name(decorator)].add(call)
    return uses


def _read_call(node: ast.Call) -> Call:
    keywords = frozenset(k.arg for k in node.keywords if k.arg)
    is_open = any(isinstance(a, ast.Starred) for a in node.args)
    is_open = is_open or any(k.arg is None for k in node.keywords)
    return Call(keywords, len(node.args), is_open)


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Subscript):
        return _name(node.value)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
