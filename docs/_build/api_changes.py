"""Changes Dagster for one program as a release could change it."""

import ast
import functools
import importlib
import inspect
import re
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from enum import EnumMeta
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any
from unittest import mock

import dagster as dg

_ERROR = re.compile(r"^(dagster[\w.]*)\.(\w+)(?::|$)", re.MULTILINE)


@dataclass(frozen=True)
class Change:
    """One change of Dagster that a program should notice.

    Args:
        kind: What changes: `gone`, `deprecated`, `keyword gone`,
            `default turned` or `other error`.
        name: The name under `dg`, or the error's full name.
        keyword: The keyword that changes, if one does.
    """

    kind: str
    name: str
    keyword: str = ""

    def __str__(self) -> str:
        """The change in words: `keyword gone: asset(deps)`."""
        keyword = f"({self.keyword})" if self.keyword else ""
        return f"{self.kind}: {self.name}{keyword}"


def find_changes(path: Path) -> list[Change]:
    """List the changes of Dagster that touch what a program uses.

    Args:
        path: The program. The error of a mistake stands beside it.
    """
    tree = ast.parse(path.read_text())
    names = {name for node in ast.walk(tree) if (name := _name(node))}
    changes = {Change("gone", name) for name in names if _is_own(name)}
    changes |= {Change("deprecated", name) for name in names if _is_own(name)}
    errors = _errors(path)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (name := _name(node.func)):
            used = {k.arg for k in node.keywords if k.arg}
            own = used if _is_own(name) else set()
            changes |= {Change("keyword gone", name, k) for k in own}
            if not any(k.arg is None for k in node.keywords):
                turned = read_switches(name).keys() - used
                changes |= {Change("default turned", name, k) for k in turned}
        if isinstance(node, ast.ExceptHandler) and node.type:
            caught = [_name(part) for part in ast.walk(node.type)]
            errors |= {f"dagster.{name}" for name in caught if name}
    changes |= {Change("other error", name) for name in errors}
    return sorted(changes, key=str)


def make(change: Change, path: Path) -> AbstractContextManager[None]:
    """Change Dagster, for as long as the context lasts.

    Args:
        change: What to change.
        path: The program that is to notice it. Calls from elsewhere, such as
            Dagster's own, find keywords and defaults as they are.
    """
    match change.kind:
        case "gone":
            return _gone(change.name)
        case "deprecated":
            return _deprecated(change.name)
        case "keyword gone":
            return _called(change, path, _refuse)
        case "default turned":
            return _called(change, path, _turn)
        case _:
            return _other_error(change.name)


def _name(node: ast.AST) -> str:
    """The dotted name under `dg` that an expression is, or nothing."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.insert(0, node.attr)
        node = node.value
    is_dagster = isinstance(node, ast.Name) and node.id == "dg"
    return ".".join(parts) if is_dagster else ""


def _owner(name: str) -> tuple[Any, str]:
    """What holds a name, and the last part of it."""
    *path, last = name.split(".")
    return functools.reduce(getattr, path, dg), last


def _is_own(name: str) -> bool:
    """Whether a name exists and is a class's own or the module's."""
    try:
        owner, last = _owner(name)
    except AttributeError:
        return False
    if isinstance(owner, ModuleType):
        return hasattr(owner, last)
    return isinstance(owner, type) and bool(_definer(owner, last))


def _definer(cls: type, name: str) -> type | None:
    return next((base for base in cls.__mro__ if name in vars(base)), None)


def read_switches(name: str) -> dict[str, bool]:
    """Give the parameters that are true or false by default.

    Args:
        name: What takes them, a name under `dg`.
    """
    try:
        owner, last = _owner(name)
        parameters = inspect.signature(getattr(owner, last)).parameters
    except (AttributeError, TypeError, ValueError):
        return {}
    return {
        p.name: p.default
        for p in parameters.values()
        if isinstance(p.default, bool)
    }


def _errors(path: Path) -> set[str]:
    """The full names of Dagster's errors that a mistake ends with."""
    text = path.with_suffix(".txt")
    found = _ERROR.findall(text.read_text()) if text.exists() else []
    return {f"{module}.{name}" for module, name in found}


@contextmanager
def _gone(name: str) -> Iterator[None]:
    owner, last = _owner(name)
    holder = owner if isinstance(owner, ModuleType) else _definer(owner, last)
    if isinstance(holder, EnumMeta):
        with _replaced(holder, last), mock.patch.dict(holder._member_map_):
            del holder._member_map_[last]
            yield
        return
    before = vars(holder)[last]
    delattr(holder, last)
    try:
        yield
    finally:
        setattr(holder, last, before)


