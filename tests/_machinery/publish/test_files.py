"""Readers without a browser get what the pages show, or the build stops."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from posixpath import dirname, normpath

import pytest
from markdown.extensions.toc import slugify
from mkdocs.config import load_config

from docs._ext.core.includes import find_fences, without_fences
from docs._ext.core.marks import Marks
from docs._ext.core.site import ROOT, Page, Site, SiteError
from docs._ext.extension import text_marks
from docs._ext.publish import markdown, skill
from docs._ext.publish.files import make_files
from docs._ext.publish.markdown import Exporter, shown_text
from docs._ext.publish.skill import make_skill

PAGE = "docs/resources/life_cycle.md"
PROGRAM = "snippets/resources/life_cycle/opened_once_a_run.py"
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<target>[^)#\s]+)(#[^)]*)?\)")
_ANCHOR = re.compile(
    r"(?<!!)\[[^\]]*\]\((?P<target>[^)#\s]*)#(?P<anchor>[^)\s]+)\)"
)


@pytest.fixture(scope="module")
def site() -> Site:
    return Site()


@pytest.fixture(scope="module")
def files(site: Site) -> dict[str, bytes]:
    """What is published, by its path in the site."""
    return make_files(site, load_config(str(ROOT / "mkdocs.yml")))


@pytest.fixture(scope="module")
def pages(site: Site) -> list[Page]:
    return [page for pages in site.topics.values() for page in pages]


def find_links(
    files: dict[str, bytes], link: re.Pattern[str]
) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield each link within the site, with the file that it stands in."""
    for name, content in files.items():
        if name.endswith(".md"):
            for found in link.finditer(without_fences(content.decode())):
                if "://" not in found["target"]:
                    yield name, found


def test_each_page_is_published_as_markdown(
    files: dict[str, bytes], pages: list[Page]
) -> None:
    assert len(pages) > 50
    for page in pages:
        text = files[page.markdown_address].decode()
        assert text.startswith(f"# {page.title}\n\n> {page.description}\n")


def test_no_mark_of_the_machinery_is_left(files: dict[str, bytes]) -> None:
    for name, content in files.items():
        if not name.endswith((".md", ".txt")):
            continue
        text = content.decode()
        prose = re.sub(r"`[^`\n]+`", "", without_fences(text))
        for mark in ["--8<--", '=== "', "<!--", ":::", "{ ."]:
            assert mark not in prose, f"{name}: {mark}"
        for fence in find_fences(text):
            assert "--8<--" not in "".join(fence.body), name
            assert fence.info == fence.language, name


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (
            "errors/index.md",
            r"\n## AttributeError\n\n- `` .+ ``, \[.+\]\(\.\./",
        ),
        ("proof/index.md", r"\n\| assets \| [\d,]+ \| [\d,]+ \|\n"),
        (
            "releases/compatibility/index.md",
            r"\n\| 1\.9 \| 1\.9\.13 \| 3\.11 \|",
        ),
        (
            "releases/compatibility/index.md",
            r"\n\| `resolve_definitions\.py` \| ✗ \| ✓ \| .+ in 1\.10\.\d+ \|",
        ),
        (
            "releases/what_changed/index.md",
            r"\n- \*\*Breaks\.\*\* `dg\.ExperimentalWarning` is gone\n",
        ),
        ("index.md", r"\*\*\d+ programs\*\*, \d+ of them mistakes"),
    ],
)
def test_what_comes_from_data_is_in_the_markdown(
    files: dict[str, bytes], address: str, said: str
) -> None:
    assert re.search(said, files[address].decode())


def test_every_block_of_a_page_is_in_its_markdown_in_order(
    site: Site, files: dict[str, bytes], pages: list[Page]
) -> None:
    marks = text_marks(site)
    for page in pages:
        shown = [
            "\n".join(fence.body)
            for fence in find_fences(files[page.markdown_address].decode())
        ]
        written = [
            shown_text(site, fence.include)
            if fence.include
            else "\n".join(fence.body)
            for fence in find_fences(marks.expand_page(page.text))
        ]
        assert shown == written, page.path


