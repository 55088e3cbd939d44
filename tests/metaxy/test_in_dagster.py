"""Every claim of docs/metaxy/in_dagster.md, proved."""

import importlib
import sys
from pathlib import Path

import pytest

from tests.conftest import Mend, Run
from tests.metaxy.conftest import (
    Load,
    add_feature,
    keep,
    keep_pending,
    use_another_default,
)

PAGE = "metaxy/in_dagster"


def test_a_second_run_finds_nothing_to_make(run: Run) -> None:
    assert run(f"{PAGE}/pipeline") == ["to make: [7, 8]", "to make: []"]


def test_the_definitions_load_with_assets_that_metaxy_describes(
    load: Load,
) -> None:
    import dagster as dg

    page = load("in_dagster/pipeline")
    dg.Definitions.validate_loadable(page.defs)
    for asset in (page.orders, page.invoices):
        assert [spec.kinds for spec in asset.specs] == [{"metaxy"}]


def test_the_io_manager_logs_all_rows_and_those_of_the_run(load: Load) -> None:
    import dagster as dg

    page = load("in_dagster/pipeline")
    use_another_default()
    seen = []
    for _ in range(2):
        run = dg.materialize(
            [page.orders, page.invoices], resources=page.defs.resources
        )
        [event] = run.asset_materializations_for_node("invoices")
        names = ("dagster/row_count", "metaxy/materialized_in_run")
        seen.append([event.metadata[name].value for name in names])
    assert seen == [[2, 2], [2, 0]]


def test_the_io_manager_writes_what_the_asset_returns(load: Load) -> None:
    import dagster as dg

    page = load("in_dagster/pipeline")
    dg.materialize([page.orders, page.invoices], resources=page.defs.resources)
    with page.mx.MetaxyConfig.get().get_store("dev") as store:
        rows = store.read(page.Invoices, columns=["id", "text"]).collect()
    assert sorted(rows.rows()) == [(7, "Order 7"), (8, "Order 8")]


def test_a_second_program_in_one_folder_finds_the_rows_of_the_first(
    load: Load,
) -> None:
    import dagster as dg
    import metaxy as mx

    names = ("in_dagster/pipeline", "only_what_changed/incremental_pipeline")
    Path("orders.csv").write_text("id,amount\n7,40\n8,60\n")
    counts = []
    for name in names:
        with mx.FeatureGraph().use():
            page = load(name)
            run = dg.materialize(
                [page.orders, page.invoices], resources=page.defs.resources
            )
        [event] = run.asset_materializations_for_node("invoices")
        counts.append(event.metadata["metaxy/materialized_in_run"].value)
    assert counts == [2, 0]


@pytest.mark.parametrize(
    "name",
    [
        "pipeline",
        "read_downstream",
        "without_the_io_manager",
        "mistake_no_deps",
        "mistake_plain_asset",
    ],
)
def test_the_programs_call_their_folder_metadata(load: Load, name: str) -> None:
    page = load(f"in_dagster/{name}")
    keep(add_feature(page, "Letters", key="letters"), [7])
    assert [path.name for path in Path("metadata").iterdir()] == [
        "letters.delta"
    ]


def test_metaxify_describes_the_asset_by_its_feature(run: Run) -> None:
    key, deps, kinds, code = run(f"{PAGE}/what_metaxify_adds")
    assert (key, deps) == ("shop/invoices", "['orders']")
    assert kinds == "What customers have to pay. ['metaxy']"
    assert code.startswith("3,metaxy:")


def test_metaxify_adds_tags_and_metadata(run: Run) -> None:
    assert run(f"{PAGE}/tags_and_metadata") == [
        "shop__invoices __main__",
        "dagster/column_lineage",
        "dagster/column_schema",
        "metaxy/feature",
        "metaxy/info",
    ]


def test_the_lineage_follows_the_columns_that_tell_rows_apart(
    load: Load,
) -> None:
    import dagster as dg

    [spec] = load("in_dagster/tags_and_metadata").invoices.specs
    lineage = spec.metadata["dagster/column_lineage"].deps_by_column
    above = dg.TableColumnDep(dg.AssetKey("orders"), column_name="id")
    assert lineage["id"] == [above]


@pytest.mark.parametrize(
    ("name", "feature"),
    [
        ("mistake_twice", "Orders"),
        ("mistake_selects_nothing", "Order"),
        ("mistake_named_after_the_function", "Order"),
    ],
)
def test_a_feature_of_which_no_row_is_shown_can_have_some(
    load: Load, name: str, feature: str
) -> None:
    page = load(f"in_dagster/{name}")
    load("in_dagster/mistake_plain_asset")  # its store
    orders = getattr(page, feature)
    assert [keep(orders, [7]), keep(orders, [7, 8])] == [[7], [8]]


