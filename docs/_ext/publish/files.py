"""Writes what no builder knows into the built site.

Each page as Markdown, llms.txt, llms-full.txt, robots.txt, the skill, and what
leads on from where a page was; into each page its content security policy, and
into the search the texts of errors. MkDocs calls it as a hook; after another
builder it is a command:

    uv run python -m docs._ext.publish.files site
"""

import io
import sys
import zipfile
from pathlib import Path, PurePosixPath
from posixpath import normpath, relpath

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from docs._ext.core.site import Page, Site, SiteError, current_site
from docs._ext.extension import text_marks
from docs._ext.publish.markdown import Exporter
from docs._ext.publish.policy import PolicyError, add_policies
from docs._ext.publish.redirects import make_redirects
from docs._ext.publish.search import add_entries
from docs._ext.publish.skill import NAME, make_skill

_ROBOTS = """User-agent: *
Allow: /
Sitemap: {site}sitemap.xml
"""

_is_preview = False
_made: dict[str, bytes] = {}


def publish(site: Site, built: Path, config: MkDocsConfig) -> None:
    """Write all files.

    Args:
        site: The files of the site.
        built: The folder of the built site.
        config: The configuration of MkDocs.

    Raises:
        SiteError: A page or a program has a fault.
        PolicyError: A page gives no place to its policy.
    """
    _write(make_files(site, config), built)
    add_entries(site, built)
    add_policies(built)


def _write(files: dict[str, bytes], built: Path) -> None:
    for name, content in files.items():
        file = built / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def make_files(site: Site, config: MkDocsConfig) -> dict[str, bytes]:
    """Make all files.

    Args:
        site: The files of the site.
        config: The configuration of MkDocs.

    Returns:
        The content of each file by its path in the site.

    Raises:
        SiteError: A page or a program has a fault.
    """
    writer = _Writer(site, config)
    texts = make_redirects(site, writer.address)
    texts["robots.txt"] = _ROBOTS.format(site=writer.address)
    texts["llms.txt"] = writer.list_pages()
    texts["llms-full.txt"] = "\n".join(
        writer.write(page, absolute=True) for page in writer.pages.values()
    )
    skill = {f"{NAME}/{name}": text for name, text in make_skill(site).items()}
    texts |= {f"skill/{name}": text for name, text in skill.items()}
    files = {name: text.encode() for name, text in texts.items()}
    return writer.write_pages() | files | {f"skill/{NAME}.zip": _zip(skill)}


def make_pages(site: Site, config: MkDocsConfig) -> dict[str, bytes]:
    """Make the pages alone, as Markdown.

    Args:
        site: The files of the site.
        config: The configuration of MkDocs.

    Returns:
        The content of each page by its path in the site.

    Raises:
        SiteError: A page or a program has a fault.
    """
    return _Writer(site, config).write_pages()


class _Writer:
    """Writes pages with links between their Markdown on the site.

    Args:
        site: The files of the site.
        config: The configuration of MkDocs.
    """

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

    def write_pages(self) -> dict[str, bytes]:
        """Write all pages, by their paths in the site."""
        pages = self.pages.values()
        return {
            page.markdown_address: self.write(page).encode() for page in pages
        }

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


def on_startup(command: str, **_: object) -> None:
    """Learn whether this is a preview.

    Args:
        command: What MkDocs was started for.
    """
    global _is_preview
    _is_preview = command == "serve"


def on_post_build(config: MkDocsConfig) -> None:
    """Publish, when MkDocs has built.

    A preview makes the skill once: an author waits for the page alone. It has
    no policy, which would stop the script that loads a changed page again.

    Args:
        config: The configuration of MkDocs.

    Raises:
        PluginError: A page or a program has a fault.
    """
    global _made
    built = Path(config.site_dir)
    try:
        if not _is_preview:
            publish(current_site(), built, config)
            return
        if _made:
            _made = _made | make_pages(current_site(), config)
        else:
            _made = make_files(current_site(), config)
    except (SiteError, PolicyError) as error:
        raise PluginError(f"\n{error}") from None
    _write(_made, built)


def main() -> None:
    """Publish into the folder that is named on the command line."""
    try:
        publish(current_site(), Path(sys.argv[1]), load_config("mkdocs.yml"))
    except (SiteError, PolicyError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
