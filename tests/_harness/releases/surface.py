"""Lists what a release of Dagster offers, in an environment with it.

It looks at the imported objects; all else that it needs is the standard
library.
"""

import ast
import dis
import importlib
import inspect
import pickle
import re
import textwrap
import warnings
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from importlib.metadata import version
from itertools import pairwise, product
from pathlib import Path
from types import ModuleType
from typing import Any, get_origin

DAGSTER = "dagster"
# Where users import from, as far as the site does; the first has the release
# that the others follow.
MODULES = [
    DAGSTER,
    "dagster.components",
    "dagster.components.testing",
    "dagster.deprecated",
    "dagster.preview.freshness",
    "dagster_aws.s3",
    "dagster_duckdb",
    "dagster_duckdb_pandas",
    "dagster_duckdb_polars",
    "dagster_pipes",
    "metaxy",
    "metaxy.ext.dagster",
]
STAGES = ("beta", "deprecated", "experimental", "preview", "superseded")
_LONGEST = 80  # of a default
_FAMILY = ("dagster", "metaxy")


@dataclass
class Symbol:
    """A public name, a member of a class, or a parameter."""

    kind: str  # attribute, class, function or parameter
    path: str = ""  # where a class or a function is defined
    stages: dict[str, str] = field(default_factory=dict)  # stage: removal
    warns: bool = True  # whether a call of it tells its stages
    advice: str = ""  # what Dagster says to those who still use it
    documented: bool = True  # a member: whether Dagster marks it as public
    related: list[str] = field(default_factory=list)  # names in its annotation
    # A function: any keyword, with which it does nothing.
    swallows: bool = False
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
        symbols: `asset`, `asset(name)`, `Run.tags`, and outside of `dagster`
            itself `dagster_duckdb:DuckDBResource` and so on.
        messages: What the release says of names that it no longer has.
    """

    release: str
    symbols: dict[str, Symbol] = field(default_factory=dict)
    messages: dict[str, str] = field(default_factory=dict)

    @cached_property
    def parts(self) -> dict[str, set[str]]:
        """The members and the parameters of each name."""
        found: dict[str, set[str]] = {name: set() for name in self.symbols}
        for name in self.symbols:
            if owner := owner_of(name):
                found[owner].add(name)
        return found


def owner_of(symbol: str) -> str:
    """Give what a parameter or a member belongs to; nothing for a name."""
    if symbol.endswith(")"):
        return symbol.partition("(")[0]
    module, colon, path = symbol.rpartition(":")
    owner = path.rpartition(".")[0]
    return f"{module}{colon}{owner}" if owner else ""


def write_surface(file: str, library: str) -> None:
    """Look at what can be imported.

    Args:
        file: Where to write what was seen.
        library: The one that has the release; others of its family follow it.
    """
    warnings.simplefilter("ignore")
    modules = []
    for name in [each for each in MODULES if each.startswith(library)]:
        with suppress(ImportError):  # Not each release has each module.
            modules.append(importlib.import_module(name))
    surface = read_surface(modules, version(library))
    Path(file).write_bytes(pickle.dumps(surface))


def exported_names(module: ModuleType) -> list[str]:
    """The names that a module offers: of `__all__`, or imported as itself."""
    if listed := getattr(module, "__all__", None):
        return sorted(listed)
    names = {
        alias.name
        for node in _tree(module).body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.name == alias.asname
    }
    dynamic = set(dir(module)) - vars(module).keys()
    return sorted(filter(_is_public, names | dynamic))


def read_surface(modules: list[ModuleType], release: str) -> Surface:
    """Look at all public names of modules, the most important first."""
    surface = Surface(release)
    seen: set[int] = set()
    for module in modules:
        # Dagster has no public door to it, and no release fills the others.
        surface.messages |= getattr(module, "_DEPRECATED_WITH_ERROR", {})
        prefix = "" if module.__name__ == DAGSTER else f"{module.__name__}:"
        for name in exported_names(module):
            value = getattr(module, name, None)
            if inspect.ismodule(value):
                continue
            described = _describe(f"{prefix}{name}", value)
            if inspect.isclass(value):
                described |= _members(f"{prefix}{name}", value)
            if id(value) in seen and callable(value):  # only exported again
                described = {f"{prefix}{name}": described[f"{prefix}{name}"]}
            surface.symbols |= described
            seen.add(id(value))
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
    _add_stages(symbol, own)
    symbol.warns = _is_wrapped(target)
    symbol.documented = "_is_public" in own or not bound
    returned = getattr(target, "__annotations__", {}).get("return", "")
    symbol.related = _names(returned)
    found = {name: symbol}
    if symbol.kind != "attribute" and not _is_enum(target):
        callee = _constructor(target) if symbol.kind == "class" else target
        symbol.swallows = _swallows(callee)
        is_bound = bound and not isinstance(value, staticmethod)
        marked = [own, getattr(callee, "__dict__", {})]
        signed = sign(target)[is_bound:]
        for each in _parameters(target, callee, signed, marked):
            found[f"{name}({each.path})"] = each
    return found


def _is_enum(target: object) -> bool:
    return inspect.isclass(target) and issubclass(target, Enum)


def _kind(value: object) -> str:
    if inspect.isclass(value):
        return "class"
    if isinstance(value, property | cached_property):
        return "attribute"
    if get_origin(value):  # an alias of types can be called, for no purpose
        return "attribute"
    is_method = isinstance(value, classmethod | staticmethod)
    return "function" if is_method or callable(value) else "attribute"


def _path(target: Any) -> str:
    target = inspect.unwrap(target) if inspect.isfunction(target) else target
    name = getattr(target, "__qualname__", type(target).__qualname__)
    return f"{getattr(target, '__module__', '')}.{name}"


# Dagster has no public door to its marks: it keeps them in `_beta` and so on,
# and those of parameters in `_beta_params`.
def _add_stages(symbol: Symbol, marks: dict[str, Any]) -> None:
    for stage in STAGES:
        if info := marks.get(f"_{stage}"):
            symbol.stages[stage] = getattr(info, "breaking_version", "") or ""
            symbol.advice = symbol.advice or info.additional_warn_text or ""


def _is_wrapped(target: Any) -> bool:
    """Whether something of Dagster runs before it, such as a warning."""
    if inspect.isclass(target):
        made_by = (target.__new__, target.__init__)
        return any(hasattr(each, "__wrapped__") for each in made_by)
    return not inspect.isfunction(target) or hasattr(target, "__wrapped__")


def _constructor(target: type) -> object:
    """The function that runs when a class is called, if the family has it."""
    for each in [c for c in target.__mro__ if c.__module__.startswith(_FAMILY)]:
        for name in ("__new__", "__init__"):
            found = vars(each).get(name)
            found = getattr(found, "__func__", found)
            if inspect.isfunction(found):
                return found
    return None


def sign(target: Any) -> list[inspect.Parameter]:
    """Give the parameters of whatever can be called."""
    if type(getattr(target, "__new__", None)).__name__ == "JitCheckedNew":
        # `@record` makes the constructor of a class when it is first called.
        with suppress(Exception):
            target()
    try:
        return [*inspect.signature(target).parameters.values()]
    except (ValueError, TypeError):
        return []


def _parameters(
    target: Any,
    callee: Any,
    signed: list[inspect.Parameter],
    marked: list[dict[str, Any]],
) -> list[Symbol]:
    """The parameters with their names as paths, the hidden ones last."""
    read = _names_read(callee)
    found = {}
    for place, each in enumerate(signed):
        if each.kind in (each.VAR_KEYWORD, each.VAR_POSITIONAL):
            continue
        found[each.name] = Symbol(
            "parameter",
            each.name,
            default=None if each.default is each.empty else _text(each.default),
            position=-1 if each.kind is each.KEYWORD_ONLY else place,
            read=not read or each.name in read,
        )
    hidden = [*_taken(target, callee)]
    infos = [
        marks.get(f"_{s}_params", {}) for s, marks in product(STAGES, marked)
    ]
    hidden += [n for info in infos for n in info if _is_hidden(info[n])]
    if any(each.kind is each.VAR_KEYWORD for each in signed):
        for name in hidden:
            is_read = not read or bool({_rest(callee), name} & read)
            found.setdefault(
                name,
                Symbol(
                    "parameter", name, default="", hidden=True, read=is_read
                ),
            )
    for marks, name in product(marked, found):
        of_name = {
            f"_{s}": marks.get(f"_{s}_params", {}).get(name) for s in STAGES
        }
        _add_stages(found[name], of_name)
    return [*found.values()]


def _is_hidden(info: Any) -> bool:
    return getattr(info, "hidden", False)


def _taken(target: Any, callee: Any) -> Iterator[str]:
    """The keywords that a function takes out of its `**kwargs`."""
    name = _rest(callee)
    for node in ast.walk(_tree(callee)) if name else ():
        match node:
            case (
                ast.Call(
                    ast.Attribute(ast.Name(of), "get" | "pop"),
                    [ast.Constant(str(keyword)), *_],
                )
                | ast.Subscript(ast.Name(of), ast.Constant(str(keyword)))
                | ast.Compare(
                    ast.Constant(str(keyword)), [ast.In()], [ast.Name(of)]
                )
            ) if of == name:
                yield keyword
            case ast.Call(
                ast.Attribute(
                    ast.Call(ast.Name("super")), "__init__" | "__new__"
                )
            ) if inspect.isclass(target) and _passes(node, name):
                yield from _of_base(target, callee)


def _passes(call: ast.Call, name: str) -> bool:
    return any(
        k.arg is None and isinstance(k.value, ast.Name) and k.value.id == name
        for k in call.keywords
    )


def _of_base(target: type, callee: Any) -> Iterator[str]:
    for base in target.__mro__[1:]:
        if _constructor(base) is not callee:
            by_name = (
                inspect.Parameter.KEYWORD_ONLY,
                inspect.Parameter.POSITIONAL_OR_KEYWORD,
            )
            yield from (p.name for p in sign(base) if p.kind in by_name)
            return


def _members(owner: str, target: type) -> dict[str, Symbol]:
    members: dict[str, Symbol] = {}
    for each in reversed(target.__mro__):
        if not each.__module__.startswith(_FAMILY):
            continue
        annotations = inspect.get_annotations(each)
        for name in filter(_is_public, [*_set_by_init(each), *annotations]):
            annotation = annotations.get(name, "")
            symbol = Symbol("attribute", related=_names(annotation))
            symbol.documented = "PublicAttr" in str(annotation)
            members[f"{owner}.{name}"] = symbol
        for name, value in vars(each).items():
            if _is_public(name) and not name.startswith("model_"):  # pydantic's
                found = _describe(f"{owner}.{name}", value, bound=True)
                inherited = f"{owner}.{name}("
                for part in [m for m in members if m.startswith(inherited)]:
                    del members[part]
                members |= found
    return members


def _set_by_init(each: type) -> Iterator[str]:
    for before, after in pairwise(_instructions(vars(each).get("__init__"))):
        if after.opname == "STORE_ATTR" and before.argval == "self":
            yield after.argval


def _text(value: object) -> str:
    if inspect.isclass(value) or inspect.isroutine(value):
        return _path(value)
    text = re.sub(r" at 0x[0-9a-f]+", "", repr(value))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _names(annotation: object) -> list[str]:
    if inspect.isclass(annotation):
        annotation = annotation.__name__
    return re.findall(r"[A-Za-z]\w+", str(annotation))


def _tree(source: Any) -> ast.Module:
    """The syntax tree of a function or a module; an empty one if none."""
    try:
        text = inspect.getsource(inspect.unwrap(source))
        return ast.parse(textwrap.dedent(text))
    except (OSError, TypeError, SyntaxError):
        return ast.Module([], [])


def _instructions(function: Any) -> list[dis.Instruction]:
    code = getattr(inspect.unwrap(function), "__code__", None)
    return [*dis.get_instructions(code)] if code else []


def _names_read(function: Any) -> set[str]:
    """The names and strings in a function; none if it may read any."""
    names = {
        each.argval
        for each in _instructions(function)
        if isinstance(each.argval, str) and not each.opname.startswith("STORE")
    }
    return set() if "locals" in names else names


def _rest(function: Any) -> str:
    """The name by which a function has the keywords that it does not name."""
    code = getattr(inspect.unwrap(function), "__code__", None)
    if not code or not code.co_flags & inspect.CO_VARKEYWORDS:
        return ""
    has_star = bool(code.co_flags & inspect.CO_VARARGS)
    named = code.co_argcount + code.co_kwonlyargcount
    return str(code.co_varnames[named + has_star])


def _swallows(function: Any) -> bool:
    """Whether keywords that a function does not know vanish in it."""
    rest = _rest(function)
    return bool(rest) and rest not in _names_read(function)