def test_metaxy_knows_of_the_same_dependency(load: Load) -> None:
    page = load("in_dagster/what_metaxify_adds")
    load("in_dagster/mistake_plain_asset")  # its store
    keep(page.Orders, [7])
    assert keep_pending(page.Invoices) == [7]
    assert keep_pending(page.Invoices) == []


def test_metaxify_draws_the_line_that_deps_leave_out(load: Load) -> None:
    import dagster as dg

    page = load("in_dagster/mistake_no_deps")
    defs = dg.Definitions(
        [page.orders, page.invoices],
        resources={"store": page.mxd.MetaxyStoreFromConfigResource()},
    )
    graph = defs.resolve_asset_graph()
    parents = graph.get(dg.AssetKey("invoices")).parent_keys
    assert parents == {dg.AssetKey("orders")}
    assert page.orders.specs_by_key[dg.AssetKey("orders")].kinds == {"metaxy"}


def test_only_deps_decide_what_runs_first(run: Run) -> None:
    with pytest.raises(Exception, match="Feature orders not found in store"):
        run(f"{PAGE}/mistake_no_deps")


def test_deps_decide_that_orders_run_first(mend: Mend) -> None:
    wrong = '"metaxy/feature": "invoices"}'
    right = f"{wrong}, deps=[orders]"
    assert mend(f"{PAGE}/mistake_no_deps", {wrong: right}) == ["[(7, 40)]"]


def test_without_deps_later_runs_use_orders_that_are_one_run_old(
    load: Load, capsys: pytest.CaptureFixture[str]
) -> None:
    import dagster as dg
    import polars as pl

    page = load("in_dagster/mistake_no_deps")
    yesterday = pl.DataFrame({"id": [6], "amount": [10]}).with_columns(
        metaxy_provenance_by_field=pl.struct("amount")
    )
    with page.mx.MetaxyConfig.get().get_store("dev").open("w") as store:
        store.write(page.Orders, yesterday)
    resource = page.mxd.MetaxyStoreFromConfigResource(name="dev")
    dg.materialize([page.orders, page.invoices], resources={"store": resource})
    assert capsys.readouterr().out == "[(6, 10)]\n"
    assert keep_pending(page.Invoices) == [6, 7]
    assert keep_pending(page.Invoices) == []


def test_the_project_is_the_package_that_holds_the_class(load: Load) -> None:
    orders = load("in_dagster/what_metaxify_adds").Orders
    assert orders.metaxy_project() == "snippets"


def test_an_asset_that_is_no_feature_reads_one(run: Run) -> None:
    assert run(f"{PAGE}/read_downstream") == ["100"]


def test_what_it_reads_is_a_lazy_frame(load: Load) -> None:
    import dagster as dg
    import metaxy.ext.dagster as mxd
    import narwhals as nw

    page = load("in_dagster/read_downstream")
    seen: list[object] = []

    @dg.asset(ins={"orders": dg.AssetIn(key=["shop", "order"])})
    def report(orders: nw.LazyFrame) -> None:
        seen.append(type(orders))
        seen.append(sorted(orders.collect()["id"]))

    store = mxd.MetaxyStoreFromConfigResource(name="dev")
    dg.materialize(
        [page.orders, report],
        resources={"metaxy": mxd.MetaxyIOManager(store=store)},
    )
    assert seen == [nw.LazyFrame, [7, 8]]


def test_an_argument_named_after_the_function_finds_no_asset(run: Run) -> None:
    with pytest.raises(Exception, match="is not produced by any"):
        run(f"{PAGE}/mistake_named_after_the_function")


def test_an_argument_finds_the_asset_by_its_key(mend: Mend) -> None:
    right = '@dg.asset(ins={"orders": dg.AssetIn(key=["shop", "order"])})\n'
    mistake = f"{PAGE}/mistake_named_after_the_function"
    assert mend(mistake, {"@dg.asset\n": right}) == [
        "{AssetKey(['shop', 'order'])}"
    ]


@pytest.mark.parametrize("by_name", [True, False])
def test_deps_by_name_add_an_asset_that_nothing_makes(
    load: Load, by_name: bool
) -> None:
    import dagster as dg

    orders = load("in_dagster/mistake_named_after_the_function").orders

    @dg.asset(deps=["orders" if by_name else orders])
    def report() -> None: ...

    graph = dg.Definitions([orders, report]).resolve_asset_graph()
    phantom = dg.AssetKey("orders")
    assert (phantom in graph.get_all_asset_keys()) is by_name


def test_metaxify_stands_above_the_asset(run: Run) -> None:
    with pytest.raises(AttributeError, match="specs_by_key"):
        run(f"{PAGE}/mistake_below_the_asset")


