"""Asks Harper, a grammar checker, about the words of pages and programs.

A page gives its description and its prose; a program gives its docstrings and
comments. Harper sees them all at once, which takes it seconds. Off are
tastes that are not ours, and rules that were wrong about most of what they
found in 34,000 words: `rules_off.txt`. What is new in Harper is on.
"""

import ast
import json
import re
import subprocess
import sys
import tempfile
import tokenize
from argparse import ArgumentParser
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

from docs._ext.core.includes import MARK, parse_include, without_fences
from docs._ext.core.site import Problem, Site
from tests._harness.check.banned import check_banned

DICTIONARY = "tests/_harness/check/dictionary.txt"
RULES_OFF = "tests/_harness/check/rules_off.txt"
_ABOUT_WORDS = ("OrthographicConsistency", "SpellCheck")
# What Dagster prints is quoted as it is.
_QUOTED = re.compile("“[^”]*”")
# What has a capital, a digit or a dot within is a name, in no dictionary.
_NAME = re.compile(r"[a-z][A-Z]|[A-Z]{2}|[\d_]|\w[.+/]\w")

Line = tuple[str, int, str]
"""A file, the number of a line in it, and what is to be read of that line."""


def check_words(site: Site) -> Iterator[Problem]:
    """Find misspelled words and faulty or long sentences."""
    lines: list[Line] = []
    for path, text in site.pages.items():
        if Path(path).match("docs/reference/*/*.md"):
            continue  # Names, and Dagster's own text.
        lines += [*_read_page(path, text), (path, 0, "")]
    for path, text in site.programs.items():
        lines += [*_read_program(path, text), (path, 0, "")]
    for found in _ask_harper(site, [text for *_, text in lines]):
        path, number, text = lines[found["line"] - 1]
        about_words = found["rule"] in _ABOUT_WORDS
        if not (about_words and _is_name(text, found["column"])):
            yield Problem(path, number, _describe(found))


def _read_page(path: str, text: str) -> Iterator[Line]:
    in_front = text.startswith("---\n")
    for number, line in enumerate(without_fences(text).splitlines(), 1):
        if in_front:
            key, _, value = line.partition(": ")
            yield path, number, value if key == "description" else ""
            in_front = number == 1 or line != "---"
        else:
            read = "" if parse_include(line) else _QUOTED.sub("“…”", line)
            yield path, number, read


def _read_program(path: str, text: str) -> Iterator[Line]:
    read = dict([*_find_docstrings(text), *_find_comments(text)])
    for number in range(1, text.count("\n") + 1):
        yield path, number, read.get(number, "")


def _find_docstrings(text: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            docstring = ast.get_docstring(node, clean=False) or ""
            first = node.body[0].lineno if docstring else 0
            yield from enumerate(docstring.splitlines(), first)


def _find_comments(text: str) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(StringIO(text).readline):
        if token.type == tokenize.COMMENT and not token.string.startswith(
            (MARK, "# --8<--")
        ):
            yield token.start[0], token.string.strip("# ")


def _ask_harper(site: Site, lines: list[str]) -> list[dict[str, Any]]:
    off = ",".join((site.root / RULES_OFF).read_text().split())
    options = ["--quiet", "--no-color", "--format=json", "--dialect=us"]
    options += [f"--ignore={off}", f"--user-dict-path={site.root / DICTIONARY}"]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "text.md")
        file.write_text("\n".join(lines))
        done = subprocess.run(
            [sys.executable, "-m", "harper", "lint", *options, file],
            capture_output=True,
            text=True,
            check=False,
        )
    if not done.stdout:
        raise RuntimeError(f"Harper did not answer: {done.stderr}")
    (answer,) = json.loads(done.stdout)
    return list(answer["lints"])


def _is_name(line: str, column: int) -> bool:
    """Whether what was found is a part of a name, such as `llms.txt`."""
    start = line.rfind(" ", 0, column) + 1
    return bool(_NAME.search(line[start:].split(" ", 1)[0]))


def _describe(found: dict[str, Any]) -> str:
    words = f"“{found['matched_text']}”"
    if found["rule"] == "SpellCheck":
        return f"unknown word {words}; fix it, or add it to {DICTIONARY}"
    return f"{found['rule']}: {words}: {found['message']}"


def main(args: list[str]) -> int:
    """List the words and sentences that need a change."""
    ArgumentParser("words", description=main.__doc__).parse_args(args)
    site = Site()
    problems = sorted([*check_words(site), *check_banned(site)])
    print(*problems, sep="\n")
    return int(bool(problems))
