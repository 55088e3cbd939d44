"""The page at an old address leads to the new one."""

from pathlib import Path

from docs._ext.core.site import ROOT
from docs._ext.publish.redirects import MOVED, make_redirects
from tests._machinery.tools import write_files

ADDRESS = "https://shop.example/docs/"


def test_a_page_that_moved_leads_on(tmp_path: Path) -> None:
    site = write_files(tmp_path, {MOVED: "assets/define/: assets/made/\n"})
    files = make_redirects(site, ADDRESS)
    assert files.keys() == {
        "assets/define/index.html",
        "assets/define/index.md",
    }
    html = files["assets/define/index.html"]
    assert 'content="0; url=../../assets/made/"' in html
    assert 'href="../../assets/made/"' in html
    assert f'<link rel="canonical" href="{ADDRESS}assets/made/">' in html
    assert 'src="../../javascripts/moved.js"' in html
    assert (ROOT / "docs/javascripts/moved.js").exists()
    markdown = files["assets/define/index.md"]
    assert markdown == "# Moved\n\nTo [assets/made/](../made/index.md).\n"
