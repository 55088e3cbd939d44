"""A griffe extension: what Dagster says about its names, fit for Markdown.

It turns docstrings into Markdown, shows the members that Dagster marks as
`@public`, turns its lifecycle decorators into labels with their reason, and
gives the classes that are built by `__new__` or by `@record` the signature
that a reader calls.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import griffe

from docs._ext.core.site import current_site
from docs._ext.reference.names import Entry, find_entries, resolve
from docs._ext.reference.rst import to_markdown
from docs._ext.reference.shown_on import describe_usage

NO_DOCSTRING = "*The code has no docstring for this name.*"

_NAMESPACE = "dagster_by_example"
_LEADING_TYPE = re.compile(r"(?P<type>[\w.]+)(?P<of>\[[^:\n]*\])?: +(?=[A-Z])")
_TYPING = {"Any", "Dict", "List", "Optional", "Set", "Tuple"}
_STATES = {
    "beta": "may have breaking changes in minor releases, and changes of "
    "behavior in patch releases.",
    "deprecated": "will be removed in {version}.",
    "preview": "may have breaking changes in patch releases, and is not "
    "considered ready for production use.",
    "superseded": "its use is discouraged.",
}


@dataclass
class Lifecycle:
    """What the decorators of an object say.

    Args:
        public: Whether it is marked as public.
        states: For each state, such as `beta`, what it means.
        parameters: The same for single parameters, by name.
    """

    public: bool = False
    states: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, tuple[str, str]] = field(default_factory=dict)


class UnknownNameError(LookupError):
    """The reference names something that is not in what is installed."""


def read_lifecycle(decorators: list[ast.expr]) -> Lifecycle:
    """Read the lifecycle from decorators.

    Args:
        decorators: The decorators, innermost last.
    """
    found = Lifecycle()
    for decorator in decorators:
        call = decorator if isinstance(decorator, ast.Call) else None
        function = call.func if call else decorator
        name = ast.unparse(function).rpartition(".")[2]
        given = (
            {k.arg: _literal(k.value) for k in call.keywords} if call else {}
        )
        state = name.removesuffix("_param")
        if name == "public":
            found.public = True
        elif state in _STATES:
            meaning = _STATES[state].format(
                version=given.get("breaking_version")
            )
            more = given.get("additional_warn_text") or ""
            text = f"{meaning[0].upper()}{meaning[1:]} {more}".strip()
            if name == state:
                found.states[state] = text
            else:
                found.parameters[str(given["param"])] = (state, text)
    return found


def _literal(value: ast.expr) -> str | None:
    if isinstance(value, ast.Constant):
        return None if value.value is None else str(value.value)
    if isinstance(value, ast.JoinedStr):
        return "".join(
            str(part.value)
            if isinstance(part, ast.Constant)
            else ast.unparse(part.value)
            for part in value.values
            if isinstance(part, (ast.Constant, ast.FormattedValue))
        )
    return ast.unparse(value)


class DagsterDocs(griffe.Extension):
    """Prepares the names of the reference."""

    def on_instance(
        self,
        *,
        node: ast.AST | griffe.ObjectNode,
        obj: griffe.Object,
        **_: Any,
    ) -> None:
        """Keep what decorators say, also those of properties.

        Args:
            node: The definition.
            obj: What it defines.
        """
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)):
            obj.extra[_NAMESPACE]["lifecycle"] = read_lifecycle(
                node.decorator_list
            )

    def on_package(
        self, *, pkg: griffe.Module, loader: griffe.GriffeLoader, **_: Any
    ) -> None:
        """Prepare each entry of the reference that is in this package.

        Args:
            pkg: The package, loaded.
            loader: What loaded it.

        Raises:
            UnknownNameError: An entry is not in the package.
        """
        entries = find_entries(current_site())
        targets = [
            (entry, _find_target(entry, loader))
            for entry in entries.values()
            if entry.identifier.split(".")[0] == pkg.path.split(".")[0]
        ]
        classes = [t for _, t in targets if isinstance(t, griffe.Class)]
        for cls in classes:
            _give_signature(cls)
            _adopt_members(cls, entries)
        for cls in classes:
            _keep_public_members(cls, entries)
        for entry, target in targets:
            _prepare_docstring(target, entry.identifier, entries, NO_DOCSTRING)
            _add_usage(target, entry)


def _find_target(entry: Entry, loader: griffe.GriffeLoader) -> griffe.Object:
    parent, _, name = entry.identifier.rpartition(".")
    try:
        module = loader.modules_collection[parent]
        target = module.members[name]
        if target.is_module:  # A function in a module of the same name.
            target = griffe.Alias(name, target.members[name], parent=module)
            module.set_member(name, target)
        return _target(target)
    except (KeyError, griffe.AliasResolutionError) as error:
        raise UnknownNameError(
            f"{entry.page}:{entry.line}: no {entry.identifier} in what is "
            "installed; delete the line, or mend it"
        ) from error


def _target(found: griffe.Object | griffe.Alias) -> griffe.Object:
    return found.final_target if isinstance(found, griffe.Alias) else found


def _bases(cls: griffe.Class) -> list[griffe.Class]:
    try:
        found = [_target(base) for base in cls.mro()]
    except ValueError:  # Bases that are not plain names.
        return []
    return [base for base in found if isinstance(base, griffe.Class)]


def _adopt_members(cls: griffe.Class, entries: dict[str, Entry]) -> None:
    """Show what bases give that have no entry of their own."""
    for base in _bases(cls):
        if base.package.name != "metaxy" and _has_entry(base, entries):
            continue
        for name, member in base.members.items():
            if (
                name not in cls.members
                and isinstance(member, griffe.Object)
                and not (name == "__init__" and "__new__" in cls.members)
            ):
                cls.set_member(name, griffe.Alias(name, member, parent=cls))


def _has_entry(cls: griffe.Class, entries: dict[str, Entry]) -> bool:
    return f"dagster.{cls.name}" in entries


def _keep_public_members(cls: griffe.Class, entries: dict[str, Entry]) -> None:
    for name, member in list(cls.members.items()):
        target = _target(member)
        if name == "__init__":
            continue
        is_public = _is_public(target)
        if isinstance(target, griffe.Attribute):
            target.annotation = _bare(target.annotation)
        if is_public:
            _prepare_docstring(target, f"{cls.path}.{name}", entries)
        else:
            cls.del_member(name)
    cls.bases = [
        base
        for base in cls.bases
        if resolve(str(base), entries) == f"dagster.{base}"
    ]


def _bare(annotation: str | griffe.Expr | None) -> str | griffe.Expr | None:
    """Take the type out of `PublicAttr`."""
    if (
        isinstance(annotation, griffe.ExprSubscript)
        and str(annotation.left) == "PublicAttr"
    ):
        return annotation.slice
    return annotation


def _is_public(member: griffe.Object) -> bool:
    owner = member.parent
    assert isinstance(owner, griffe.Class)
    if owner.path.startswith("metaxy"):
        return not member.name.startswith("_") and member.has_docstring
    if _lifecycle(member).public:
        return True
    return isinstance(member, griffe.Attribute) and (
        "PublicAttr" in str(member.annotation)
        or (_is_enum(owner) and member.name.isupper())
    )


def _is_enum(cls: griffe.Class) -> bool:
    return any(str(base).rpartition(".")[2] == "Enum" for base in cls.bases)


def _lifecycle(obj: griffe.Object) -> Lifecycle:
    found = obj.extra[_NAMESPACE].get("lifecycle", Lifecycle())
    assert isinstance(found, Lifecycle)
    return found


def _prepare_docstring(
    obj: griffe.Object, name: str, entries: dict[str, Entry], missing: str = ""
) -> None:
    if "text" in obj.extra[_NAMESPACE]:
        return
    lifecycle = _lifecycle(obj)
    obj.labels = set(lifecycle.states)
    docstring = obj.docstring.value if obj.docstring else ""
    notes = [
        f'!!! warning "{state.capitalize()}"\n\n    {text}'
        for state, text in lifecycle.states.items()
    ]
    notes += [
        f"Parameter `{parameter}` is {state}: {text[0].lower()}{text[1:]}"
        for parameter, (state, text) in lifecycle.parameters.items()
    ]
    raw = "\n\n".join([docstring or missing, *notes]).strip()

    raw = _without_type(raw, obj)
    text = to_markdown(raw, name, lambda target: resolve(target, entries))
    obj.extra[_NAMESPACE]["text"] = text
    obj.docstring = griffe.Docstring(
        text,
        parent=obj,
        lineno=obj.docstring.lineno if obj.docstring else None,
        endlineno=obj.docstring.endlineno if obj.docstring else None,
        parser="google",
        parser_options={
            "returns_multiple_items": False,
            "returns_named_value": False,
            "warnings": False,
        },
    )
    _free_typing_names(obj.docstring)


def _without_type(docstring: str, obj: griffe.Object) -> str:
    """Drop a type before the first sentence that the signature repeats."""
    annotation = getattr(obj, "annotation", None) or getattr(
        obj, "returns", None
    )
    match = _LEADING_TYPE.match(docstring)
    if match and (match["of"] or match["type"] in str(annotation)):
        return docstring[match.end() :]
    return docstring


def _free_typing_names(docstring: griffe.Docstring) -> None:
    """Keep `Optional` in a docstring from leading to `dagster.Optional`."""
    for section in docstring.parsed:
        items = section.value if isinstance(section.value, list) else []
        for item in items:
            annotation = getattr(item, "annotation", None)
            if isinstance(annotation, griffe.Expr):
                for part in annotation.iterate(flat=True):
                    if (
                        isinstance(part, griffe.ExprName)
                        and part.name in _TYPING
                    ):
                        part.parent = None


def _add_usage(obj: griffe.Object, entry: Entry) -> None:
    assert obj.docstring
    usage = describe_usage(current_site(), entry)
    obj.docstring.parsed.append(griffe.DocstringSectionText(usage))


def _give_signature(cls: griffe.Class) -> None:
    """Show how a class is called that has no `__init__` of its own."""
    if "__init__" in cls.members:
        return
    if new := cls.members.get("__new__"):
        assert isinstance(new, griffe.Function)
        parameters = list(new.parameters)[1:]
    elif any("record" in str(d.value) for d in cls.decorators):
        parameters = list(_record_fields(cls))
    else:
        return
    first = griffe.Parameter(
        "self", kind=griffe.ParameterKind.positional_or_keyword
    )
    init = griffe.Function(
        "__init__",
        parameters=griffe.Parameters(first, *parameters),
        lineno=cls.lineno,
        endlineno=cls.endlineno,
    )
    cls.set_member("__init__", init)


def _record_fields(cls: griffe.Class) -> Iterator[griffe.Parameter]:
    fields: dict[str, griffe.Attribute] = {}
    for owner in [*reversed(_bases(cls)), cls]:
        for name, member in owner.members.items():
            if (
                isinstance(member, griffe.Attribute)
                and member.annotation is not None
                and "property" not in member.labels
                and not name.startswith("_")
            ):
                fields[name] = member
    for name, attribute in fields.items():
        yield griffe.Parameter(
            name,
            annotation=_bare(attribute.annotation),
            kind=griffe.ParameterKind.keyword_only,
            default=attribute.value,
        )
