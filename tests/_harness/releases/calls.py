"""Lists what a program uses of Dagster: names, attributes and calls."""

import ast
from collections import defaultdict
from dataclasses import dataclass

from tests._harness.releases.surface import DAGSTER, Surface


@dataclass(frozen=True)
class Call:
    """What a call passes."""

    keywords: frozenset[str] = frozenset()
    positional: int = 1
    open: bool = False  # to more, by `*` or `**`


class Uses:
    """What a program uses."""

    def __init__(self) -> None:
        self.names: set[str] = set()  # after `dg.`, or `metaxy:MetaxyStore`
        self.attributes: set[str] = set()  # of whatever
        self.calls: defaultdict[str, set[Call]] = defaultdict(set)

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


def read_uses(program: str) -> Uses:
    """Read the text of a program."""
    uses = Uses()
    try:
        tree = ast.parse(program)
    except SyntaxError:  # a mistake may be one
        return uses
    modules = {"dg": DAGSTER}
    for node in ast.walk(tree):
        match node:
            case ast.Import(names):
                modules |= {a.asname: a.name for a in names if a.asname}
            case ast.Attribute(value, name):
                if isinstance(value, ast.Name) and value.id in modules:
                    uses.names.add(_full_name(modules[value.id], name))
                uses.attributes.add(name)
            case ast.ImportFrom(str(module), names):
                uses.names.update(_full_name(module, a.name) for a in names)
            case ast.Call():
                uses.calls[_name(node.func)].add(_read_call(node))
            case ast.FunctionDef(name, decorator_list=decorators):
                uses.attributes.add(name)  # it may override a method
                for decorator in decorators:  # each is called with the function
                    if not isinstance(decorator, ast.Call):
                        uses.calls[_name(decorator)].add(Call())
    return uses


def _full_name(module: str, name: str) -> str:
    return name if module == DAGSTER else f"{module}:{name}"


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
