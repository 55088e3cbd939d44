"""Finds the names in a program that have an entry in the reference.

A name counts as what the program's own imports make it; an attribute, as what
an annotation, a class or a return type says of the object before the dot.
"""

import ast
import inspect
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from typing import get_args, get_origin

from docs._ext.core.site import Site, is_mistake, per_site
from docs._ext.reference.names import METAXY, exported_names, load_object

_MODULES = ("dagster", METAXY)
_ITERATORS = {Generator, Iterator}


class UnknownNameError(LookupError):
    """A program uses a name that what is installed has not."""


@dataclass(frozen=True, order=True)
class Use:
    """A name in a program."""

    line: int  # its line, counted from 1
    start: int  # the column where it starts, in characters, counted from 0
    end: int  # the column after it
    identifier: str  # what it is: `dagster.AutomationCondition.eager`

    @property
    def name(self) -> str:
        """The identifier of the public name that it belongs to."""
        return public_part(self.identifier)


def public_part(identifier: str) -> str:
    """Give the public name that an identifier is, or belongs to."""
    module = next(m for m in _MODULES if identifier.startswith(f"{m}."))
    first = identifier.removeprefix(f"{module}.").partition(".")[0]
    return f"{module}.{first}"


@per_site
def find_uses(site: Site, path: str) -> tuple[Use, ...]:
    """Find the names of Dagster and of Metaxy's part for it in a program.

    A name that is gone raises UnknownNameError, but in a mistake.
    """
    source = site.snippets[path]
    finder = _Finder(path, source)
    finder.visit(ast.parse(source))
    return tuple(sorted(set(finder.uses)))


@dataclass(frozen=True)
class _Value:
    """What an expression is: an object with a path, or an instance of it."""

    identifier: str
    is_instance: bool = False


_Scope = dict[str, _Value | None]


