"""Reads what a Dagster release offers its users, without importing it.

Dagster re-exports nearly all of its names from private modules, so each public
name is followed to the object behind it.
"""

import ast
import hashlib
import json
import subprocess
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import griffe

from docs._ext.core.site import ROOT
from docs._ext.releases.data import DataError

_CACHE = ROOT / ".tox/surfaces"
_LIFECYCLES = ("beta", "deprecated", "experimental", "preview", "superseded")
_RECORDS = ("record", "dataclass")


@dataclass
class Parameter:
    """A parameter as a caller sees it.

    Args:
        name: Its name.
        default: The text of its default, or None if it is required.
        position: Its place among the positional ones, or None.
        lifecycle: Such as `beta`, and in which release it goes, if announced.
        hidden: Whether it is accepted without standing in the signature.
        read: Whether the body reads it.
    """

    name: str
    default: str | None = None
    position: int | None = None
    lifecycle: dict[str, str] = field(default_factory=dict)
    hidden: bool = False
    read: bool = True


@dataclass
class Entry:
    """A public name, or a public member of a class.

    Args:
        kind: `class`, `function` or `attribute`.
        path: Where the object behind it stands.
        parameters: Of the function, or of the class when called; by name.
        lifecycle: Such as `deprecated`, and in which release it goes.
        members: The public members of a class.
        returns: The names in its annotation.
        swallows: Whether it takes any keyword without a word.
        known: Whether the parameters could be read.
    """

    kind: str
    path: str
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
        names: Each public name with what stands behind it.
        farewells: What the release says of names that it no longer has.
    """

    release: str
    names: dict[str, Entry]
    farewells: dict[str, str]


def read_surface(release: str, cache: Path = _CACHE) -> Surface:
    """Read a release, from the cache or from its packages.

    Args:
        release: The release, such as `1.13.0`.
        cache: A folder for what was read.

    Raises:
        DataError: There is no such release, or it cannot be fetched.
    """
    reader = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:10]
    file = cache / f"{release}-{reader}.json"
    if file.exists():
        return _from_json(json.loads(file.read_text()))
    surface = _analyse(release, fetch(release, cache / release))
    unfinished = file.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(asdict(surface)))
    unfinished.replace(file)
    return surface


def fetch(release: str, folder: Path) -> Path:
    """Install the two packages that hold Dagster's public names.

    Args:
        release: The release.
        folder: Where to.

    Raises:
        DataError: There is no such release, or it cannot be fetched.
    """
    install = ["uv", "pip", "install", "-q", "--no-config", "--no-deps"]
    install += ["--target", str(folder), f"dagster=={release}"]
    # Before 1.10 there was no second package.
    for shared in ([f"dagster-shared=={release}"], []):
        said = subprocess.run(
            [*install, *shared], capture_output=True, text=True, check=False
        )
        if said.returncode == 0:
            return folder
    lines = [line.strip() for line in said.stderr.strip().splitlines()]
    reasons = [line for line in lines if "ecause" in line] or lines
    raise DataError(
        f"Dagster {release} cannot be fetched: {' '.join(reasons)[-600:]}"
    )


def _from_json(raw: dict[str, Any]) -> Surface:
    names = {name: _entry(entry) for name, entry in raw["names"].items()}
    return Surface(raw["release"], names, raw["farewells"])


def _entry(raw: dict[str, Any]) -> Entry:
    parameters = {n: Parameter(**p) for n, p in raw.pop("parameters").items()}
    members = {n: _entry(e) for n, e in raw.pop("members").items()}
    return Entry(**raw, parameters=parameters, members=members)


def _analyse(release: str, folder: Path) -> Surface:
    loader = griffe.GriffeLoader(search_paths=[folder], allow_inspection=False)
    loader.load("dagster")
    if (folder / "dagster_shared").exists():
        loader.load("dagster_shared")
    loader.resolve_aliases(implicit=True, external=False)
    package = loader.modules_collection["dagster"]
    names = {}
    for name, member in package.members.items():
        target = _follow(member)
        while target and target.is_module and name in target.members:
            target = _follow(target.members[name])
        if not name.startswith("_") and target and not target.is_module:
            names[name] = _describe(target)
    init = folder / "dagster/__init__.py"
    return Surface(release, names, dict(_farewells(init.read_text())))


def _follow(member: griffe.Object | griffe.Alias) -> griffe.Object | None:
    try:
        return member.final_target if member.is_alias else member  # type: ignore[union-attr, return-value]
    except griffe.GriffeError:
        return None


def _farewells(source: str) -> Iterator[tuple[str, str]]:
    """What `dagster/__init__.py` answers to names that are gone."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Dict):
            continue
        for key, value in zip(node.keys, node.values, strict=True):
            match key, value:
                case ast.Constant(str(name)), ast.Constant(str(text)):
                    if " " in text:
                        yield name, text


