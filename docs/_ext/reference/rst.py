"""Turns Dagster's docstrings, which are reStructuredText, into Markdown.

What the converter does not know stops the build: a reader never sees RST.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape
from textwrap import dedent, indent

EXAMPLE_TITLE = "From the docstring, not run here"

_FIELDS = {
    "arguments": "Args",
    "args": "Args",
    "attributes": "Attributes",
    "parameters": "Args",
    "params": "Args",
    "raises": "Raises",
    "returns": "Returns",
    "yields": "Yields",
}
_NOTES = {"note", "notes", "tip", "warning", "warnings"}
_DIRECTIVE = re.compile(
    r"^(?P<indent> *)\.\. ?(?P<name>[\w-]+):: *(?P<text>.*)$"
)
_TITLE = re.compile(r"^(?P<title>[A-Z][\w '()-]*):$")
_LIST_ITEM = re.compile(r"^ *(?:[-*+]|\d+\.) ")
_ITEM = re.compile(r"^(?P<name>\**\w+) \((?P<type>[^:]*?)\)?:(?P<text> .*|)$")
_TYPED = re.compile(r"^\(?[\w.]+(?:\[.*\])?\)?: ")
_KEEPS_INDENTED = re.compile(r"^ *(?:[-*+] |\d+\. |!!!|\?\?\?|\|)")
_FENCE = re.compile(r"^ *```")
_FENCED = re.compile(r"(^ *```.*?^ *```$)", re.DOTALL | re.MULTILINE)
_OPTION = re.compile(r"^ +:[\w-]+:")
_META = re.compile(r"^ *:meta [\w-]+: *$")
# An author forgot the role, or put it inside the marks.
_BARE_ROLE = re.compile(
    r"(?<![:`])(?P<marks>``?)(?::py:class:)?~(?P<target>[\w.]+)(?P=marks)"
)
_ROLE = re.compile(r":(?:py:)?(?P<role>[a-z]+):`(?P<text>[^`]+)`")
_LITERAL = re.compile(r"``(?P<text>(?:[^`]|`(?!`))+)``")
_LINK = re.compile(r"`(?P<text>[^`<]*\s)?<(?P<target>[^`<>]+)>`_{0,2}")
_CROSS = re.compile(r"\[(?P<text>[^\]]+)\]\[(?P<target>[\w.]+)\]")
_CODE = re.compile(
    r"(`[^`]*`|<autoref .*?</autoref>|\]\(https?:[^)]*\))", re.DOTALL
)
_LEFT_OVER = re.compile(
    r":[a-z]+:`|^ *\.\. ?[\w-]+:|``|(?<=[\w)>.])`_{1,2}(?!\w)|::$", re.MULTILINE
)
_CROSS_ROLES = {"attr", "class", "data", "exc", "func", "meth", "mod", "obj"}

FindEntry = Callable[[str], str | None]
"""Gives the identifier of a name's entry in the reference."""


class UnknownRstError(ValueError):
    """A docstring holds a construct that the converter does not know."""


def to_markdown(docstring: str, name: str, find_entry: FindEntry) -> str:
    """Convert a docstring; its field lists stay in Google's style."""
    lines = docstring.expandtabs(4).splitlines()
    try:
        blocks = _convert_directives(lines)
        text = "\n".join(_open_lists(_straighten(list(blocks))))
        return _outside_fences(text, lambda t: _convert_inline(t, find_entry))
    except UnknownRstError as error:
        raise UnknownRstError(
            f"the docstring of {name} holds RST that "
            f"docs/_ext/reference/rst.py does not know: {error}; "
            "teach it there, with a test"
        ) from None


def first_sentence(markdown: str) -> str:
    """Give the first sentence of converted text."""
    paragraph = markdown.strip().partition("\n\n")[0].replace("\n", " ")
    if not paragraph or _FENCE.match(paragraph):
        return ""
    return re.split(r"(?<=[a-z`)>]\.) +(?=[A-Z])", paragraph)[0].strip()