def test_every_link_leads_to_a_file_that_is_published(
    files: dict[str, bytes],
) -> None:
    found = 0
    for name, link in find_links(files, _LINK):
        target = normpath(f"{dirname(name)}/{link['target']}".lstrip("/"))
        asset = ROOT / "docs" / target
        assert target in files or asset.is_file(), f"{name}: {link[0]}"
        found += 1
    assert found > 200


def headings(text: str) -> set[str]:
    """The anchors of a Markdown file."""
    titles = re.findall("^#+ (.+)$", without_fences(text), re.MULTILINE)
    return {slugify(re.sub("[`*]", "", title), "-") for title in titles}


def test_every_anchor_leads_to_a_heading_that_is_published(
    files: dict[str, bytes],
) -> None:
    found = 0
    for name, link in find_links(files, _ANCHOR):
        path = link["target"] and f"{dirname(name)}/{link['target']}"
        target = normpath(path.lstrip("/")) if path else name
        known = headings(files[target].decode())
        assert link["anchor"] in known, f"{name}: {link[0]}"
        found += 1
    assert found


def test_llms_txt_lists_every_page_and_llms_full_holds_it(
    files: dict[str, bytes], pages: list[Page]
) -> None:
    listed = files["llms.txt"].decode()
    full = files["llms-full.txt"].decode()
    assert listed.startswith("# Dagster by Example\n\n> Dagster pipelines")
    for page in pages:
        address = f"http://127.0.0.1:8000/{page.markdown_address}"
        assert f"- [{page.title}]({address}): {page.description}\n" in listed
        assert f"# {page.title}\n\n> {page.description}\n" in full
    for link in _LINK.finditer(without_fences(full)):
        assert link["target"].startswith("http"), link[0]


def test_tabs_notes_pictures_and_releases_become_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        markdown, "runs_on", lambda _, snippet: f"runs on {snippet[-4:]}"
    )
    (tmp_path / "snippets").mkdir()
    (tmp_path / "snippets/mistake_x.py").write_text(
        "import a\n\n\n# --8<-- [start:b]\nif a:\n    b = 1\n# --8<-- [end:b]\n"
    )
    (tmp_path / "snippets/x.svg").write_text(
        '<svg><title id="x">Graph</title><desc>a &amp; b.</desc></svg>'
        '<svg><title id="y">Graph</title><desc>c.</desc></svg>'
    )
    text = (
        "# Title\n\nLead. { .lead }\n\n"
        '=== "Now"\n\n    ```py\n    --8<-- "snippets/mistake_x.py:b"\n'
        '    ```\n\n!!! note "Mind"\n\n'
        "    [Text](../y.md) and ![a shop](x.png).\n\n"
        '--8<-- "snippets/x.svg"\n'
    )
    contents = "| to | see |\n| --- | --- |\n| run | [Run](#run) |\n"
    page = Page("docs/x.md", "Title", "What it is.", f"{text}\n{contents}")
    assert export(tmp_path, page, lambda target: f"to:{target}") == (
        "# Title\n\n> What it is.\n\nLead.\n\n**Now**\n\n"
        "Mistake, part “b” of `snippets/mistake_x.py`, runs on x.py:\n\n"
        "```py\nif a:\n    b = 1\n```\n\n**Mind**\n\n"
        "[Text](to:../y.md) and (Picture: a shop).\n\nGraph: a & b. c.\n\n"
        f"{contents}"
    )
    assert export(tmp_path, page, lambda target: "", whole=True) == (
        "# Title\n\n> What it is.\n\nLead.\n\n**Now**\n\n"
        "Mistake, `mistake_x.py`, runs on x.py:\n\n"
        "```py\nimport a\n\n\nif a:\n    b = 1\n```\n\n**Mind**\n\n"
        "Text and (Picture: a shop).\n\nGraph: a & b. c.\n"
    )


def export(
    root: Path, page: Page, link: markdown.Link, *, whole: bool = False
) -> str:
    site = Site(root)
    return Exporter(site, Marks(site, {}), whole=whole).export(page, link)


