"""Every claim of docs/metaxy/only_what_changed.md, proved."""

from pathlib import Path

import pytest

from tests.conftest import Mend, Run
from tests.metaxy.conftest import Load

PAGE = "metaxy/only_what_changed"
ROOT = Path(__file__).parents[2]


def test_five_runs_handle_only_what_changed(run: Run) -> None:
    expected = [
        "2 new, 0 stale, 0 orphaned",
        "0 new, 0 stale, 0 orphaned",
        "0 new, 1 stale, 0 orphaned",
        "1 new, 0 stale, 1 orphaned",
        "0 new, 0 stale, 0 orphaned",
    ]
    assert run(f"{PAGE}/five_runs") == [f"{e} | {e}" for e in expected]


@pytest.mark.parametrize(
    "program",
    [
        "five_runs",
        "incremental_pipeline",
        "its_own_data_version",
        "mistake_no_orders_today",
        "mistake_orphans_kept",
        "mistake_same_data_version",
        "mistake_versions_dropped",
    ],
)
def test_the_orders_lie_in_a_folder_called_metadata(
    load: Load, program: str
) -> None:
    import polars as pl

    page = load(f"only_what_changed/{program}")
    sold = pl.DataFrame({"id": [7]}).with_columns(
        metaxy_provenance_by_field=pl.struct(amount=pl.lit(40))
    )
    with page.mx.MetaxyConfig.get().get_store("dev").open("w") as store:
        store.write(page.Orders, sold)
    assert list(Path().glob("*/*")) == [Path("metadata/orders.delta")]


@pytest.mark.parametrize(
    "asset",
    [
        "five_runs.orders",
        "five_runs.invoices",
        "incremental_pipeline.orders",
        "incremental_pipeline.invoices",
        "its_own_data_version.orders",
        "mistake_versions_dropped.orders",
    ],
)
def test_the_asset_of_a_feature_is_of_the_kind_metaxy(
    load: Load, asset: str
) -> None:
    program, name = asset.split(".")
    spec = getattr(load(f"only_what_changed/{program}"), name).get_asset_spec()
    assert spec.kinds == {"metaxy"}


def test_order_8_changes_and_order_9_takes_the_place_of_7(load: Load) -> None:
    assert load("only_what_changed/five_runs").shop == [
        {7: 40, 8: 60},
        {7: 40, 8: 60},
        {7: 40, 8: 65},
        {8: 65, 9: 25},
        {8: 65, 9: 25},
    ]


def test_deleted_rows_stay_in_the_table_and_are_no_longer_read(
    load: Load,
) -> None:
    import dagster as dg

    page = load("only_what_changed/five_runs")
    resources = {"store": page.mxd.MetaxyStoreFromConfigResource(name="dev")}
    while page.shop:
        dg.materialize([page.orders, page.invoices], resources=resources)
    with page.mx.MetaxyConfig.get().get_store("dev") as store:
        for feature in (page.Orders, page.Invoices):
            rows = store.read(feature).collect()
            assert sorted(rows["id"]) == [8, 9]
            rows = store.read(feature, include_soft_deleted=True).collect()
            assert sorted(rows["id"]) == [7, 8, 9]


def test_a_row_that_is_not_written_is_found_again(load: Load) -> None:
    import polars as pl

    page = load("only_what_changed/five_runs")
    sold = pl.DataFrame({"id": [7], "amount": [40]}).with_columns(
        metaxy_provenance_by_field=pl.struct("amount")
    )
    with page.mx.MetaxyConfig.get().get_store("dev").open("w") as store:
        store.write(page.Orders, sold)
        for _ in range(2):
            assert len(store.resolve_update(page.Invoices).new) == 1
        store.write(page.Invoices, store.resolve_update(page.Invoices).new)
        assert len(store.resolve_update(page.Invoices).new) == 0


def materialize(load: Load, *files: str) -> list[list[int]]:
    """Run the pipeline on one file after another; give the invoices made."""
    import dagster as dg

    page = load("only_what_changed/incremental_pipeline")
    made = []
    for file in files:
        Path("orders.csv").write_text(file)
        run = dg.materialize(
            [page.orders, page.invoices], resources=page.defs.resources
        )
        [seen] = run.asset_materializations_for_node("invoices")
        with page.mx.MetaxyConfig.get().get_store("dev") as store:
            rows = store.read(page.Invoices).collect()
        mine = rows.to_native().filter(metaxy_materialization_id=run.run_id)
        made.append(sorted(mine["id"]))
        assert seen.metadata["dagster/row_count"].value == len(rows)
        count = seen.metadata["metaxy/materialized_in_run"].value
        assert count == len(mine)
    return made


def test_the_pipeline_makes_only_the_invoices_that_are_pending(
    load: Load,
) -> None:
    assert materialize(
        load,
        "id,amount\n7,40\n8,60",
        "id,amount\n7,40\n8,60",
        "id,amount\n7,40\n8,65",
        "id,amount\n8,65\n9,25",
        "id,amount\n8,65\n9,25",
    ) == [[7, 8], [], [8], [9], []]


def test_the_file_on_the_page_makes_two_and_a_new_amount_makes_one(
    load: Load,
) -> None:
    file = (ROOT / "snippets" / PAGE / "orders.csv").read_text()
    made = materialize(load, file, file.replace("60", "65"))
    assert made == [[7, 8], [8]]


