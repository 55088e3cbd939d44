"""Writes what no builder knows into the built site.

Each page as Markdown, compat.json, llms.txt, llms-full.txt, robots.txt, the
skill, and redirects from where pages were; into each page its content security
policy, and the index of the search. With MkDocs, `hooks.py` calls it;
after another builder it is a command:

    uv run python -m docs._ext.publish.files site
"""

import io
import os
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from posixpath import normpath, relpath
from urllib.parse import urlsplit

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from docs._ext.core.site import Page, Problem, Site, SiteError, current_site
from docs._ext.extension import text_marks
from docs._ext.publish.markdown import Exporter
from docs._ext.publish.policy import add_policies
from docs._ext.publish.redirects import make_redirects
from docs._ext.publish.search import write_index
from docs._ext.publish.skill import NAME, make_skill
from docs._ext.releases.history import write_compat

_ROBOTS = """User-agent: *
Allow: /
Sitemap: {address}sitemap.xml
"""


def check_address(config: MkDocsConfig) -> None:
    """Refuse to publish a site that says that it is on this computer."""
    host = urlsplit(config.site_url or "").hostname or ""
    if not host or host in {"localhost", "::1"} or host.startswith("127."):
        message = (
            f"SITE_URL is {config.site_url!r}; to publish the site, set it to "
            "the address where readers will find it"
        )
        raise SiteError([Problem("mkdocs.yml", 1, message)])


def publish(site: Site, built: Path, config: MkDocsConfig) -> None:
    """Write all files into the folder of the built site."""
    write(make_files(site, config), built)
    write_index(site, built)
    add_policies(built)


def write(files: Mapping[str, bytes], built: Path) -> None:
    """Write files by their paths in the site."""
    for name, content in files.items():
        file = built / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def make_files(site: Site, config: MkDocsConfig) -> dict[str, bytes]:
    """Make the content of all files, by their paths in the site."""
    writer = PageWriter(site, config)
    texts = make_redirects(site, writer.address)
    texts["robots.txt"] = _ROBOTS.format(address=writer.address)
    texts["compat.json"] = write_compat(site)
    texts["llms.txt"] = writer.list_pages()
    texts["llms-full.txt"] = "\n".join(
        writer.write(page, absolute=True) for page in writer.pages.values()
    )
    texts |= {
        p.markdown_address: writer.write(p) for p in writer.pages.values()
    }
    skill = {f"{NAME}/{name}": text for name, text in make_skill(site).items()}
    texts |= {f"skill/{name}": text for name, text in skill.items()}
    files = {name: text.encode() for name, text in texts.items()}
    return files | {f"skill/{NAME}.zip": _zip(skill)}


class PageWriter:
    """Writes pages as Markdown, with links between their Markdown."""

    def __init__(self, site: Site, config: MkDocsConfig) -> None:
        self.exporter = Exporter(site, text_marks(site))
        self.topics = site.topics
        self.pages = {
            p.path: p for pages in self.topics.values() for p in pages
        }
        self.config = config
        self.address = config.site_url or "/"

    def write(self, page: Page, *, absolute: bool = False) -> str:
        """Write a page, with links from its address or from the site's."""

        def link(target: str) -> str:
            address = self._resolve(page, target)
            if absolute:
                return f"{self.address}{address}"
            return relpath(address, PurePosixPath(page.markdown_address).parent)

        return self.exporter.export(page, link)

    def _resolve(self, page: Page, target: str) -> str:
        """Where a link of a page leads, from the root of the site."""
        path, mark, anchor = target.partition("#")
        path = normpath(PurePosixPath(page.path).parent / path)
        to = self.pages.get(path)
        address = to.markdown_address if to else path.removeprefix("docs/")
        return f"{address}{mark}{anchor}"

    def list_pages(self) -> str:
        """Write `llms.txt`: each page with its address and its description."""
        lines = [
            f"# {self.config.site_name}",
            f"\n> {self.config.site_description}\n",
        ]
        for topic, pages in self.topics.items():
            lines.append(f"## {topic}\n")
            lines += [
                f"- [{page.title}]({self.address}{page.markdown_address}): "
                f"{page.description}"
                for page in pages
            ]
            lines.append("")
        return "\n".join(lines)


def _zip(files: dict[str, str]) -> bytes:
    """Pack files so that the same files give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in sorted(files.items()):
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, text)
    return packed.getvalue()


def main() -> None:
    """Publish into the folder that is named on the command line."""
    config = load_config("mkdocs.yml")
    try:
        if os.environ.get("PUBLISH"):
            check_address(config)
        publish(current_site(), Path(sys.argv[1]), config)
    except SiteError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