def test_the_other_way_round_metaxify_works(mend: Mend) -> None:
    define_orders()
    asset, metaxify = (
        '@dg.asset(metadata={"metaxy/feature": "orders"})',
        "@mxd.metaxify()",
    )
    wrong, right = f"{asset}\n{metaxify}", f"{metaxify}\n{asset}"
    [version] = mend(f"{PAGE}/mistake_below_the_asset", {wrong: right})
    assert version.startswith("metaxy:")


def test_metaxify_without_a_feature_changes_nothing(run: Run) -> None:
    assert run(f"{PAGE}/mistake_no_feature") == ["None {}"]


def test_with_the_name_of_its_feature_the_asset_is_described(
    mend: Mend,
) -> None:
    define_orders()
    right = '@dg.asset(metadata={"metaxy/feature": "orders"})\n'
    mistake = f"{PAGE}/mistake_no_feature"
    [words] = mend(mistake, {"@dg.asset\n": right})
    assert words.startswith("metaxy:")


def define_orders() -> None:
    import metaxy as mx

    mx.init()
    spec = mx.FeatureSpec(key="orders", id_columns=["id"])

    class Orders(mx.BaseFeature, spec=spec): ...


def test_metaxify_twice_adds_its_code_version_twice(run: Run) -> None:
    once, twice = run(f"{PAGE}/mistake_twice")
    version = once.strip("[']")
    assert twice == f"['{version},{version}']"


def test_a_plain_asset_does_not_fit_the_io_manager(run: Run) -> None:
    with pytest.raises(AssertionError, match='Missing `"metaxy/feature"`'):
        run(f"{PAGE}/mistake_plain_asset")


def test_under_a_key_of_its_own_the_io_manager_leaves_others_alone(
    mend: Mend,
) -> None:
    mistake = f"{PAGE}/mistake_plain_asset"
    assert mend(mistake, {'{"io_manager":': '{"metaxy":'}) == ["100"]


def test_the_io_manager_needs_its_store(run: Run) -> None:
    with pytest.raises(TypeError, match="object is not callable"):
        run(f"{PAGE}/mistake_no_store")


def test_only_the_tags_as_they_are_select_an_asset(run: Run) -> None:
    assert run(f"{PAGE}/mistake_selects_nothing") == ["0", "0", "1", "1"]


def test_a_project_named_beside_the_features_is_selected(mend: Mend) -> None:
    start = "mx.init("
    named = f'__metaxy_project__ = "shop"\n{start}'
    lines = mend(f"{PAGE}/mistake_selects_nothing", {start: named})
    assert lines == ["1", "0", "0", "1"]


FEATURES = """
import metaxy as mx

__metaxy_project__ = "shop"


class Order(
    mx.BaseFeature, spec=mx.FeatureSpec(key="shop/order", id_columns=["id"])
): ...
"""


def test_a_project_named_in_the_package_is_the_one_selected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import dagster as dg
    import metaxy as mx
    import metaxy.ext.dagster as mxd

    (tmp_path / "shop_features.py").write_text(FEATURES)
    monkeypatch.syspath_prepend(tmp_path)
    mx.init(mx.MetaxyConfig(project="shop"))
    importlib.import_module("shop_features")
    monkeypatch.delitem(sys.modules, "shop_features")

    @mxd.metaxify()
    @dg.asset(metadata={"metaxy/feature": "shop/order"})
    def orders() -> None: ...

    assert len(mxd.select_metaxy_assets().resolve([orders])) == 1


def test_an_asset_writes_and_reports_its_rows_itself(run: Run) -> None:
    assert run(f"{PAGE}/without_the_io_manager") == [
        "dagster/row_count 2",
        "metaxy/materialized_in_run 2",
        "dagster/row_count 2",
        "metaxy/materialized_in_run 0",
    ]


def test_an_asset_that_writes_itself_is_described_by_its_feature(
    load: Load,
) -> None:
    [spec] = load("in_dagster/without_the_io_manager").orders.specs
    assert spec.kinds == {"metaxy"}


def test_such_an_asset_writes_changed_rows_too(load: Load) -> None:
    import dagster as dg

    page = load("in_dagster/without_the_io_manager")
    yesterday = page.pl.DataFrame({"id": [8], "amount": [50]}).with_columns(
        metaxy_provenance_by_field=page.pl.struct("amount")
    )
    store = page.mx.MetaxyConfig.get().get_store("dev")
    with store.open("w"):
        store.write(page.Orders, yesterday)
    resource = page.mxd.MetaxyStoreFromConfigResource(name="dev")
    dg.materialize([page.orders], resources={"store": resource})
    with store:
        rows = store.read(page.Orders, columns=["id", "amount"]).collect()
    assert sorted(rows.rows()) == [(7, 40), (8, 60)]
