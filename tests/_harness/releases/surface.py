"""Lists what a Dagster release offers, in an environment with that release.

`python -m tests._harness.releases.surface FILE [NAME ...]` imports Dagster and
looks at the objects; the standard library is all else that it needs. It asks
for each NAME that is not there, to keep what Dagster says of it.
"""

import ast
import importlib
import inspect
import json
import re
import sys
import textwrap
import warnings
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

_NO_ATTRIBUTE = "module {!r} has no attribute {!r}"
_OURS = "dagster"

STAGES = ("beta", "deprecated", "experimental", "preview", "superseded")


@dataclass
class Parameter:
    """A parameter as a caller sees it.

    Args:
        default: The text of its default, or None if it is required.
        position: Its place among the positional ones, or None.
        annotation: Its type.
        lifecycle: Such as `beta`, and in which release it goes, if announced.
        hidden: Whether it is accepted without being in the signature.
        read: Whether the body reads it.
    """

    default: str | None = None
    position: int | None = None
    annotation: str = ""
    lifecycle: dict[str, str] = field(default_factory=dict)
    hidden: bool = False
    read: bool = True


@dataclass
class Entry:
    """A public name, or a public member of a class.

    Args:
        kind: `class`, `function` or `attribute`.
        path: Where the class or function is defined.
        parameters: Of the function, or of the class when called; by name.
        lifecycle: Such as `deprecated`, and in which release it goes.
        members: The public members of a class.
        returns: The names in its annotation.
        swallows: Whether it takes any keyword and does nothing with it.
        known: Whether the parameters could be read.
    """

    kind: str
    path: str = ""
    parameters: dict[str, Parameter] = field(default_factory=dict)
    lifecycle: dict[str, str] = field(default_factory=dict)
    members: dict[str, "Entry"] = field(default_factory=dict)
    returns: list[str] = field(default_factory=list)
    swallows: bool = False
    known: bool = True


@dataclass
class Surface:
    """What a release offers.

    Args:
        release: The release.
        names: Each public name with what is behind it.
        messages: What the release says of names that it does not have.
    """

    release: str
    names: dict[str, Entry]
    messages: dict[str, str] = field(default_factory=dict)


def load_surface(file: Path) -> Surface:
    """Read what an environment wrote."""
    raw = json.loads(file.read_text())
    names = {name: _entry(entry) for name, entry in raw["names"].items()}
    return Surface(raw["release"], names, raw["messages"])


def _entry(raw: dict[str, Any]) -> Entry:
    parameters = {n: Parameter(**p) for n, p in raw.pop("parameters").items()}
    members = {n: _entry(e) for n, e in raw.pop("members").items()}
    return Entry(**raw, parameters=parameters, members=members)


def read_surface(
    package: ModuleType, release: str, asked: list[str]
) -> Surface:
    """Look at all public names of a package."""
    surface = Surface(release, {})
    for name in [*filter(_is_public, dir(package)), *asked]:
        try:
            value = getattr(package, name)
        except (AttributeError, ImportError) as error:
            if str(error) != _NO_ATTRIBUTE.format(package.__name__, name):
                surface.messages[name] = str(error)
        else:
            if not inspect.ismodule(value):
                surface.names[name] = describe(value)
    return surface


def _is_public(name: str) -> bool:
    return not name.startswith("_")


def describe(value: object, owner: type | None = None) -> Entry:
    """Describe an object.

    Args:
        value: The object, or the member as it is in the class.
        owner: The class that it is a member of.
    """
    target: Any = value
    for way in ("fget", "func", "__func__"):  # as far as it is a descriptor
        target = getattr(target, way, None) or target
    own = getattr(target, "__dict__", {})
    entry = Entry(_kind(value), _path(target))
    entry.lifecycle = {s: _goes(own[f"_{s}"]) for s in STAGES if f"_{s}" in own}
    callee = _callee(target) if inspect.isclass(target) else target
    if entry.kind != "attribute":
        is_bound = owner is not None and not isinstance(value, staticmethod)
        _describe_call(entry, target, callee, bound=is_bound)
        _describe_stages(entry, callee, own)
    annotations = getattr(target, "__annotations__", {})
    entry.returns = _names(annotations.get("return", ""))
    if inspect.isclass(target) and owner is None:
        entry.members = dict(_members(target))
    return entry


def _kind(value: object) -> str:
    if inspect.isclass(value):
        return "class"
    if isinstance(value, property | cached_property):
        return "attribute"
    is_method = isinstance(value, classmethod | staticmethod)
    return "function" if is_method or callable(value) else "attribute"


def _path(target: object) -> str:
    target = inspect.unwrap(target) if inspect.isfunction(target) else target
    name = getattr(target, "__qualname__", type(target).__qualname__)
    return f"{getattr(target, '__module__', '')}.{name}"


def _goes(info: Any) -> str:
    return str(getattr(info, "breaking_version", None) or "")


def _records(target: type) -> list[type]:
    """The classes as they were written that `@record` replaced."""
    return [
        vars(each)["__original_class__"]
        for each in target.__mro__
        if "__original_class__" in vars(each)
    ]


