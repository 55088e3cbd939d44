"""Every claim of docs/assets/selecting.md, proved."""

import re
import warnings
from types import ModuleType

import dagster as dg
import pytest

from snippets.assets.selecting import (
    by_what_they_are,
    by_where_they_stand,
    combined,
    jobs_from_selections,
    mistake_upstream_external,
)
from tests.conftest import ROOT, Mend, Run

PAGE = "assets/selecting"
S = dg.AssetSelection
INVALID = "Invalid selection string"

# Dagster warns about itself, as the page says.
pytestmark = pytest.mark.filterwarnings("ignore::dagster.BetaWarning")

TABLE: dict[str, tuple[str, dg.AssetSelection, list[str]]] = {
    text: (python, selection, selected)
    for text, python, selection, selected in [
        (
            "*",
            "S.all()",
            S.all(),
            ["customers", "orders", "revenue", "web/report"],
        ),
        ("key:orders", 'S.assets("orders")', S.assets("orders"), ["orders"]),
        (
            "key:web/*",
            'S.key_prefixes("web")',
            S.key_prefixes("web"),
            ["web/report"],
        ),
        (
            "group:sales",
            'S.groups("sales")',
            S.groups("sales"),
            ["orders", "revenue"],
        ),
        (
            "tag:pace=daily",
            'S.tag("pace", "daily")',
            S.tag("pace", "daily"),
            ["orders"],
        ),
        (
            "tag:private",
            'S.tag("private", "")',
            S.tag("private", ""),
            ["customers"],
        ),
        ("kind:csv", 'S.kind("csv")', S.kind("csv"), ["web/report"]),
        (
            'owner:"team:people"',
            'S.owner("team:people")',
            S.owner("team:people"),
            ["customers"],
        ),
        (
            "+key:revenue",
            'S.assets("revenue").upstream()',
            S.assets("revenue").upstream(),
            ["orders", "revenue"],
        ),
        (
            "key:orders+",
            'S.assets("orders").downstream()',
            S.assets("orders").downstream(),
            ["orders", "revenue", "web/report"],
        ),
        (
            "key:orders+1",
            'S.assets("orders").downstream(depth=1)',
            S.assets("orders").downstream(depth=1),
            ["orders", "revenue"],
        ),
        (
            "roots(*)",
            "S.all().roots()",
            S.all().roots(),
            ["customers", "orders"],
        ),
        ("sinks(*)", "S.all().sinks()", S.all().sinks(), ["web/report"]),
        (
            "group:sales and kind:duckdb",
            'S.groups("sales") & S.kind("duckdb")',
            S.groups("sales") & S.kind("duckdb"),
            ["orders"],
        ),
        (
            "key:orders or kind:csv",
            'S.assets("orders") | S.kind("csv")',
            S.assets("orders") | S.kind("csv"),
            ["orders", "web/report"],
        ),
        (
            "not group:sales",
            'S.all() - S.groups("sales")',
            S.all() - S.groups("sales"),
            ["customers", "web/report"],
        ),
    ]
}


def resolve(
    selection: str | dg.AssetSelection,
    defs: dg.Definitions = by_what_they_are.defs,
) -> list[str]:
    if isinstance(selection, str):
        selection = S.from_string(selection)
    keys = selection.resolve(defs.resolve_asset_graph())
    return sorted(key.to_user_string() for key in keys)


def made(result: dg.ExecuteInProcessResult) -> list[str]:
    events = result.get_asset_materialization_events()
    keys = [event.materialization.asset_key for event in events]
    return sorted(key.to_user_string() for key in keys)


@pytest.mark.parametrize("text", TABLE)
def test_text_and_python_select_what_the_table_says(text: str) -> None:
    _, selection, selected = TABLE[text]
    assert resolve(text) == resolve(selection) == selected


@pytest.mark.parametrize("text", TABLE)
def test_the_row_stands_on_the_page(text: str) -> None:
    python, _, selected = TABLE[text]
    names = ", ".join(f"`{name}`" for name in selected)
    page = (ROOT / f"docs/{PAGE}.md").read_text()
    assert f"| `{text}` | `{python}` | {names} |" in page


def test_each_row_of_the_page_is_proved() -> None:
    page = (ROOT / f"docs/{PAGE}.md").read_text()
    rows = re.findall(r"^\| `(.+?)` \|", page, re.MULTILINE)
    assert rows == list(TABLE)


