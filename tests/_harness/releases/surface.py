"""Lists what a Dagster release offers, in an environment with that release.

It looks at the imported objects; all else that it needs is the standard
library.
"""

import ast
import importlib
import inspect
import pickle
import re
import textwrap
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any

STAGES = ("beta", "deprecated", "experimental", "preview", "superseded")
_DAGSTER = "dagster"
_NO_ATTRIBUTE = "module {!r} has no attribute {!r}"


@dataclass
class Symbol:
    """A public name, a member of a class, or a parameter."""

    kind: str  # attribute, class, function or parameter
    path: str = ""  # where a class or a function is defined
    lifecycle: dict[str, str] = field(default_factory=dict)  # stage: removal
    related: list[str] = field(default_factory=list)  # names in its annotation
    swallows: bool = (
        False  # a function: any keyword, with which it does nothing
    )
    # Of a parameter:
    default: str | None = None
    position: int = -1
    hidden: bool = False  # accepted without being in the signature
    read: bool = True


@dataclass
class Surface:
    """What a release offers.

    Args:
        release: The release.
        symbols: `asset`, `asset(name)`, `Run.tags` and so on.
        messages: What the release says of names that it does not have.
    """

    release: str
    symbols: dict[str, Symbol] = field(default_factory=dict)
    messages: dict[str, str] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """The names themselves, without members and parameters."""
        return [name for name in self.symbols if name.isidentifier()]

    def parts(self, name: str) -> set[str]:
        """The members and the parameters of a name."""
        return {
            s for s in self.symbols if s.startswith((f"{name}.", f"{name}("))
        }


def write_surface(file: str, *asked: str) -> None:
    """Look at the Dagster that can be imported.

    Args:
        file: Where to write what was seen.
        asked: Names of other releases, to keep what Dagster says of them.
    """
    warnings.simplefilter("ignore")
    package = importlib.import_module(_DAGSTER)
    surface = read_surface(package, version(_DAGSTER), asked)
    Path(file).write_bytes(pickle.dumps(surface))


def read_surface(
    package: ModuleType, release: str, asked: tuple[str, ...] = ()
) -> Surface:
    """Look at all public names of a package, and ask for others."""
    surface = Surface(release)
    for name in [*filter(_is_public, dir(package)), *asked]:
        try:
            value = getattr(package, name)
        except (AttributeError, ImportError) as error:
            if str(error) != _NO_ATTRIBUTE.format(package.__name__, name):
                surface.messages[name] = str(error)
        else:
            if not inspect.ismodule(value):
                surface.symbols |= _describe(name, value)
            if inspect.isclass(value):
                surface.symbols |= _members(name, value)
    return surface


def _is_public(name: str) -> bool:
    return not name.startswith("_")


def _describe(
    name: str, value: object, *, bound: bool = False
) -> dict[str, Symbol]:
    """An object, or a member as it is in its class, with its parameters."""
    target: Any = value
    for way in ("fget", "func", "__func__"):  # as far as it is a descriptor
        target = getattr(target, way, None) or target
    own = getattr(target, "__dict__", {})
    symbol = Symbol(_kind(value), _path(target))
    symbol.lifecycle = {
        s: _goes(own[f"_{s}"]) for s in STAGES if f"_{s}" in own
    }
    returned = getattr(target, "__annotations__", {}).get("return", "")
    symbol.related = _names(returned)
    callee = _constructor(target) if symbol.kind == "class" else target
    parameters: dict[str, Symbol] = {}
    if symbol.kind != "attribute":
        body = _body(callee)
        symbol.swallows = _swallows(body)
        is_bound = bound and not isinstance(value, staticmethod)
        parameters = _fields(target) or _parameters(target, body, is_bound)
        _add_stages(parameters, body, own, getattr(callee, "__dict__", {}))
    return {name: symbol, **{f"{name}({n})": p for n, p in parameters.items()}}


def _kind(value: object) -> str:
    if inspect.isclass(value):
        return "class"
    if isinstance(value, property | cached_property):
        return "attribute"
    is_method = isinstance(value, classmethod | staticmethod)
    return "function" if is_method or callable(value) else "attribute"


