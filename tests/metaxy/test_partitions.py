"""Every claim of docs/metaxy/partitions.md, proved."""

from pathlib import Path

import pytest

from tests.conftest import Mend, Run
from tests.metaxy.conftest import Load

PAGE = "metaxy/partitions"


def test_a_run_of_one_day_finds_what_is_pending_in_it(run: Run) -> None:
    assert run(f"{PAGE}/a_day_at_a_time") == [
        "2026-01-01 [2, 0, 0]",
        "2026-01-02 [1, 0, 0]",
        "2026-01-01 [0, 1, 0]",
    ]


@pytest.mark.parametrize(
    "program",
    [
        "a_day_at_a_time",
        "a_day_downstream",
        "mistake_a_date_column",
        "mistake_other_days_are_orphans",
        "mistake_two_dimensions",
        "read_a_day",
        "several_days_in_one_run",
    ],
)
def test_a_feature_is_one_table_for_all_days(load: Load, program: str) -> None:
    import polars as pl

    page = load(f"partitions/{program}")
    days = ["2026-01-01", "2026-01-02"]
    sold = pl.DataFrame({"id": [7, 9], "day": days}).with_columns(
        metaxy_provenance_by_field=pl.struct(amount=pl.lit(40))
    )
    with page.mx.MetaxyConfig.get().get_store("dev").open("w") as store:
        store.write(page.Orders, sold)
        assert len(store.read("orders").collect()) == 2
    assert list(Path().glob("*/*")) == [Path("metadata/orders.delta")]


@pytest.mark.parametrize(
    "asset",
    [
        "a_day_at_a_time.orders",
        "a_day_downstream.invoices",
        "mistake_two_dimensions.orders",
        "read_a_day.orders",
        "several_days_in_one_run.orders",
    ],
)
def test_the_asset_of_a_feature_is_of_the_kind_metaxy(
    load: Load, asset: str
) -> None:
    program, name = asset.split(".")
    spec = getattr(load(f"partitions/{program}"), name).get_asset_spec()
    assert spec.kinds == {"metaxy"}


def test_the_other_days_stay_as_they_are(load: Load) -> None:
    import dagster as dg

    page = load("partitions/a_day_at_a_time")
    store = page.mxd.MetaxyStoreFromConfigResource(name="dev")
    io = {"store": store, "io_manager": page.mxd.MetaxyIOManager(store=store)}
    for day in ("2026-01-01", "2026-01-02"):
        dg.materialize([page.orders], resources=io, partition_key=day)
    page.shop["2026-01-02"][9] += 5
    dg.materialize([page.orders], resources=io, partition_key="2026-01-02")
    with page.mx.MetaxyConfig.get().get_store("dev") as metadata:
        rows = metadata.read(page.Orders, columns=["id", "amount"]).collect()
    assert sorted(rows.rows()) == [(7, 40), (8, 60), (9, 30)]


def test_the_io_manager_counts_the_rows_of_the_day(load: Load) -> None:
    import dagster as dg

    page = load("partitions/a_day_at_a_time")
    store = page.mxd.MetaxyStoreFromConfigResource(name="dev")
    io = {"store": store, "io_manager": page.mxd.MetaxyIOManager(store=store)}
    counts = []
    for day in ("2026-01-01", "2026-01-02"):
        run = dg.materialize([page.orders], resources=io, partition_key=day)
        [seen] = run.asset_materializations_for_node("orders")
        names = ("dagster/row_count", "dagster/partition_row_count")
        counts.append([seen.metadata[name].value for name in names])
    assert counts == [[2, 2], [3, 1]]


def test_the_invoices_of_a_day_come_from_its_orders(run: Run) -> None:
    assert run(f"{PAGE}/a_day_downstream") == [
        "2026-01-01 [7, 8]",
        "2026-01-02 [9]",
    ]


def test_the_day_comes_to_the_invoices_with_the_orders(load: Load) -> None:
    page = load("partitions/a_day_downstream")
    sold = page.pl.DataFrame({"id": [7], "day": ["2026-01-01"]}).with_columns(
        metaxy_provenance_by_field=page.pl.struct(amount=page.pl.lit(40))
    )
    with page.config.get_store("dev").open("w") as store:
        store.write(page.Orders, sold)
        new = store.resolve_update(page.Invoices).new
    assert new["day"].to_list() == ["2026-01-01"]


def test_a_run_over_a_range_filters_by_all_of_its_days(run: Run) -> None:
    assert run(f"{PAGE}/several_days_in_one_run") == [
        "[[7, 9], [], []]",
        "[[], [], []]",
    ]