@contextmanager
def _replaced(
    members: EnumMeta, name: str, attribute: object = None
) -> Iterator[None]:
    """Replace a member of an enumeration, which Python itself forbids."""
    before = vars(members)[name]
    if attribute is None:
        type.__delattr__(members, name)
    else:
        type.__setattr__(members, name, attribute)
    try:
        yield
    finally:
        type.__setattr__(members, name, before)


@contextmanager
def _deprecated(name: str) -> Iterator[None]:
    owner, last = _owner(name)

    def warn() -> None:
        text = f"`{name}` is deprecated and will be removed"
        warnings.warn(text, DeprecationWarning, stacklevel=3)

    if isinstance(owner, ModuleType):
        before = vars(owner)[last]

        def look_up(wanted: str) -> Any:
            if wanted == last:
                warn()
                return before
            raise AttributeError(wanted)

        with _gone(name), mock.patch.object(owner, "__getattr__", look_up):
            yield
        return

    holder = _definer(owner, last)
    warns = _Warns(vars(holder)[last], warn)
    if isinstance(holder, EnumMeta):
        with _replaced(holder, last, warns):
            yield
        return
    with mock.patch.object(holder, last, warns):
        yield


class _Warns:
    """Gives an attribute of a class as it is, with a warning."""

    def __init__(self, attribute: Any, warn: Callable[[], None]) -> None:
        self.attribute = attribute
        self.warn = warn

    def __get__(self, instance: Any, owner: type) -> Any:
        self.warn()
        if hasattr(self.attribute, "__get__"):
            return self.attribute.__get__(instance, owner)
        return self.attribute


def _refuse(keywords: dict[str, Any], change: Change) -> None:
    if change.keyword in keywords:
        raise TypeError(
            f"{change.name}() got an unexpected keyword argument "
            f"'{change.keyword}'"
        )


def _turn(keywords: dict[str, Any], change: Change) -> None:
    owner, last = _owner(change.name)
    parameters = inspect.signature(getattr(owner, last)).parameters
    if change.keyword not in keywords:
        keywords[change.keyword] = not parameters[change.keyword].default


def _turned(function: Callable[..., Any], change: Change) -> inspect.Signature:
    signature = inspect.signature(function)
    turned = [
        p.replace(default=not p.default) if p.name == change.keyword else p
        for p in signature.parameters.values()
    ]
    return signature.replace(parameters=turned)


@contextmanager
def _called(
    change: Change,
    path: Path,
    meet: Callable[[dict[str, Any], Change], None],
) -> Iterator[None]:
    """Let calls from the program meet a change of their keywords."""
    owner, last = _owner(change.name)
    target = getattr(owner, last)
    if isinstance(target, type):
        holder: Any = target
        last = "__init__" if "__init__" in vars(target) else "__new__"
    elif isinstance(owner, ModuleType):
        holder = owner
    else:
        holder = _definer(owner, last)
    before = vars(holder).get(last) or getattr(holder, last)
    function = getattr(before, "__func__", before)

    @functools.wraps(function)
    def changed(*args: Any, **keywords: Any) -> Any:
        if sys._getframe(1).f_code.co_filename == str(path):
            with mock.patch.object(holder, last, before):
                meet(keywords, change)
        return function(*args, **keywords)

    if meet is _turn:
        changed.__signature__ = _turned(function, change)  # type: ignore[attr-defined]
    is_bound = isinstance(before, classmethod | staticmethod)
    replacement = type(before)(changed) if is_bound else changed
    if last == "__new__" and isinstance(replacement, FunctionType):
        replacement = staticmethod(replacement)
    with mock.patch.object(holder, last, replacement):
        yield


@contextmanager
def _other_error(name: str) -> Iterator[None]:
    """Let an error be of another class: of another name, caught by none."""
    module, _, last = name.rpartition(".")
    error = getattr(importlib.import_module(module), last)
    other = type("AnotherError", (Exception,), {})
    with ExitStack() as changes:
        changes.callback(setattr, error, "__qualname__", error.__qualname__)
        error.__qualname__ = "AnotherError"
        if hasattr(dg, last):
            changes.enter_context(mock.patch.object(dg, last, other))
        yield
