"""The part of a caption that tells how to run a program."""

import ast
import re
from html import escape

from docs._ext.core.site import Site, is_mistake, per_site

_VARIABLE = re.compile(r"(?:EnvVar(?:\.int)?\(|environ\[)\"(\w+)\"")


def caption_part(site: Site, path: str, _: str) -> str:
    """Give the command that opens a program in Dagster's UI, or runs it."""
    name = escape(path.rpartition("/")[2])
    if is_mistake(path):
        return ""
    if opens_in_the_ui(site, path):
        words = f"In Dagster’s UI: <code>dg dev -f {name}</code>"
        if variables := _find_variables(site.snippets[path]):
            listed = " and ".join(f"<code>{each}</code>" for each in variables)
            words += f", which reads {listed}"
    else:
        words = f"Run: <code>python {name}</code>"
    return f'<span class="open">{words}</span>'


def opens_in_the_ui(site: Site, path: str) -> bool:
    """Tell whether a program has a `defs`, and is not a mistake."""
    return not is_mistake(path) and has_definitions(site, path)


@per_site
def has_definitions(site: Site, path: str) -> bool:
    """Tell whether a program has a `defs`."""
    return any(
        isinstance(target, ast.Name) and target.id == "defs"
        for node in ast.parse(site.snippets[path]).body
        if isinstance(node, ast.Assign)
        for target in node.targets
    )


def _find_variables(program: str) -> list[str]:
    """List the environment variables that the definitions read."""
    definitions = program.partition('\nif __name__ == "__main__":')[0]
    return sorted({*_VARIABLE.findall(definitions)})
