"""Every claim of docs/releases/compatibility.md, proved."""

from importlib.metadata import requires, version

import pytest
from bs4 import BeautifulSoup
from markdown import Markdown
from packaging.requirements import Requirement
from packaging.version import Version

from docs._ext.core.site import Site, path_to_root
from docs._ext.releases.badge import caption_part, row_id, runs_on
from docs._ext.releases.data import (
    DATA,
    Environment,
    Row,
    Verdict,
    current,
    hash_files,
    load,
)
from docs._ext.releases.table import (
    describe_packages,
    draw_table,
    write_table,
)
from tests._harness.releases.environment import Packages

SERIES = ["1.9", "1.10", "1.11", "1.12", "1.13"]
RUNS, DIFFERS = Verdict("runs"), Verdict("differs", "41")
FAILS = Verdict("fails", "AttributeError: no")
SHOP = "snippets/start/first_asset/shop.py"
RAISES = "snippets/start/first_asset/mistake_misspelt_parameter.py"
SILENT = "snippets/resources/life_cycle/mistake_both_forms.py"


def row(*verdicts: Verdict) -> Row:
    return Row("x", dict(zip(SERIES, verdicts, strict=False)))


@pytest.mark.parametrize(
    ("path", "verdicts", "said"),
    [
        (SHOP, [RUNS] * 5, ""),
        (SHOP, [FAILS, FAILS, RUNS, RUNS, RUNS], "runs on 1.11 and newer"),
        (SHOP, [RUNS, FAILS, RUNS, FAILS, FAILS], "runs on 1.9, 1.11"),
        (SHOP, [RUNS, RUNS, FAILS, FAILS, RUNS], "runs on 1.9 and 1.10, 1.13"),
        (SHOP, [FAILS] * 5, "runs on no release"),
        (
            SHOP,
            [FAILS, DIFFERS, RUNS, RUNS, RUNS],
            "runs on 1.10 and newer, other output on 1.10",
        ),
        (SHOP, [DIFFERS, *[RUNS] * 4], "other output on 1.9"),
        (RAISES, [*[FAILS] * 3, RUNS, RUNS], "fails on 1.12 and newer"),
        (RAISES, [*[DIFFERS] * 3, RUNS], "other message on 1.9 to 1.11"),
        (SILENT, [*[FAILS] * 4, RUNS], "goes wrong on 1.13"),
        (SILENT, [DIFFERS, RUNS], "other output on 1.9"),
        (SHOP, [FAILS, RUNS], "runs on 1.10"),
    ],
)
def test_a_badge_says_where_a_program_runs(
    site: Site, path: str, verdicts: list[Verdict], said: str
) -> None:
    current(site).rows[path] = row(*verdicts)
    assert runs_on(site, path) == said


@pytest.fixture
def site() -> Site:
    """A site of which one program was measured."""
    site = Site()
    measures = current(site)
    current(site).environments = {
        s: Environment(f"{s}.1", "3.11", {}) for s in SERIES
    }
    measures.rows = {SHOP: row(FAILS, DIFFERS, RUNS, RUNS, RUNS)}
    return site


def parse_table(site: Site) -> BeautifulSoup:
    return BeautifulSoup(draw_table(site, Markdown()), "html.parser")


def test_a_badge_leads_to_the_row_of_its_program(site: Site) -> None:
    html = caption_part(site, SHOP, "../../")
    link = BeautifulSoup(html, "html.parser").a
    assert link is not None
    assert link["href"] == f"../../releases/compatibility/#{row_id(SHOP)}"
    (found,) = parse_table(site).select(f"tr:has(#{row_id(SHOP)})")
    signs = [cell.get_text() for cell in found.find_all("td")]
    assert signs == ["✗", "≈", "✓", "✓", "✓"]
    assert "1.9: AttributeError: no" in found.get_text()


def test_a_program_that_changed_has_no_badge_and_is_not_measured(
    site: Site,
) -> None:
    del current(site).rows[SHOP]
    assert caption_part(site, SHOP, "") == ""
    (found,) = [
        row
        for row in parse_table(site).select(
            "tbody:has(#page-start-first_asset) tr"
        )
        if "shop.py" in [code.get_text() for code in row.select("code")]
    ]
    assert [cell.get_text() for cell in found.select("td")] == ["–"] * 5


