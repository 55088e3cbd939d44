"""Checks the files under `snippets/`, and that their page has its proof."""

import ast
import re
from collections.abc import Iterator

from docs._ext.core.includes import MARK, without_section_marks
from docs._ext.core.site import Problem, Site, is_mistake, proof_of
from tests._harness.check.pages import page_showing, read_commands

# What keeps files or features needs more lines before it can be copied.
MOST_LINES = 60
MOST_LINES_OF = {"assets": 40, "resources": 40}
LEGACY_KEYWORD = "required_resource_keys"


def check_programs(site: Site) -> Iterator[Problem]:
    """Programs are short, say what they show and use no legacy keyword."""
    for path, text in site.programs.items():
        try:
            tree = ast.parse(text)
        except SyntaxError as error:
            message = f"syntax error: {error.msg}; fix it"
            yield Problem(path, error.lineno or 1, message)
            continue
        if not ast.get_docstring(tree):
            message = "no docstring; say in one sentence what it shows"
            yield Problem(path, 1, message)
        length = len(without_section_marks(text).splitlines())
        most = MOST_LINES_OF.get(path.split("/")[1], MOST_LINES)
        if length > most:
            yield Problem(path, 1, f"{length} lines, {most} at most; split it")
        raises = f"{path.removesuffix('.py')}.txt" in site.snippets
        if is_mistake(path) and not (raises or MARK in text):
            message = "shows nothing wrong; let it raise, or print what is"
            yield Problem(path, 1, message)
        if not re.search("/(mistake|legacy)_", path):
            yield from _find_legacy_keywords(path, tree)


def _find_legacy_keywords(path: str, tree: ast.Module) -> Iterator[Problem]:
    """Only a hook has no parameter that could name a resource."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    for call in calls:
        if ast.unparse(call.func).endswith("_hook"):
            continue
        for keyword in call.keywords:
            if keyword.arg == LEGACY_KEYWORD:
                message = (
                    f"{LEGACY_KEYWORD} is legacy; name the resource as a "
                    "parameter"
                )
                yield Problem(path, keyword.value.lineno, message)


def check_data(site: Site) -> Iterator[Problem]:
    """What is not run, compared or drawn is used by what is."""
    for path, text in site.snippets.items():
        folder, _, name = path.rpartition("/")
        if name.endswith((".py", ".console", ".svg", ".ui.toml")):
            continue
        program = f"{path.removesuffix('.txt')}.py"
        commands = {*text.splitlines()} if name.endswith(".sh") else {""}
        users = [t for p, t in site.snippets.items() if p.startswith(folder)]
        users += [read_proof(site, page_showing(path))]
        if not (
            program in site.snippets
            or commands <= read_commands(site)
            or any(name in user for user in users)
        ):
            message = f"nothing uses {name}; let a program read or print it"
            yield Problem(path, 1, message)


def read_proof(site: Site, page: str) -> str:
    """The text of a page's tests; empty if there are none."""
    path = site.root / proof_of(page)
    return path.read_text() if path.is_file() else ""


def check_proof(site: Site) -> Iterator[Problem]:
    """Every folder of snippets has its page, and the page its proof."""
    for page in {page_showing(path) for path in site.snippets}:
        if page not in site.pages:
            message = "no such page, but there is a folder of its snippets"
            yield Problem(page, 1, f"{message}; write it")
        elif not read_proof(site, page):
            message = f"no proof; state the page's claims in {proof_of(page)}"
            yield Problem(page, 1, message)
    for path in (site.root / "tests").rglob("test_*.py"):
        test = site.name(path)
        if "/_" not in test and test not in map(proof_of, site.pages):
            message = "proves no page; move it to tests/_machinery"
            yield Problem(test, 1, message)