def _describe(target: griffe.Object, *, deep: bool = True) -> Entry:
    entry = Entry(str(target.kind.value), target.path)
    marks = list(_marks(target))
    entry.lifecycle = {
        mark: words.get("breaking_version", "")
        for mark, words in marks
        if mark in _LIFECYCLES
    }
    callee = _callee(target)
    if isinstance(callee, griffe.Function):
        entry.parameters = _parameters(callee)
        entry.swallows = _swallows(callee)
    elif isinstance(target, griffe.Class):
        entry.parameters = _fields(target)
        entry.known = bool(entry.parameters)
    for mark, words in [*marks, *(_marks(callee) if callee else ())]:
        _mark_parameter(entry, mark, words, callee)
    if isinstance(target, griffe.Function):
        entry.returns = _names(target.returns)
    elif isinstance(target, griffe.Attribute):
        entry.returns = _names(target.annotation)
    if isinstance(target, griffe.Class) and deep:
        entry.members = _members(target)
    return entry


def _members(target: griffe.Class) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for each in reversed(_line(target)):
        for name in _tuple_fields(each):
            found[name] = Entry("attribute", f"{each.path}.{name}")
        for name, member in each.members.items():
            behind = _follow(member)
            if not name.startswith("_") and behind and not behind.is_module:
                found[name] = _describe(behind, deep=False)
    return found


def _tuple_fields(target: griffe.Class) -> Iterator[str]:
    """The fields of `class X(NamedTuple("_X", [("field", int)]))`."""
    for base in target.bases:
        text = str(base)
        if not text.startswith("NamedTuple("):
            continue
        for node in ast.walk(ast.parse(text, mode="eval")):
            match node:
                case ast.Tuple([ast.Constant(str(name)), _]):
                    yield name


def _marks(target: griffe.Object) -> Iterator[tuple[str, dict[str, str]]]:
    """The names of an object's decorators with their literal keywords."""
    for decorator in getattr(target, "decorators", ()):
        node = ast.parse(str(decorator.value), mode="eval").body
        call = node if isinstance(node, ast.Call) else None
        name = ast.unparse(call.func if call else node).rpartition(".")[2]
        words = {
            word.arg: str(word.value.value)
            for word in (call.keywords if call else ())
            if word.arg and isinstance(word.value, ast.Constant)
        }
        yield name, words


def _callee(target: griffe.Object) -> griffe.Function | None:
    """The function that runs when the object is called."""
    if isinstance(target, griffe.Function):
        return target
    if not isinstance(target, griffe.Class):
        return None
    for each in _line(target):
        if _is_record(each):
            return None
        for name in ("__new__", "__init__"):
            found = each.members.get(name)
            if isinstance(found, griffe.Function) and each.name != "IHaveNew":
                return found
    return None


def _line(target: griffe.Class) -> list[griffe.Class]:
    """A class and those that it inherits from, as far as they were read."""
    line = [target]
    for base in target.resolved_bases:
        found = _follow(base)
        if isinstance(found, griffe.Class):
            line += [c for c in _line(found) if c not in line]
    return line