def test_a_row_of_another_text_does_not_count() -> None:
    assert SHOP in current(Site()).rows
    site = Site()
    site.snippets[SHOP] += "print(41)\n"
    assert SHOP not in current(site).rows


def test_every_program_has_its_place_in_one_row() -> None:
    site = Site()
    table = parse_table(site)
    ids = [str(each["id"]) for each in table.select("tbody [id]")]
    assert len(ids) == len(set(ids))
    placed = []
    for body in table.select("tbody"):
        page = str(body.select("a[id]")[0]["id"]).removeprefix("page-")
        for code in body.select("th > code"):
            placed.append(row_id(f"{page}/{code.text}"))
            assert code.get("id") in (None, placed[-1])
    run = [p for p in site.snippets if p.endswith((".py", ".console"))]
    assert sorted(placed) == sorted(map(row_id, run))
    assert {row_id(p) for p in run if runs_on(site, p)} <= {*ids}


def test_no_two_rows_of_a_page_say_the_same() -> None:
    for body in parse_table(Site()).select("tbody"):
        looks = [
            [part.text for part in row.select("small, td")]
            for row in body.select("tr")[1:]
        ]
        assert len(looks) == len({*map(str, looks)})


def test_the_table_in_markdown_says_the_same() -> None:
    html = parse_table(Site())
    rows = [
        [
            ", ".join(code.text for code in row.select("th > code"))
            or f"{row.select('th > a')[0].text}: its statements",
            *(cell.text for cell in row.select("td")),
        ]
        for row in html.select("tbody tr")
    ]
    _, _, *lines = write_table(Site()).splitlines()
    cells = [line.strip("| ").replace("`", "").split(" | ") for line in lines]
    assert sorted(row[: 1 + len(SERIES)] for row in cells) == sorted(rows)


def test_programs_that_run_everywhere_share_a_row(site: Site) -> None:
    folder = "snippets/resources/define/"
    programs = [path for path in site.programs if path.startswith(folder)]
    for path in programs:
        current(site).rows[path] = row(RUNS, RUNS, RUNS, RUNS, RUNS)
    page = "tbody:has(#page-resources-define)"
    (_, found) = parse_table(site).select(f"{page} tr")
    names = {code.text for code in found.select("code")}
    assert names == {path.removeprefix(folder) for path in programs}
    assert [cell.text for cell in found.select("td")] == ["✓"] * 5


def test_the_filter_knows_each_release(site: Site) -> None:
    table = parse_table(site)
    buttons = {button["id"] for button in table.select("input[type=radio]")}
    tokens = {f"not-on-{s.replace('.', '-')}" for s in SERIES}
    assert buttons == {"not-on-any", *tokens}
    style = table.find("style")
    assert style is not None
    for button in tokens:
        assert f":has(#{button}:checked)" in style.get_text()


def test_the_table_is_closed_by_topic_as_the_navigation_names_it() -> None:
    topics = parse_table(Site()).select("details.topic")
    names = [topic.find(string=True) for topic in topics]
    assert {"IO managers", "Home", "Partitions"} <= {*names}
    assert len(names) == len({*names})
    assert not [topic for topic in topics if topic.has_attr("open")]


def test_of_a_page_the_table_counts_the_statements_that_hold(
    site: Site,
) -> None:
    proof = "tests/start/test_first_asset.py"
    some = Verdict("fails", "1 of 35 claims (test_a): AssertionError")
    none = Verdict("fails", "1 of 1 claims (the import of the tests): no")
    current(site).rows[proof] = row(none, some, RUNS, RUNS, RUNS)
    (found,) = parse_table(site).select("tr:has(#page-start-first_asset)")
    signs = [cell.get_text() for cell in found.find_all("td")]
    assert signs == ["✗", "34/35", "✓", "✓", "✓"]
    assert "| ✗ | 34/35 | ✓ |" in write_table(site)


def test_a_row_names_the_release_in_which_the_program_turned(
    site: Site,
) -> None:
    current(site).rows[SHOP].turns = {"1.10.3": "runs"}
    assert "1.10.3: begins to run here" in str(parse_table(site))
    assert "| ✓ | begins to run in 1.10.3 |" in write_table(site)