class _Finder(ast.NodeVisitor):
    """Follows what each name means, scope by scope."""

    def __init__(self, path: str, source: str) -> None:
        self.path = path
        self.lines = source.splitlines()
        self.scopes: list[_Scope] = [{}]
        self.uses: list[Use] = []

    def visit(self, node: ast.AST) -> None:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self._visit_function(node)
            case ast.ListComp() | ast.SetComp() | ast.GeneratorExp():
                self._visit_comprehension(node.generators, node.elt)
            case ast.DictComp():
                self._visit_comprehension(node.generators, node.key, node.value)
            case _:
                super().visit(node)

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            known = alias.name in _MODULES and alias.asname
            self._bind(
                alias.asname or alias.name,
                _Value(alias.name) if known else None,
            )

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        for alias in node.names:
            value = None
            if node.module in _MODULES:
                value = self._member(_Value(node.module), alias.name, node)
            self._bind(alias.asname or alias.name, value)

    def visit_Name(self, node: ast.Name) -> None:
        value = self.value_of(node)
        if value and not value.is_instance and value.identifier not in _MODULES:
            self._use(node, node.col_offset, value.identifier)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        owner = self.value_of(node.value)
        if owner and owner.identifier in _MODULES:
            if self.value_of(node):
                identifier = f"{owner.identifier}.{node.attr}"
                self._use(node, node.value.col_offset, identifier)
            return
        self.visit(node.value)
        if owner and _exists(f"{owner.identifier}.{node.attr}"):
            assert node.end_col_offset is not None
            start = node.end_col_offset - len(node.attr.encode())
            self._use(node, start, self._named(owner, node.attr))

    def _visit_function(
        self, node: ast.FunctionDef | ast.AsyncFunctionDef
    ) -> None:
        arguments = node.args
        every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        annotations = [a.annotation for a in every] + [node.returns]
        defaults = [*arguments.defaults, *arguments.kw_defaults]
        self._visit_all([*node.decorator_list, *annotations, *defaults])
        self._bind(node.name, None)
        parameters = {
            a.arg: self._instance(a.annotation) if a.annotation else None
            for a in every
        }
        self._visit_all(node.body, parameters)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._visit_all([*node.decorator_list, *node.bases, *node.keywords])
        self._bind(node.name, None)
        self._visit_all(node.body, {})

    def visit_Assign(self, node: ast.Assign) -> None:
        self.visit(node.value)
        for target in node.targets:
            self._assign(target, self.value_of(node.value))

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self.visit(node.annotation)
        if node.value:
            self.visit(node.value)
        self._assign(node.target, self._instance(node.annotation))

    def visit_With(self, node: ast.With) -> None:
        for item in node.items:
            self.visit(item.context_expr)
            if item.optional_vars:
                # Dagster's own objects give themselves.
                value = self.value_of(item.context_expr)
                self._assign(item.optional_vars, value)
        self._visit_all(node.body)

    def visit_For(self, node: ast.For) -> None:
        self.visit(node.iter)
        self._assign(node.target, None)
        self._visit_all([*node.body, *node.orelse])

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._visit_all([node.body], {a.arg: None for a in node.args.args})

    def _visit_comprehension(
        self, generators: list[ast.comprehension], *results: ast.expr
    ) -> None:
        self.scopes.append({})
        for generator in generators:
            self.visit(generator.iter)
            self._assign(generator.target, None)
            self._visit_all(generator.ifs)
        self._visit_all(results)
        self.scopes.pop()

    def value_of(self, node: ast.expr) -> _Value | None:
        """Find out what an expression is, as far as that is plain."""
        match node:
            case ast.Name(id=name):
                return next(
                    (s[name] for s in reversed(self.scopes) if name in s), None
                )
            case ast.Attribute(value=owner, attr=attr):
                value = self.value_of(owner)
                return self._member(value, attr, node) if value else None
            case ast.Call(func=function):
                value = self.value_of(function)
                return _called(value) if value else None
        return None

    def _member(self, owner: _Value, name: str, node: ast.AST) -> _Value | None:
        identifier = self._named(owner, name)
        if not _exists(identifier):
            if owner.identifier in _MODULES and not is_mistake(self.path):
                raise UnknownNameError(
                    f"{self.path}:{getattr(node, 'lineno', 1)}: there is no "
                    f"{identifier} in what is installed; use what replaces it"
                )
            return None
        if owner.identifier in _MODULES and identifier not in exported_names():
            return None
        found = load_object(identifier)
        if owner.is_instance and isinstance(found, property):
            return _returned(found.fget)
        return _Value(identifier)

    def _named(self, owner: _Value, name: str) -> str:
        """Name a member by the public class that defines it."""
        if owner.identifier not in _MODULES:
            cls = load_object(owner.identifier)
            for base in inspect.getmro(cls) if inspect.isclass(cls) else ():
                if name in vars(base):
                    public = f"dagster.{base.__name__}"
                    if public in exported_names():
                        return f"{public}.{name}"
                    break
        return f"{owner.identifier}.{name}"

    def _use(self, node: ast.expr, start: int, identifier: str) -> None:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        if not any(identifier.startswith(f"{m}.") for m in _MODULES):
            return
        if public_part(identifier) not in exported_names():
            return
        line = self.lines[node.end_lineno - 1]
        if node.lineno != node.end_lineno:
            start = node.end_col_offset - len(identifier.rpartition(".")[2])
        first, last = (
            len(line.encode()[:column].decode())
            for column in (start, node.end_col_offset)
        )
        self.uses.append(Use(node.end_lineno, first, last, identifier))

    def _visit_all(
        self, nodes: Iterable[ast.AST | None], scope: _Scope | None = None
    ) -> None:
        """Visit nodes, in a scope of their own if there is one."""
        if scope is not None:
            self.scopes.append(scope)
        for node in nodes:
            if node is not None:
                self.visit(node)
        if scope is not None:
            self.scopes.pop()

    def _instance(self, annotation: ast.expr) -> _Value | None:
        value = self.value_of(annotation)
        if value and inspect.isclass(load_object(value.identifier)):
            return _Value(value.identifier, is_instance=True)
        return None

    def _assign(self, target: ast.expr, value: _Value | None) -> None:
        if isinstance(target, ast.Name):
            self._bind(target.id, value)
            return
        for node in ast.walk(target):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                self._bind(node.id, None)
        self.visit(target)

    def _bind(self, name: str, value: _Value | None) -> None:
        self.scopes[-1][name] = value


def _exists(identifier: str) -> bool:
    try:
        load_object(identifier)
    except AttributeError:
        return False
    return True


def _called(value: _Value) -> _Value | None:
    target = load_object(value.identifier)
    if inspect.isclass(target):
        return None if value.is_instance else _Value(value.identifier, True)
    return _returned(target)


def _returned(function: object) -> _Value | None:
    """What a function returns, if its annotation is a public class."""
    if not callable(function):
        return None
    annotation = inspect.unwrap(function).__annotations__.get("return")
    return _class_named(annotation)


def _class_named(annotation: object) -> _Value | None:
    if get_origin(annotation) in _ITERATORS:
        return _class_named(next(iter(get_args(annotation)), None))
    name = getattr(annotation, "__name__", annotation)
    identifier = f"dagster.{name}"
    if identifier in exported_names() and inspect.isclass(
        load_object(identifier)
    ):
        return _Value(identifier, is_instance=True)
    return None