def test_a_heading_with_nothing_below_it_is_left_out(tmp_path: Path) -> None:
    text = (
        "# Title\n\n## Table\n\n<!-- for browsers -->\n\n"
        "## Kept\n\n### Also kept\n\nText.\n\n## Last\n"
    )
    page = Page("docs/x.md", "Title", "", text)
    written = export(tmp_path, page, lambda target: target)
    headings = re.findall("^#+ .*", written, re.MULTILINE)
    assert headings == ["# Title", "## Kept", "### Also kept"]


def test_the_zip_holds_the_files_of_the_skill(files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(BytesIO(files["skill/dagster-by-example.zip"])) as z:
        packed = {f"skill/{name}": z.read(name) for name in z.namelist()}
    assert packed == {
        name: content
        for name, content in files.items()
        if name.startswith("skill/dagster-by-example/")
    }
    assert len(packed) > 50


def test_the_same_pages_give_the_same_bytes(files: dict[str, bytes]) -> None:
    again = make_files(Site(), load_config(str(ROOT / "mkdocs.yml")))
    assert again == files


def problems_of(copy: Path) -> str:
    with pytest.raises(SiteError) as error:
        make_skill(Site(copy))
    return str(error.value)


def test_a_reference_over_its_budget_is_refused(copy: Path) -> None:
    with (copy / PAGE).open("a") as page:
        page.write("word " * 6_000)
    problem = problems_of(copy)
    assert re.fullmatch(
        rf"{PAGE}:1: about \d+ tokens as a reference of the skill, 6000 at "
        "most; split the page, or show fewer programs",
        problem,
    )


@pytest.mark.parametrize("much", ["word " * 4_000, "\n\nword" * 300])
def test_a_main_file_over_its_budget_is_refused(copy: Path, much: str) -> None:
    with (copy / skill.RULES).open("a") as page:
        page.write(much)
    assert problems_of(copy).startswith(
        "docs/start/rules.md:1: the skill's main file has "
    )


@pytest.mark.parametrize(
    ("code", "need"),
    [
        ("from snippets.x import y", "imports from snippets.x; write out"),
        ("import snippets.x", "imports from snippets.x; write out"),
        ("from . import y", "imports from .; write out what it needs"),
        ("a = open(__file__)", "depends on its own place; use with_name()"),
        (
            'a = Path(__file__).with_name("a.csv")',
            "needs a.csv; include it on the page",
        ),
        ("def (:", "syntax error: invalid syntax"),
    ],
)
def test_a_program_that_does_not_run_alone_is_refused(
    copy: Path, code: str, need: str
) -> None:
    before = (copy / PROGRAM).read_text()
    (copy / PROGRAM).write_text(f"{before}{code}\n")
    line = before.count("\n") + 1
    assert problems_of(copy).startswith(
        f"{PROGRAM}:{line}: does not run alone: {need}"
    )


def test_a_section_that_the_skill_is_made_with_is_missing(copy: Path) -> None:
    guide = copy / skill.GUIDE
    guide.write_text(guide.read_text().replace("## Install it", "## Install"))
    assert problems_of(copy) == (
        "docs/tools/skill.md:1: no section 'Install it'; the skill is made "
        "with it"
    )


def test_the_estimate_of_tokens_grows_with_words_signs_and_lines() -> None:
    assert skill.count_tokens("") == 0
    assert skill.count_tokens("word " * 100) == 103
    assert skill.count_tokens("materialization " * 100) == 206
    assert skill.count_tokens("12345 " * 100) == 515
    assert skill.count_tokens("\n" + "();\n" * 100) == 310


def test_a_whole_program_is_shown_once(site: Site) -> None:
    assert site.pages[PAGE].count("opened_once_a_process.py") == 2
    text = make_skill(site)["references/resources/life_cycle.md"]
    assert text.count("\n`opened_once_a_process.py`, runs on ") == 1
    assert "\nSee `opened_once_a_process.py` above.\n" in text
