"""The part of a caption that tells how to open a program in Dagster's UI."""

import ast
from html import escape

from docs._ext.core.site import Site, per_site


def caption_part(site: Site, path: str, _: str) -> str:
    """Give the command, if the program is worth opening."""
    if not opens_in_the_ui(site, path):
        return ""
    name = escape(path.rpartition("/")[2])
    return (
        '<span class="open">In Dagster’s UI: '
        f"<code>dg dev -f {name}</code></span>"
    )


@per_site
def opens_in_the_ui(site: Site, path: str) -> bool:
    """Tell whether a program has a `defs`, and is not a mistake."""
    if path.rpartition("/")[2].startswith("mistake_"):
        return False
    return any(
        isinstance(target, ast.Name) and target.id == "defs"
        for node in ast.parse(site.snippets[path]).body
        if isinstance(node, ast.Assign)
        for target in node.targets
    )