def test_jobs_make_what_their_selections_say(run: Run) -> None:
    assert run(f"{PAGE}/jobs_from_selections") == [
        "sales ['orders', 'revenue']",
        "all_but_people ['orders', 'revenue']",
    ]


def test_an_asset_that_joins_the_group_is_in_the_job() -> None:
    @dg.asset(group_name="sales")
    def refunds() -> None: ...

    assets = [jobs_from_selections.orders, refunds]
    defs = dg.Definitions(assets=assets, jobs=[jobs_from_selections.sales])
    result = defs.resolve_job_def("sales").execute_in_process()
    assert made(result) == ["orders", "refunds"]


def test_materialize_jobs_and_sensors_take_text_objects_and_lists() -> None:
    module = by_what_they_are
    assets = [module.orders, module.customers, module.revenue, module.report]
    forms: list[str | list[str] | dg.AssetSelection] = [
        "group:sales",
        ["orders", "revenue"],
        S.groups("sales"),
    ]
    for form in forms:
        found = made(dg.materialize(assets, selection=form))
        assert found == ["orders", "revenue"]

        job = dg.define_asset_job("job", selection=form)
        sensor = dg.AutomationConditionSensorDefinition("sensor", target=form)
        defs = dg.Definitions(assets=assets, jobs=[job], sensors=[sensor])
        dg.Definitions.validate_loadable(defs)
        result = defs.resolve_job_def("job").execute_in_process()
        assert made(result) == ["orders", "revenue"]
        assert resolve(sensor.asset_selection) == ["orders", "revenue"]


@pytest.mark.parametrize("text", ["group:sales", "not key:orders"])
def test_dagster_warns_about_itself(text: str) -> None:
    with pytest.warns(dg.BetaWarning, match="include_sources"):
        S.from_string(text)