def test_a_file_without_orders_orphans_them_all(load: Load) -> None:
    materialize(load, "id,amount\n7,40", "id,amount\n")
    import metaxy as mx

    with mx.MetaxyConfig.get().get_store("dev") as store:
        for feature in ("orders", "invoices"):
            assert len(store.read(feature).collect()) == 0


def test_the_pipeline_forgets_what_is_gone(load: Load) -> None:
    materialize(load, "id,amount\n7,40\n8,60", "id,amount\n8,60")
    import metaxy as mx

    with mx.MetaxyConfig.get().get_store("dev") as store:
        for feature in ("orders", "invoices"):
            assert store.read(feature).collect()["id"].to_list() == [8]


def test_an_invoice_names_the_amount(load: Load) -> None:
    materialize(load, "id,amount\n7,40")
    import metaxy as mx

    with mx.MetaxyConfig.get().get_store("dev") as store:
        text = store.read("invoices").collect()["text"].to_list()
    assert text == ["Pay 40"]


def test_the_program_itself_runs_in_a_folder_of_its_own(run: Run) -> None:
    assert run(f"{PAGE}/incremental_pipeline") == ["True"]
    assert list(Path().iterdir()) == []


def test_the_pipeline_keeps_its_rows_beside_the_orders(load: Load) -> None:
    materialize(load, "id,amount\n7,40")
    assert sorted(path.name for path in Path().iterdir()) == [
        "metadata",
        "orders.csv",
    ]


def test_nothing_can_be_deleted_before_the_first_write(load: Load) -> None:
    page = load("only_what_changed/five_runs")
    with (
        page.mx.MetaxyConfig.get().get_store("dev").open("w") as store,
        pytest.raises(Exception, match="Feature orders not found in store"),
    ):
        store.delete("orders", page.nw.col("id").is_in([7]))


def test_what_is_not_deleted_is_orphaned_in_every_run(run: Run) -> None:
    assert run(f"{PAGE}/mistake_orphans_kept") == [
        "2 new 0 orphaned",
        "0 new 1 orphaned",
        "0 new 1 orphaned",
        "0 new 1 orphaned",
    ]


def test_rows_without_their_versions_are_refused(run: Run) -> None:
    with pytest.raises(Exception, match="'metaxy_provenance_by_field' column"):
        run(f"{PAGE}/mistake_versions_dropped")


def test_columns_can_be_added_and_dropped_by_name(mend: Mend) -> None:
    kept = """increment.new.with_columns(
        text=pl.format("Pay {}", "amount")
    ).drop("amount")"""
    read = """
        with mx.MetaxyConfig.get().get_store("dev") as metadata:
            rows = metadata.read(Orders, columns=["id", "text"])
            print(rows.collect().rows())
"""
    mended = {
        'increment.new.select("id", "amount")': kept,
        "resources=resources)\n": f"resources=resources){read}",
    }
    printed = mend(f"{PAGE}/mistake_versions_dropped", mended)
    assert printed == ["[(7, 'Pay 40')]"]


def test_columns_of_your_own_can_be_dropped(load: Load) -> None:
    page = load("only_what_changed/mistake_orphans_kept")
    sold = page.pl.DataFrame({"id": [7], "amount": [40], "note": ["gift"]})
    sold = sold.with_columns(
        metaxy_provenance_by_field=page.pl.struct("amount")
    )
    with page.config.get_store("dev").open("w") as store:
        new = store.resolve_update(page.Orders, samples=sold).new
        store.write(page.Orders, new.drop("note"))
        assert len(store.read(page.Orders).collect()) == 1


def test_an_empty_table_without_types_is_refused(run: Run) -> None:
    with pytest.raises(TypeError, match="unsupported data types"):
        run(f"{PAGE}/mistake_no_orders_today")


def test_an_empty_table_with_types_is_not(load: Load) -> None:
    page = load("only_what_changed/mistake_no_orders_today")
    pl = page.pl
    rows = pl.DataFrame([], {"id": pl.Int64, "amount": pl.Int64})
    rows = rows.with_columns(metaxy_provenance_by_field=pl.struct("amount"))
    with page.config.get_store("dev").open("w") as store:
        new = store.resolve_update(page.Orders, samples=rows).new
        store.write(page.Orders, new)
        assert len(store.read(page.Orders).collect()) == 0


def test_the_rows_are_not_the_same(load: Load) -> None:
    import dagster as dg

    page = load("only_what_changed/mistake_same_data_version")
    store = page.mxd.MetaxyStoreFromConfigResource(name="dev")
    io_manager = page.mxd.MetaxyIOManager(store=store)
    for amount in (40, 45):
        page.shop[7] = amount
        dg.materialize([page.orders], resources={"io_manager": io_manager})
        with page.mx.MetaxyConfig.get().get_store("dev") as metadata:
            rows = metadata.read(page.Orders, columns=["id", "amount"])
            assert rows.collect().rows() == [(7, amount)]


def test_the_io_manager_keeps_one_data_version(run: Run) -> None:
    assert run(f"{PAGE}/mistake_same_data_version") == ["1"]


def test_an_asset_that_writes_gives_its_own_data_version(run: Run) -> None:
    assert run(f"{PAGE}/its_own_data_version") == ["2"]