def _convert_directives(lines: list[str]) -> Iterator[str]:
    position = 0
    while position < len(lines):
        line = lines[position]
        position += 1
        if _META.match(line):
            continue
        directive = _DIRECTIVE.match(line)
        literal = line.rstrip().endswith("::") and not directive
        if not directive and not literal:
            yield line
            continue
        margin = _margin(line)
        end = _end_of_block(lines, position, margin)
        body, position = _trim(lines[position:end]), end
        if directive:
            yield from _convert_directive(directive, body)
        else:
            yield line.rstrip()[:-1]
            yield from _fence("text", body, margin)


def _convert_directive(
    directive: re.Match[str], body: list[str]
) -> Iterator[str]:
    margin = len(directive["indent"])
    name = directive["name"]
    if name == "code-block":
        while body and _OPTION.match(body[0]):
            body = _trim(body[1:])
        yield from _fence(directive["text"].strip() or "text", body, margin)
    elif name == "literalinclude":
        file = directive["text"].rpartition("/")[2]
        note = f"(Dagster’s own documentation shows `{file}` here.)"
        yield " " * margin + note
    elif name in _NOTES:
        kind = name.removesuffix("s")
        text = [directive["text"]] if directive["text"] else []
        yield from ("", f"{' ' * margin}!!! {kind}", "")
        yield from (*_indent([*text, *_dedent(body)], margin + 4), "")
    else:
        raise UnknownRstError(f"the directive {name!r}")


def _fence(language: str, body: list[str], margin: int) -> Iterator[str]:
    opening = f'```{language} title="{EXAMPLE_TITLE}"'
    yield from ("", *_indent([opening, *_dedent(body), "```"], margin), "")


def _straighten(lines: list[str]) -> Iterator[str]:
    """Keep field lists for the parser; make all other indented blocks text.

    What is indented below a line of text would be code in Markdown.
    """
    is_fenced = False
    position = 0
    while position < len(lines):
        line = lines[position].rstrip()
        position += 1
        is_fenced = is_fenced != bool(_FENCE.match(line))
        end = _end_of_block(lines, position, _margin(line))
        body = _trim(lines[position:end])
        if is_fenced or not line or not body:
            yield line
            continue
        if _KEEPS_INDENTED.match(line):
            yield from (line, *lines[position:end])
        else:
            is_apart = not lines[position].strip()
            yield from _convert_block(line, body, is_apart)
        position = end


def _convert_block(line: str, body: list[str], is_apart: bool) -> Iterator[str]:
    title = _TITLE.match(line)
    if title and title["title"].lower() in {*_FIELDS, *_NOTES}:
        yield from _convert_titled(title["title"].lower(), body)
        return
    is_heading = title and len(line.split()) < 4
    yield f"**{title['title']}**" if title and is_heading else line
    if title or is_apart:
        yield ""
    yield from (*_straighten(_dedent(body)), "")


def _convert_titled(title: str, body: list[str]) -> Iterator[str]:
    kind = _FIELDS.get(title)
    if kind is None:
        lines = _straighten(_dedent(body))
        yield from ("", f"!!! {title.removesuffix('s')}", "")
    else:
        is_list = kind in {"Args", "Attributes", "Raises"}
        lines = (_convert_items if is_list else _convert_result)(_dedent(body))
        yield from ("", f"{kind}:")
    yield from (*_indent(lines, 4), "")


def _convert_items(lines: list[str]) -> Iterator[str]:
    """Indent what belongs to an item by four, whatever it was."""
    position = 0
    while position < len(lines):
        yield _fix_item(lines[position].strip())
        position += 1
        # Some items of one list are a space off.
        end = _end_of_block(lines, position, 1)
        yield from _indent(_straighten(_dedent(lines[position:end])), 4)
        position = end


def _convert_result(body: list[str]) -> Iterator[str]:
    """Put a colon first where there is no type before the description."""
    if len(body) > 1 and _TYPED.fullmatch(f"{body[0]} "):
        body = [f"{body[0]} {body[1].strip()}", *body[2:]]
    first = "" if _TYPED.match(body[0]) else ": "
    yield from _straighten([first + body[0], *_dedent(body[1:])])