@pytest.mark.parametrize(
    "program",
    [
        "by_what_they_are",
        "combined",
        "jobs_from_selections",
        "mistake_nothing_selected",
    ],
)
def test_filterwarnings_silences_that_and_nothing_else(
    program: str, run: Run
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        run(f"{PAGE}/{program}")
        with pytest.raises(UserWarning, match="an old file"):
            warnings.warn("an old file", stacklevel=1)


def test_by_what_they_are(run: Run) -> None:
    texts = ["key:web/*", "group:sales", "tag:pace=daily", "kind:csv"]
    assert run(f"{PAGE}/by_what_they_are") == [
        f"{text} {TABLE[text][2]}" for text in texts
    ]


def test_by_where_they_stand(run: Run) -> None:
    assert run(f"{PAGE}/by_where_they_stand") == [
        "+key:revenue ['orders', 'revenue']",
        "key:orders+1 ['orders', 'revenue']",
        "1+key:web/report ['customers', 'revenue', 'web/report']",
    ]


def test_combined(run: Run) -> None:
    texts = ["group:sales and kind:duckdb", "not group:sales"]
    assert run(f"{PAGE}/combined") == [
        f"{text} {TABLE[text][2]}" for text in texts
    ]


@pytest.mark.parametrize("page", [by_where_they_stand, combined])
@pytest.mark.parametrize("text", TABLE)
def test_all_programs_are_about_the_same_shop(
    page: ModuleType, text: str
) -> None:
    assert resolve(text, page.defs) == TABLE[text][2]


def test_a_value_with_a_colon_or_an_at_needs_quotes() -> None:
    for value in ("team:people", "ada@shop.example"):
        with pytest.raises(Exception, match=INVALID):
            S.from_string(f"owner:{value}")
        S.from_string(f'owner:"{value}"')


def test_parentheses_group() -> None:
    text = "(group:sales or group:people) and not kind:duckdb"
    for page in (by_what_they_are, by_where_they_stand, combined):
        assert resolve(text, page.defs) == ["customers", "revenue"]


def test_case_differs_in_values_and_not_in_words() -> None:
    assert resolve("key:orders OR key:customers") == ["customers", "orders"]
    assert resolve("NOT group:sales AND kind:csv") == ["web/report"]
    assert resolve("key:Orders") == []


def test_a_bare_name_works_alone() -> None:
    assert resolve("orders") == ["orders"]
    assert resolve("+revenue") == ["orders", "revenue"]
    assert resolve("web/report") == ["web/report"]
    with pytest.raises(Exception, match=INVALID):
        S.from_string("+revenue and not orders")


@pytest.mark.parametrize(
    "text", ["group:sale", "tag:x", "kind:x", "owner:x", "key:ordres"]
)
def test_a_misspelled_value_selects_nothing(text: str) -> None:
    assert resolve(text) == []


def test_a_job_with_nothing_selected_loads_and_succeeds(run: Run) -> None:
    assert run(f"{PAGE}/mistake_nothing_selected") == ["True []"]


def test_the_right_group_mends_it(mend: Mend) -> None:
    lines = mend(
        f"{PAGE}/mistake_nothing_selected",
        {
            "group:sale": "group:sales",
            "result.get_asset": "len(result.get_asset",
            "events())": "events()))",
        },
    )
    assert lines == ["True 1"]


def test_a_bare_misspelled_name_raises_an_error() -> None:
    selections: list[str | dg.AssetSelection] = ["ordres", S.assets("ordres")]
    for selection in selections:
        with pytest.raises(dg.DagsterInvalidSubsetError, match="did you mean"):
            resolve(selection)


def test_a_tag_without_its_value_means_an_empty_value(run: Run) -> None:
    assert run(f"{PAGE}/mistake_tag_without_value") == [
        "tag:pace selects []",
        "tag:pace=daily selects ['orders']",
    ]
    assert resolve("tag:private") == ["customers"]


def test_bare_names_cannot_be_combined(run: Run) -> None:
    with pytest.raises(Exception, match=f"{INVALID}: orders or revenue"):
        run(f"{PAGE}/mistake_bare_name_combined")
    assert resolve("key:orders or key:revenue") == ["orders", "revenue"]


def test_a_text_is_no_list(run: Run) -> None:
    with pytest.raises(Exception, match=f"{INVALID}: orders, customers"):
        run(f"{PAGE}/mistake_comma")


COUNT_MADE = {
    "dg.materialize(": "result = dg.materialize(",
    '")\n': '")\nprint(len(result.get_asset_materialization_events()))\n',
}


def test_key_before_each_name_mends_it(mend: Mend) -> None:
    lines = mend(
        f"{PAGE}/mistake_bare_name_combined",
        {**COUNT_MADE, "orders or revenue": "key:orders or key:revenue"},
    )
    assert lines == ["2"]


def test_a_list_of_two_texts_mends_it(mend: Mend) -> None:
    lines = mend(
        f"{PAGE}/mistake_comma",
        {**COUNT_MADE, '"orders, customers"': '["orders", "customers"]'},
    )
    assert lines == ["2"]


def test_where_warnings_are_errors_a_right_text_is_refused(run: Run) -> None:
    with pytest.raises(Exception, match=f"{INVALID}: group:sales"):
        run(f"{PAGE}/mistake_warnings_as_errors")


def test_python_warns_of_nothing() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        selection = S.all() - S.groups("sales")
        assert resolve(selection) == ["customers", "web/report"]


def test_a_name_without_its_prefix_is_an_error(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidSubsetError, match="no AssetsDefinition objects supply"
    ):
        run(f"{PAGE}/mistake_without_prefix")


def test_the_whole_key_mends_it(mend: Mend) -> None:
    lines = mend(
        f"{PAGE}/mistake_without_prefix",
        {
            '("report")': '("web/report")',
            "selection.resolve(": "print(*selection.resolve(",
            "graph())": "graph()))",
        },
    )
    assert lines == ["AssetKey(['web', 'report'])"]


def test_a_selection_holds_only_what_dagster_can_make(run: Run) -> None:
    assert run(f"{PAGE}/mistake_upstream_external") == ["['margins']"]
    module = mistake_upstream_external
    selection = S.assets(module.margins).upstream_source_assets()
    assert resolve(selection, module.defs) == ["supplier_prices"]
    assert resolve(S.all(), module.defs) == ["margins"]


def test_a_list_of_objects_does_not_grow() -> None:
    @dg.asset(group_name="sales")
    def refunds() -> None: ...

    orders = jobs_from_selections.orders
    job = dg.define_asset_job("job", selection=[orders])
    defs = dg.Definitions(assets=[orders, refunds], jobs=[job])
    assert made(defs.resolve_job_def("job").execute_in_process()) == ["orders"]
