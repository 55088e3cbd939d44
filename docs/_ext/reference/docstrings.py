"""A griffe extension: what Dagster says about its names, fit for Markdown.

It turns docstrings into Markdown, shows the members that Dagster marks as
public, turns its lifecycle marks into labels with their reason, and gives the
classes that are built by `__new__` or by `@record` the signature that a reader
calls.
"""

import inspect
import re
from collections.abc import Iterator
from typing import Any

import griffe

from docs._ext.core.site import current_site
from docs._ext.reference.names import (
    Entry,
    entries_by_name,
    is_public,
    load_object,
    read_marks,
    read_parameter_marks,
    resolve,
)
from docs._ext.reference.rst import to_markdown
from docs._ext.reference.shown_on import describe_usage, find_example
from docs._ext.releases.history import since

NO_DOCSTRING = "*The code has no docstring for this name.*"

_NAMESPACE = "dagster_by_example"
_LEADING_TYPE = re.compile(r"(?P<type>[\w.]+)(?P<of>\[[^:\n]*\])?: +(?=[A-Z])")
_TYPING = {"Any", "Dict", "List", "Optional", "Set", "Tuple"}


class MissingNameError(LookupError):
    """The reference names something that is not in what is installed."""


class DagsterDocs(griffe.Extension):
    """Prepares the names of the reference."""

    def on_package(
        self, *, pkg: griffe.Module, loader: griffe.GriffeLoader, **_: Any
    ) -> None:
        """Prepare each entry of the reference that is in this package."""
        entries = entries_by_name(current_site())
        targets = [
            (entry, _find_target(entry, loader))
            for entry in entries.values()
            if entry.identifier.split(".")[0] == pkg.path.split(".")[0]
        ]
        classes = [(e, t) for e, t in targets if isinstance(t, griffe.Class)]
        for _entry, cls in classes:
            _give_signature(cls)
            _adopt_members(cls, entries)
        for entry, cls in classes:
            _keep_public_members(cls, load_object(entry.identifier), entries)
        plain = {cls.path: _take_plain_attributes(cls) for _, cls in classes}
        for entry, target in targets:
            name = entry.identifier
            _prepare_docstring(
                target, load_object(name), name, entries, NO_DOCSTRING
            )
            assert target.docstring
            sections = target.docstring.parsed
            if attributes := plain.get(target.path):
                sections.append(griffe.DocstringSectionAttributes(attributes))
            if example := find_example(current_site(), entry):
                sections.insert(0, griffe.DocstringSectionText(example))
            usage = [
                since(current_site(), name),
                *_compare_parameters(target),
                describe_usage(current_site(), entry),
            ]
            text = "\n\n".join(filter(None, usage))
            sections.append(griffe.DocstringSectionText(text))


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
        raise MissingNameError(
            f"{entry.page}:{entry.line}: no {entry.identifier} in what is "
            "installed; delete the line, or fix it"
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
        is_listed = f"dagster.{base.name}" in entries
        if is_listed and base.package.name != "metaxy":
            continue
        for name, member in base.members.items():
            if (
                name not in cls.members
                and isinstance(member, griffe.Object)
                and not (name == "__init__" and "__new__" in cls.members)
            ):
                cls.set_member(name, griffe.Alias(name, member, parent=cls))


def _keep_public_members(
    cls: griffe.Class, loaded: object, entries: dict[str, Entry]
) -> None:
    for name, member in list(cls.members.items()):
        if name == "__init__":
            continue
        target = _target(member)
        found = _find_loaded(target, loaded)
        is_shown = _is_public(target, found)
        if isinstance(target, griffe.Attribute):
            target.annotation = _bare(target.annotation)
        if is_shown:
            _prepare_docstring(target, found, f"{cls.path}.{name}", entries)
        else:
            cls.del_member(name)
    cls.bases = [
        base
        for base in cls.bases
        if resolve(str(base), entries) == f"dagster.{base}"
    ]


def _take_plain_attributes(
    cls: griffe.Class,
) -> list[griffe.DocstringAttribute]:
    """Take the attributes of which nothing but the type is known."""
    taken = []
    for name, member in list(cls.members.items()):
        target = _target(member)
        if (
            isinstance(target, griffe.Attribute)
            and not (target.docstring and target.docstring.value)
            and not target.labels
            and not name.isupper()
        ):
            cls.del_member(name)
            taken.append(
                griffe.DocstringAttribute(
                    name, annotation=target.annotation, description=""
                )
            )
    return taken


def _compare_parameters(target: griffe.Object) -> Iterator[str]:
    """Say where the docstring and the signature name other parameters."""
    is_class = isinstance(target, griffe.Class)
    called = target.members.get("__init__") if is_class else target
    if called is None or not target.docstring:
        return
    function = _target(called)
    if not isinstance(function, griffe.Function):
        return
    variadic = {
        griffe.ParameterKind.var_keyword,
        griffe.ParameterKind.var_positional,
    }
    taken = [p.name for p in function.parameters if p.kind not in variadic][
        is_class:
    ]
    is_open = len(taken) + is_class < len(list(function.parameters))
    described = [
        item.name
        for section in target.docstring.parsed
        if isinstance(section, griffe.DocstringSectionParameters)
        for item in section.value
    ]
    if not described:
        return
    if missing := [name for name in taken if name not in described]:
        yield f"The docstring does not describe {_list_names(missing)}."
    extra = [name for name in described if name not in taken]
    if extra and not is_open:
        yield (
            f"The docstring describes {_list_names(extra)}, which the "
            "signature does not have."
        )


def _list_names(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _find_loaded(member: griffe.Object, loaded: object) -> object:
    """Find a member in that base of a class which defines it."""
    assert member.parent
    for base in inspect.getmro(loaded) if inspect.isclass(loaded) else ():
        if base.__name__ == member.parent.name and member.name in vars(base):
            return vars(base)[member.name]
    return None


def _bare(annotation: str | griffe.Expr | None) -> str | griffe.Expr | None:
    """Take the type out of `PublicAttr`."""
    if (
        isinstance(annotation, griffe.ExprSubscript)
        and str(annotation.left) == "PublicAttr"
    ):
        return annotation.slice
    return annotation


def _is_public(member: griffe.Object, loaded: object) -> bool:
    owner = member.parent
    assert isinstance(owner, griffe.Class)
    if owner.path.startswith("metaxy"):
        return not member.name.startswith("_") and member.has_docstring
    is_enum = any(str(b).rpartition(".")[2] == "Enum" for b in owner.bases)
    return is_public(loaded) or (
        isinstance(member, griffe.Attribute)
        and (
            "PublicAttr" in str(member.annotation)
            or (is_enum and member.name.isupper())
        )
    )


def _prepare_docstring(
    obj: griffe.Object,
    loaded: object,
    path: str,
    entries: dict[str, Entry],
    missing: str = "",
) -> None:
    if "is_prepared" in obj.extra[_NAMESPACE]:
        return
    obj.extra[_NAMESPACE]["is_prepared"] = True
    marks = read_marks(loaded)
    obj.labels = set(marks)
    docstring = obj.docstring
    notes = [
        f'!!! warning "{state.capitalize()}"\n\n    {text}'
        for state, text in marks.items()
    ] + [
        f"Parameter `{name}` is {state}: {text[0].lower()}{text[1:]}"
        for name, (state, text) in read_parameter_marks(loaded).items()
    ]
    text = docstring.value if docstring else ""
    raw = "\n\n".join([text or missing, *notes]).strip()
    obj.docstring = griffe.Docstring(
        to_markdown(
            _without_type(raw, obj), path, lambda n: resolve(n, entries)
        ),
        parent=obj,
        lineno=docstring.lineno if docstring else None,
        endlineno=docstring.endlineno if docstring else None,
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