def _fix_item(item: str) -> str:
    """Move a colon that is before the type; close an open bracket."""
    name, colon, rest = item.partition(": ")
    if colon and name.isidentifier() and rest.startswith("("):
        item = f"{name} {rest}"
    match = _ITEM.match(item)
    if match:
        return f"{match['name']} ({match['type']}):{match['text']}"
    return item


def _open_lists(lines: Iterable[str]) -> Iterator[str]:
    """Put the empty line before a list that Markdown wants."""
    before = ""
    is_fenced = False
    for line in lines:
        is_fenced = is_fenced != bool(_FENCE.match(line))
        if (
            not is_fenced
            and _LIST_ITEM.match(line)
            and before.strip()
            and not _LIST_ITEM.match(before)
            and _margin(before) <= _margin(line)
            and before.removesuffix(":") not in _FIELDS.values()
        ):
            yield ""
        yield line
        before = line


def _outside_fences(text: str, convert: Callable[[str], str]) -> str:
    parts = _FENCED.split(text)
    return "".join(
        _name_fence(part) if n % 2 else convert(part)
        for n, part in enumerate(parts)
    )


def _name_fence(fence: str) -> str:
    opening, newline, rest = fence.partition("\n")
    if "title=" not in opening:
        opening = f'{opening.rstrip()} title="{EXAMPLE_TITLE}"'
    return opening + newline + rest


def _convert_inline(text: str, find_entry: FindEntry) -> str:
    text = _BARE_ROLE.sub(r":obj:`~\g<target>`", text)
    text = _ROLE.sub(lambda m: _convert_role(m, find_entry), text)
    text = _LITERAL.sub(lambda m: f"`{m['text'].replace('`', '')}`", text)
    text = _LINK.sub(lambda m: _convert_link(m, find_entry), text)
    text = _CROSS.sub(
        lambda m: link_code(m["text"].strip("`"), find_entry(m["target"])), text
    )
    if left := _LEFT_OVER.search(text):
        line = text[text.rfind("\n", 0, left.start()) + 1 :].partition("\n")[0]
        raise UnknownRstError(repr(line.strip()))
    parts = _CODE.split(text)
    return "".join(
        part if n % 2 else _escape(part) for n, part in enumerate(parts)
    )


def _escape(text: str) -> str:
    return re.sub(r"<(?=[\w/])", "&lt;", re.sub(r"\\+\*", r"\\*", text))


def _convert_role(match: re.Match[str], find_entry: FindEntry) -> str:
    text, _, target = match["text"].partition("<")
    target = (target.rstrip(">") or text).strip()
    if match["role"] in {"ref", "doc"}:
        return text.strip()
    if match["role"] not in _CROSS_ROLES:
        raise UnknownRstError(f"the role {match['role']!r}")
    shown = text.strip() or target
    if shown.startswith("~"):
        shown = shown.rpartition(".")[2]
    return link_code(shown, find_entry(target.lstrip("~")))


def _convert_link(match: re.Match[str], find_entry: FindEntry) -> str:
    text, target = (match["text"] or "").strip(), match["target"]
    if target.startswith(("http://", "https://")):
        return f"[{text or target}]({target})"
    return link_code(text or target, find_entry(target))


def link_code(text: str, entry: str | None) -> str:
    """Give code that leads to an entry of the reference, if there is one."""
    text = " ".join(text.split())
    if entry is None:
        return f"`{text}`"
    return (
        f'<autoref optional identifier="{entry}">'
        f"<code>{escape(text)}</code></autoref>"
    )


def _end_of_block(lines: list[str], start: int, margin: int) -> int:
    """Find where the lines end that are indented by more than a margin."""
    end = start
    while end < len(lines) and (
        not lines[end].strip() or _margin(lines[end]) > margin
    ):
        end += 1
    return end


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip())


def _indent(lines: Iterable[str], margin: int) -> list[str]:
    return indent("\n".join(lines), " " * margin).splitlines()


def _dedent(lines: list[str]) -> list[str]:
    return dedent("\n".join(lines)).splitlines()


def _trim(lines: list[str]) -> list[str]:
    """Drop the empty lines at both ends."""
    while lines and not lines[0].strip():
        lines = lines[1:]
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    return lines