def _path(target: Any) -> str:
    target = inspect.unwrap(target) if inspect.isfunction(target) else target
    name = getattr(target, "__qualname__", type(target).__qualname__)
    return f"{getattr(target, '__module__', '')}.{name}"


# Dagster has no public door to its marks: it keeps them in `_beta` and so on,
# and those of parameters in `_beta_params`.
def _goes(info: Any) -> str:
    return getattr(info, "breaking_version", None) or ""


def _add_stages(
    parameters: dict[str, Symbol], body: ast.AST, *marked: dict[str, Any]
) -> None:
    for stage, marks in product(STAGES, marked):
        for name, info in marks.get(f"_{stage}_params", {}).items():
            if getattr(info, "hidden", False):
                read = _names_read(body)
                is_read = not read or bool({"kwargs", name} & read)
                parameters[name] = Symbol(
                    "parameter", default="", hidden=True, read=is_read
                )
            if name in parameters:
                parameters[name].lifecycle[stage] = _goes(info)


def _constructor(target: type) -> object:
    """The function of Dagster's that runs when a class is called, if any."""
    for each in [
        c for c in target.__mro__ if c.__module__.startswith(_DAGSTER)
    ]:
        for name in ("__new__", "__init__"):
            found = vars(each).get(name)
            found = getattr(found, "__func__", found)
            if inspect.isfunction(found):
                return found
    return None


def _fields(target: Any) -> dict[str, Symbol]:
    """The parameters of a class that `@record` has given a constructor."""
    records = [
        vars(each)["__original_class__"]
        for each in reversed(getattr(target, "__mro__", ()))
        if "__original_class__" in vars(each)
    ]
    if any("__new__" in vars(each) for each in records):
        return {}
    fields: dict[str, Symbol] = {}
    for each in records:
        for name in inspect.get_annotations(each):
            default = _text(vars(each)[name]) if name in vars(each) else None
            place = -1 if target.__kw_only__ else len(fields)
            fields[name] = Symbol("parameter", default=default, position=place)
    return fields


def _parameters(target: Any, body: ast.AST, bound: bool) -> dict[str, Symbol]:
    try:
        signature = inspect.signature(target)
    except (ValueError, TypeError):
        return {}
    read = _names_read(body)
    found = {}
    for place, each in enumerate([*signature.parameters.values()][bound:]):
        if each.kind in (each.VAR_KEYWORD, each.VAR_POSITIONAL):
            continue
        found[each.name] = Symbol(
            "parameter",
            default=None if each.default is each.empty else _text(each.default),
            position=-1 if each.kind is each.KEYWORD_ONLY else place,
            read=not read or each.name in read,
        )
    return found


def _members(owner: str, target: type) -> dict[str, Symbol]:
    members: dict[str, Symbol] = {}
    for each in reversed(target.__mro__):
        if not each.__module__.startswith(_DAGSTER):
            continue
        annotations = inspect.get_annotations(each)
        for name in filter(_is_public, [*_set_by_init(each), *annotations]):
            related = _names(annotations.get(name, ""))
            members[f"{owner}.{name}"] = Symbol("attribute", related=related)
        for name, value in vars(each).items():
            if _is_public(name) and not name.startswith("model_"):  # pydantic's
                members |= _describe(f"{owner}.{name}", value, bound=True)
    return members


def _set_by_init(each: type) -> Iterator[str]:
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
    return re.findall(r"[A-Za-z]\w+", str(annotation))


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


def _swallows(body: ast.AST) -> bool:
    """Whether keywords that a function does not know vanish in it."""
    if not isinstance(body, ast.FunctionDef) or not body.args.kwarg:
        return False
    calls = [node for node in ast.walk(body) if isinstance(node, ast.Call)]
    passed = [
        v for c in calls for v in [*c.args, *(k.value for k in c.keywords)]
    ]
    names = {value.id for value in passed if isinstance(value, ast.Name)}
    return body.args.kwarg.arg not in names
