"""A site that would lead its readers astray is not published."""

import subprocess
import sys
from pathlib import Path

import pytest

from docs._build.published import check_published

SITE = "https://shop.example/docs/"


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A site of two pages, one of which moved."""
    files = {
        "index.html": f'<link rel="canonical" href="{SITE}">',
        "assets/index.html": f'<link rel="canonical" href="{SITE}assets/">',
        "old/index.html": '<meta http-equiv="refresh" content="0; url=../">'
        f'<link rel="canonical" href="{SITE}assets/">',
        "404.html": '<script src="/docs/a.js"></script><a href="/docs/">',
        "sitemap.xml": f"<loc>{SITE}</loc><loc>{SITE}assets/</loc>",
        "robots.txt": f"Sitemap: {SITE}sitemap.xml",
        "llms.txt": f"[Home]({SITE}index.md)",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_a_site_without_fault_can_be_published(built: Path) -> None:
    assert check_published(built, SITE) == []


@pytest.mark.parametrize(
    "site",
    [
        "",
        "http://127.0.0.1:8000/",
        "http://localhost/",
        "http://[::1]:8000/",
        "shop.example/",
        "https://shop.example",
    ],
)
def test_an_address_that_is_none_is_refused(built: Path, site: str) -> None:
    (fault,) = check_published(built, site)
    assert fault.startswith(f"SITE_URL is {site!r}; set it to the address")


@pytest.mark.parametrize(
    ("name", "before", "after", "fault"),
    [
        ("index.html", SITE, "http://127.0.0.1:8000/", "says that it stands"),
        ("assets/index.html", "assets", "other", "says that it stands at"),
        ("old/index.html", SITE, "http://127.0.0.1:8000/", "leads to ['http"),
        ("404.html", "/docs/a.js", "/a.js", "asks for /a.js, not below /docs/"),
        ("sitemap.xml", "<loc>", "", "lacks https://shop.example/docs/"),
        ("sitemap.xml", "assets", "gone", "has, but no page is"),
        ("robots.txt", SITE, "/", "does not name https://shop.example/docs/"),
        ("llms.txt", SITE, "/", "does not name https://shop.example/docs/"),
    ],
)
def test_what_leads_astray_is_named(
    built: Path, name: str, before: str, after: str, fault: str
) -> None:
    path = built / name
    path.write_text(path.read_text().replace(before, after))
    faults = check_published(built, SITE)
    assert any(f.startswith(f"{path}: {fault}") for f in faults), faults


@pytest.mark.parametrize(
    "name", ["404.html", "sitemap.xml", "robots.txt", "llms.txt"]
)
def test_what_is_missing_is_named(built: Path, name: str) -> None:
    (built / name).unlink()
    faults = check_published(built, SITE)
    assert any(fault.startswith(f"{built / name}: ") for fault in faults)


@pytest.mark.parametrize(("site", "code"), [(SITE, 0), ("", 1)])
def test_the_command_fails_if_there_is_a_fault(
    built: Path, site: str, code: int
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "docs._build.published", built],
        env={"SITE_URL": site},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code
    assert ("SITE_URL is ''" in done.stderr) == (code == 1)