def _is_record(target: griffe.Class) -> bool:
    return any(mark in _RECORDS for mark, _ in _marks(target))


def _parameters(function: griffe.Function) -> dict[str, Parameter]:
    read = _names_read(function)
    found: dict[str, Parameter] = {}
    place = 0
    for each in function.parameters:
        kind = each.kind.value if each.kind else ""
        if kind.startswith("variadic") or each.name in ("self", "cls"):
            continue
        default = None if each.default is None else str(each.default)
        position = None
        if kind != "keyword-only":
            position, place = place, place + 1
        found[each.name] = Parameter(each.name, default, position)
        found[each.name].read = read is None or each.name in read
    return found


def _swallows(function: griffe.Function) -> bool:
    """Whether keywords that it does not know vanish in its `**kwargs`."""
    taken = [
        p.name
        for p in function.parameters
        if p.kind is griffe.ParameterKind.var_keyword
    ]
    if not taken:
        return False
    calls = [
        node
        for node in ast.walk(_tree(function) or ast.Module([], []))
        if isinstance(node, ast.Call)
    ]
    return not any(
        isinstance(argument, ast.Name) and argument.id in taken
        for call in calls
        for argument in [*call.args, *(word.value for word in call.keywords)]
    )


def _fields(target: griffe.Class) -> dict[str, Parameter]:
    """The parameters of a class whose annotations are its parameters."""
    found: dict[str, Parameter] = {}
    for each in reversed([c for c in _line(target) if _is_record(c)]):
        for name, member in each.members.items():
            if isinstance(member, griffe.Attribute) and member.annotation:
                value = None if member.value is None else str(member.value)
                found[name] = Parameter(name, value)
    return found


def _tree(function: griffe.Function) -> ast.FunctionDef | None:
    """The syntax tree of a function, if it has one of its own."""
    path = function.filepath
    if not isinstance(path, Path) or not function.lineno:
        return None
    lines = path.read_text().splitlines()
    source = "\n".join(lines[function.lineno - 1 : function.endlineno])
    try:
        node = ast.parse(_dedent(source)).body[0]
    except (SyntaxError, IndexError):
        return None
    return node if isinstance(node, ast.FunctionDef) else None


def _names_read(function: griffe.Function) -> set[str] | None:
    """The names and texts in a function's body, if it has one of its own."""
    tree = _tree(function)
    if tree is None:
        return None
    body = [n for part in tree.body for n in ast.walk(part)]
    names = {n.id for n in body if isinstance(n, ast.Name)}
    names |= {
        n.value
        for n in body
        if isinstance(n, ast.Constant)
        and isinstance(n.value, str)
        and n.value.isidentifier()
    }
    return None if not names or "locals" in names else names


def _dedent(source: str) -> str:
    margin = len(source) - len(source.lstrip())
    return "\n".join(line[margin:] for line in source.split("\n"))


def _mark_parameter(
    entry: Entry,
    mark: str,
    words: dict[str, str],
    callee: griffe.Function | None,
) -> None:
    name = words.get("param")
    kind = mark.removesuffix("_param")
    if name is None or not mark.endswith("_param"):
        return
    goes = words.get("breaking_version", "")
    if kind == "hidden":
        read = _names_read(callee) if callee else None
        passed_on = read is None or "kwargs" in read
        entry.parameters[name] = Parameter(
            name,
            "",
            hidden=True,
            lifecycle={"deprecated": goes},
            read=passed_on or name in (read or ()),
        )
    elif name in entry.parameters and kind in _LIFECYCLES:
        entry.parameters[name].lifecycle[kind] = goes


def _names(annotation: str | griffe.Expr | None) -> list[str]:
    if annotation is None:
        return []
    text = str(annotation).strip("\"'")
    try:
        nodes = ast.walk(ast.parse(text, mode="eval"))
    except SyntaxError:
        return []
    names = {n.id for n in nodes if isinstance(n, ast.Name)}
    return sorted(names)
