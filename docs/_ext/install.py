"""Says below the first program of a page what the page's programs import."""

import re
import tomllib
from functools import cache
from html import escape
from importlib.metadata import metadata

from markdown import Markdown
from markdown.preprocessors import Preprocessor
from packaging.requirements import Requirement

from docs._ext.core.imports import find_imports
from docs._ext.core.includes import find_fences
from docs._ext.core.site import Site, is_mistake, page_of, per_site
from docs._ext.open_in_ui import opens_in_the_ui

_METAXY = re.compile(r"\bmetaxy\.ext\.([\w.]+)")
_UI = {"dagster-webserver", "dagster-dg-cli"}


class InstallPreprocessor(Preprocessor):
    """Adds the line below the first program."""

    def __init__(self, md: Markdown, site: Site) -> None:
        super().__init__(md)
        self.site = site

    def run(self, lines: list[str]) -> list[str]:
        """Run on a page, before `pymdownx.snippets` expands the includes."""
        page = (page_of(self.md) or "").removesuffix(".md")
        for fence in find_fences("\n".join(lines)):
            path = fence.include.path if fence.include else ""
            if path.startswith(f"snippets/{page}/") and path.endswith(".py"):
                names = " ".join(find_packages(self.site, page))
                html = (
                    '<p class="install" data-search-exclude>Install: '
                    f"<code>pip install {escape(names, quote=False)}</code></p>"
                )
                end = fence.line + len(fence.body) + 1
                return [*lines[:end], "", html, "", *lines[end:]]
        return lines


@per_site
def find_packages(site: Site, page: str) -> list[str]:
    """List what to install for the programs of a page: `assets/config`."""
    declared = _declared(site)
    found, of_metaxy = {"dagster"}, set[str]()
    for path, text in site.snippets.items():
        if path.rpartition("/")[0] != f"snippets/{page}" or is_mistake(path):
            continue
        if path.endswith(".py"):
            imported = {
                module.partition(".")[0].replace("_", "-")
                for _, module in find_imports(text)
            }
            found |= imported & declared.keys()
            found |= _UI if opens_in_the_ui(site, path) else set()
        for name in _METAXY.findall(text):
            of_metaxy |= {*name.split(".")} & _extras("metaxy")
    extras = declared | {"metaxy": of_metaxy}
    return [_name_package(name, extras[name]) for name in sorted(found)]


def _name_package(name: str, extras: set[str]) -> str:
    return f'"{name}[{",".join(sorted(extras))}]"' if extras else name


@per_site
def _declared(site: Site) -> dict[str, set[str]]:
    """Map what programs import to the extras that are installed with it."""
    config = tomllib.loads((site.root / "pyproject.toml").read_text())
    lines = config["project"]["dependencies"]
    lines = [*lines, *config["dependency-groups"]["data"]]
    return {it.name: it.extras for it in map(Requirement, lines)}


@cache
def _extras(package: str) -> set[str]:
    return {*(metadata(package).get_all("Provides-Extra") or [])}
