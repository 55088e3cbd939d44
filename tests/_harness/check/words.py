"""Asks Harper, a grammar checker, about the words of pages and programs.

A page gives its description and its prose; a program gives its docstrings and
comments. Harper sees all of them as one text, which takes it seconds.
"""

import ast
import json
import re
import subprocess
import sys
import tempfile
import tokenize
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

from docs._ext.core.includes import parse_include, without_fences
from docs._ext.core.site import Problem, Site
from tests._harness.run.outputs import MARK

DICTIONARY = "tests/_harness/check/dictionary.txt"
# Tastes that are not ours, and rules that were wrong about most of what they
# found in 34,000 words. What is new in Harper is on until it stands here.
IGNORED = [
    "CallThem",
    "CompoundNouns",
    "CondenseAllThe",
    "Dashes",
    "DiscourseMarkers",
    "DisjointPrefixes",
    "ExpandConfiguration",
    "ExpandControl",
    "ExpandDependencies",
    "ExpandParameter",
    "FindOut",
    "ItsContraction",
    "MassNouns",
    "MissingPreposition",
    "MissingTo",
    "MultipleFrequencyAdverbs",
    "OneOfTheSingular",
    "Overall",
    "OxfordComma",
    "PhrasalVerbAsCompoundNoun",
    "QuantifierNumeralConflict",
    "SentenceCapitalization",
    "SplitWords",
    "ThereIsAgreement",
    "Therein",
    "UnclosedQuotes",
    "UseTitleCase",
    "WrongNegative",
]
_COMMAND = [
    sys.executable,
    "-m",
    "harper",
    "lint",
    "--quiet",
    "--no-color",
    "--format=json",
    "--dialect=gb",
    f"--ignore={','.join(IGNORED)}",
]
_ABOUT_WORDS = ("OrthographicConsistency", "SpellCheck")
_SECTION_MARK = "# --8<--"
_FRONT = re.compile(r"\A---\n(?P<matter>.*?)^---\n", re.DOTALL | re.MULTILINE)

# What Dagster says is quoted as it is.
_QUOTED = re.compile("“[^”]*”")
# What has a capital, a digit or a dot within is a name, in no dictionary.
_NAME = re.compile(r"[a-z][A-Z]|[A-Z]{2}|[\d_]|\w[.+/]\w")

Line = tuple[str, int, str]
"""A file, the number of a line in it, and what is to be read of that line."""


def check_words(root: Path) -> list[Problem]:
    """Find misspelt words and faulty or long sentences.

    Args:
        root: The folder that holds `docs/` and `snippets/`.

    Returns:
        The faults, by file and line.
    """
    repository = Site(root)
    lines: list[Line] = []
    for path, text in repository.pages.items():
        if Path(path).match("docs/reference/*/*.md"):
            continue  # Names, and Dagster's own text.
        lines += [*_read_page(path, text), (path, 0, "")]
    for path, text in repository.snippets.items():
        if path.endswith(".py"):
            lines += [*_read_program(path, text), (path, 0, "")]
    return sorted(
        Problem(path, number, _describe(found))
        for found in _ask(lines, root / DICTIONARY)
        for path, number, line in [lines[found["line"] - 1]]
        if not (found["rule"] in _ABOUT_WORDS and _is_name(found, line))
    )


def _read_page(path: str, text: str) -> Iterator[Line]:
    read = without_fences(text).splitlines()
    if front := _FRONT.match(text):
        for index, line in enumerate(front[0].splitlines()):
            key, _, value = line.partition(": ")
            read[index] = value if key == "description" else ""
    for number, line in enumerate(read, 1):
        read_line = "" if parse_include(line) else _QUOTED.sub("“…”", line)
        yield path, number, read_line


def _read_program(path: str, text: str) -> Iterator[Line]:
    before = 0
    for number, line in sorted({*_docstrings(text), *_comments(text)}):
        if number != before + 1:
            yield path, number, ""
        before = number
        yield path, number, line


def _docstrings(text: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            docstring = ast.get_docstring(node, clean=False)
            if docstring:
                first = node.body[0].lineno
                yield from enumerate(docstring.splitlines(), first)


def _comments(text: str) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(StringIO(text).readline):
        if token.type == tokenize.COMMENT and not token.string.startswith(
            (MARK, _SECTION_MARK)
        ):
            yield token.start[0], token.string.strip("# ")


def _ask(lines: list[Line], dictionary: Path) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder, "text.md")
        text.write_text("\n".join(line for *_, line in lines))
        said = subprocess.run(
            [*_COMMAND, f"--user-dict-path={dictionary}", text],
            capture_output=True,
            text=True,
            check=False,
        )
    if not said.stdout:
        raise RuntimeError(f"Harper did not answer: {said.stderr}")
    (answer,) = json.loads(said.stdout)
    return list(answer["lints"])


def _is_name(found: dict[str, Any], line: str) -> bool:
    """Whether what was found is a part of a name, such as `llms.txt`."""
    start = line.rfind(" ", 0, found["column"]) + 1
    return bool(_NAME.search(line[start:].split(" ", 1)[0]))


def _describe(found: dict[str, Any]) -> str:
    words = f"“{found['matched_text']}”"
    if found["rule"] == "SpellCheck":
        return f"unknown word {words}; mend it, or add it to {DICTIONARY}"
    return f"{found['rule']}: {words}: {found['message']}"