def test_another_python_has_no_column_and_what_it_said_stands_below_why(
    site: Site,
) -> None:
    current(site).environments["1.13-py312"] = Environment("1.13.1", "3.12", {})
    found = row(RUNS, RUNS, RUNS, RUNS, RUNS)
    found.on["1.13-py312"] = Verdict("differs", "another text")
    current(site).rows[SHOP] = found
    table = parse_table(site)
    heads = [cell.text for cell in table.select("thead")[0].select("th")]
    assert heads == ["Program", *SERIES]
    (its_row,) = table.select(f"tr:has(#{row_id(SHOP)})")
    assert [cell.text for cell in its_row.select("td")] == ["✓"] * 5
    assert "1.13 with Python 3.12: another text" in its_row.get_text()


def test_pages_of_a_topic_differ_only_in_what_is_counted(site: Site) -> None:
    (topic,) = parse_table(site).select("details:has(#page-start-first_asset)")
    assert topic.small is not None
    rows = len(topic.select("tbody tr"))
    assert topic.small.get_text() == f"{rows} rows, {rows} with a difference"


def test_an_error_without_a_message_is_named(site: Site) -> None:
    path = f"dagster._core.errors.{'very_long.' * 6}NoSuchError"
    current(site).rows[SHOP].on["1.9"] = Verdict("differs", f"{path}:")
    assert "<small>1.9: NoSuchError:" in str(parse_table(site))


def test_an_error_is_escaped(site: Site) -> None:
    current(site).rows[SHOP].on["1.9"] = Verdict("fails", "<b>KeyError</b>")
    assert "&lt;b&gt;KeyError" in str(parse_table(site))


class Page:
    def __init__(self, name: str, attribute: str, value: str) -> None:
        setattr(self, name, self)
        setattr(self, attribute, value)


@pytest.mark.parametrize(
    ("page", "root"),
    [
        (Page("file", "src_uri", "index.md"), ""),
        (Page("file", "src_uri", "contributing.md"), "../"),
        (Page("file", "src_uri", "releases/compatibility.md"), "../../"),
        (Page("page", "path", "index.md"), ""),
        (Page("page", "path", "contributing.md"), ""),
        (Page("page", "path", "releases/compatibility.md"), "../"),
    ],
)
def test_the_way_to_the_root_depends_on_the_page(page: Page, root: str) -> None:
    md = Markdown()
    md.preprocessors.register(page, "page", 0)  # type: ignore[arg-type]
    assert path_to_root(md) == root


def test_the_data_knows_five_series_and_each_row_is_of_what_runs() -> None:
    site = Site()
    measures = load(site.root / DATA)
    assert measures.series == SERIES
    assert measures.rows.keys() <= hash_files(site).keys()


def test_the_newest_release_is_measured_to_do_what_this_suite_proves() -> None:
    contradicted = [
        f"{path}: {row.on[SERIES[-1]]}"
        for path, row in current(Site()).rows.items()
        if row.on[SERIES[-1]] != RUNS
    ]
    assert contradicted == []


def test_packages_of_one_version_and_those_of_dagster_have_no_row(
    site: Site,
) -> None:
    for series, where in current(site).environments.items():
        where.packages["click"] = "8.1.8" if series == "1.9" else "8.5.1"
        where.packages["httpx"] = "0.28.1"
        where.packages["dagster-aws"] = series
    current(site).environments["1.13"].packages["gitdb"] = "4.0.12"
    head, _, *rows = describe_packages(site).splitlines()
    assert head == "| package | 1.9 | 1.10 | 1.11 | 1.12 | 1.13 |"
    assert rows == ["| `click` | 8.1.8 | 8.5.1 | 8.5.1 | 8.5.1 | 8.5.1 |"]


def test_an_older_release_holds_back_all_but_pandas_and_pandera() -> None:
    site = Site()
    _, _, *rows = describe_packages(site).splitlines()
    named = Packages(site).direct
    falling = []
    for line in rows:
        name, *cells = line.strip("| ").replace("`", "").split(" | ")
        versions = [Version(cell) for cell in cells]
        if name in named and versions != sorted(versions):
            falling.append(name)
    assert falling == ["pandas", "pandera"]


def test_from_1_12_on_pandas_has_to_be_older_than_3() -> None:
    (pandas,) = [
        requirement
        for line in requires("dagster-duckdb-pandas") or []
        if (requirement := Requirement(line)).name == "pandas"
    ]
    held = Version(version("dagster")) >= Version("1.12")
    assert pandas.specifier.contains("3.0.0") != held