def test_days_outside_the_range_are_not_orphaned(
    load: Load, capsys: pytest.CaptureFixture[str]
) -> None:
    import dagster as dg

    page = load("partitions/several_days_in_one_run")
    days = ["2025-12-31", "2026-01-01"]
    before = page.pl.DataFrame({"id": [1, 7], "day": days})
    before = before.with_columns(
        metaxy_provenance_by_field=page.pl.struct(amount=page.pl.lit(40))
    )
    with page.config.get_store("dev").open("w") as store:
        store.write(page.Orders, before)
    dg.materialize(
        [page.orders],
        resources={"store": page.mxd.MetaxyStoreFromConfigResource(name="dev")},
        tags={
            "dagster/asset_partition_range_start": "2026-01-01",
            "dagster/asset_partition_range_end": "2026-01-02",
        },
    )
    assert capsys.readouterr().out.splitlines() == ["[[9], [], []]"]


def test_an_asset_reads_its_day_and_one_without_partitions_reads_all(
    run: Run,
) -> None:
    assert run(f"{PAGE}/read_a_day") == [
        "of the day: [7, 8]",
        "of the day: [9]",
        "of all days: [7, 8, 9]",
    ]


def test_without_target_filters_the_other_days_are_orphaned(run: Run) -> None:
    assert run(f"{PAGE}/mistake_other_days_are_orphans") == [
        "2026-01-01 [[7, 8], [], []]",
        "2026-01-02 [[9], [], [7, 8]]",
    ]


def test_with_target_filters_they_are_not(mend: Mend) -> None:
    filtered = {
        "import polars as pl": "import narwhals as nw\nimport polars as pl",
        "(Orders, samples=rows)": "(Orders, samples=rows, "
        'target_filters=[nw.col("day") == context.partition_key])',
    }
    assert mend(f"{PAGE}/mistake_other_days_are_orphans", filtered) == [
        "2026-01-01 [[7, 8], [], []]",
        "2026-01-02 [[9], [], []]",
    ]


def test_get_partition_filter_is_empty_for_a_range(run: Run) -> None:
    assert run(f"{PAGE}/mistake_no_filter_for_a_range") == [
        "[col(day).__eq__(2026-01-01)]",
        "[]",
    ]


def test_a_date_cannot_be_compared_with_a_partition_key(run: Run) -> None:
    with pytest.raises(Exception, match="cannot compare"):
        run(f"{PAGE}/mistake_a_date_column")


def test_a_day_kept_as_text_can(mend: Mend) -> None:
    text = {"[date(": "[str(date(", ")]}": "))]}"}
    printed = mend(f"{PAGE}/mistake_a_date_column", text)
    assert printed == ["[(7, 40, '2026-01-01')]"]


def test_one_column_never_equals_a_key_of_two_dimensions(run: Run) -> None:
    assert run(f"{PAGE}/mistake_two_dimensions") == [
        "2026-01-01|eu 0",
        "2026-01-01|us 0",
    ]


def test_the_column_is_not_compared_with_its_dimension(load: Load) -> None:
    page = load("partitions/mistake_two_dimensions")
    column = page.orders.get_asset_spec().metadata["partition_by"]
    assert column in page.both.partition_dimension_names
    assert column in page.orders()


def test_the_row_of_two_dimensions_is_written_all_the_same(load: Load) -> None:
    import dagster as dg

    page = load("partitions/mistake_two_dimensions")
    store = page.mxd.MetaxyStoreFromConfigResource(name="dev")
    run = dg.materialize(
        [page.orders],
        resources={"io_manager": page.mxd.MetaxyIOManager(store=store)},
        partition_key="2026-01-01|us",
    )
    [seen] = run.asset_materializations_for_node("orders")
    assert seen.metadata["dagster/row_count"].value == 1
    with page.mx.MetaxyConfig.get().get_store("dev") as written:
        rows = written.read(page.Orders, columns=["id", "amount", "day"])
        assert rows.collect().rows() == [(7, 40, "2026-01-01")]


def test_a_column_with_the_whole_key_does(mend: Mend) -> None:
    whole_key = {
        '"partition_by": "day"': '"partition_by": "day_and_region"',
        '["2026-01-01"]})': '["2026-01-01"], '
        '"day_and_region": ["2026-01-01|us"]})',
    }
    assert mend(f"{PAGE}/mistake_two_dimensions", whole_key) == [
        "2026-01-01|eu 0",
        "2026-01-01|us 1",
    ]