def _callee(target: type) -> Callable[..., object] | None:
    """The function of Dagster's that runs when a class is called, if any."""
    for each in [c for c in target.__mro__ if c.__module__.startswith(_OURS)]:
        for name in ("__new__", "__init__"):
            found = vars(each).get(name)
            if inspect.isfunction(getattr(found, "__func__", found)):
                return getattr(found, "__func__", found)
    return None


def _describe_call(
    entry: Entry, target: Any, callee: object, *, bound: bool
) -> None:
    records = _records(target) if inspect.isclass(target) else []
    if records and not any("__new__" in vars(each) for each in records):
        by_keyword = getattr(target, "__kw_only__", True)
        for each in reversed(records):
            for name, annotation in inspect.get_annotations(each).items():
                default = (
                    _text(vars(each)[name]) if name in vars(each) else None
                )
                place = None if by_keyword else len(entry.parameters)
                entry.parameters[name] = Parameter(
                    default, place, str(annotation)
                )
        return
    try:
        parameters = list(inspect.signature(target).parameters.values())
    except (ValueError, TypeError):
        entry.known = False
        return
    body = _body(callee)
    read = _names_read(body)
    place = 0
    for each in parameters[1 if bound else 0 :]:
        if each.kind is each.VAR_KEYWORD:
            entry.swallows = _swallows(body, each.name)
        if each.kind in (each.VAR_KEYWORD, each.VAR_POSITIONAL):
            continue
        default = None if each.default is each.empty else _text(each.default)
        position = None
        if each.kind is not each.KEYWORD_ONLY:
            position, place = place, place + 1
        annotation = "" if each.annotation is each.empty else each.annotation
        entry.parameters[each.name] = Parameter(
            default,
            position,
            str(annotation),
            read=not read or each.name in read,
        )


def _describe_stages(entry: Entry, callee: object, own: Any) -> None:
    for marks in (own, getattr(callee, "__dict__", {})):
        for stage in STAGES:
            for name, info in marks.get(f"_{stage}_params", {}).items():
                if getattr(info, "hidden", False):
                    read = _names_read(_body(callee))
                    entry.parameters[name] = Parameter(
                        "",
                        hidden=True,
                        read=not read or bool({"kwargs", name} & read),
                    )
                if name in entry.parameters:
                    entry.parameters[name].lifecycle[stage] = _goes(info)


def _members(target: type) -> Iterator[tuple[str, Entry]]:
    for each in reversed(target.__mro__):
        if not each.__module__.startswith(_OURS):
            continue
        for name in filter(_is_public, _attributes(each)):
            if not name.startswith("model_"):  # of pydantic
                yield name, Entry("attribute")
        for name, annotation in inspect.get_annotations(each).items():
            if _is_public(name):
                yield name, Entry("attribute", returns=_names(annotation))
        for name, value in vars(each).items():
            if (_is_public(name) and _kind(value) != "attribute") or isinstance(
                value, property | cached_property
            ):
                yield name, describe(value, each)


def _attributes(each: type) -> Iterator[str]:
    """The names in a class, and those that its `__init__` sets."""
    yield from vars(each)
    for node in ast.walk(_body(vars(each).get("__init__"))):
        match node:
            case ast.Attribute(ast.Name("self"), name, ast.Store()):
                yield name


def _text(value: object) -> str:
    if inspect.isclass(value) or inspect.isroutine(value):
        return _path(value)
    return re.sub(r" at 0x[0-9a-f]+", "", repr(value))


def _names(annotation: object) -> list[str]:
    if inspect.isclass(annotation):
        annotation = annotation.__name__
    return sorted(set(re.findall(r"[A-Za-z]\w+", str(annotation))))


def _body(function: Any) -> ast.AST:
    """The syntax tree of a function; an empty one if it has no source."""
    try:
        source = inspect.getsource(inspect.unwrap(function))
        return ast.parse(textwrap.dedent(source)).body[0]
    except (OSError, TypeError, SyntaxError, AttributeError):
        return ast.Module([], [])


def _names_read(body: ast.AST) -> set[str]:
    """The names and strings in a function; none if it may read any."""
    nodes = [n for part in getattr(body, "body", []) for n in ast.walk(part)]
    names = {n.id for n in nodes if isinstance(n, ast.Name)}
    names |= {
        n.value
        for n in nodes
        if isinstance(n, ast.Constant) and isinstance(n.value, str)
    }
    return set() if "locals" in names else names


def _swallows(body: ast.AST, keywords: str) -> bool:
    """Whether keywords that a function does not know vanish in it."""
    calls = [node for node in ast.walk(body) if isinstance(node, ast.Call)]
    passed = [
        v for c in calls for v in [*c.args, *(k.value for k in c.keywords)]
    ]
    return bool(getattr(body, "body", [])) and not any(
        isinstance(value, ast.Name) and value.id == keywords for value in passed
    )


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    surface = read_surface(
        importlib.import_module("dagster"), version("dagster"), sys.argv[2:]
    )
    Path(sys.argv[1]).write_text(json.dumps(asdict(surface)))
