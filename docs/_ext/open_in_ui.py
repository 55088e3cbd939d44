"""The part of a caption that tells how to run a program."""

import ast
from html import escape

from docs._ext.core.site import Site, is_mistake, per_site


def caption_part(site: Site, path: str, _: str) -> str:
    """Give the command that opens a program in Dagster's UI, or runs it."""
    name = escape(path.rpartition("/")[2])
    if is_mistake(path):
        return ""
    if opens_in_the_ui(site, path):
        words = f"In Dagster’s UI: <code>dg dev -f {name}</code>"
    else:
        words = f"Run: <code>python {name}</code>"
    return f'<span class="open">{words}</span>'


@per_site
def opens_in_the_ui(site: Site, path: str) -> bool:
    """Tell whether a program has a `defs`, and is not a mistake."""
    if is_mistake(path):
        return False
    return any(
        isinstance(target, ast.Name) and target.id == "defs"
        for node in ast.parse(site.snippets[path]).body
        if isinstance(node, ast.Assign)
        for target in node.targets
    )
