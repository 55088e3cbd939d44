"""Every claim of docs/metaxy/why.md, proved."""

import pytest

from tests.conftest import Run
from tests.metaxy.conftest import Load

PAGE = "metaxy/why"


def test_one_changed_order_makes_one_invoice(run: Run) -> None:
    assert run(f"{PAGE}/a_row_at_a_time") == ["[7, 8, 9]", "[8]"]


def test_without_metaxy_one_changed_order_makes_all_invoices_of_the_day(
    run: Run,
) -> None:
    assert run(f"{PAGE}/a_partition_at_a_time") == ["[7, 8, 9, 7, 8, 9]"]


def test_rows_are_new_or_stale_or_orphaned(load: Load) -> None:
    import metaxy as mx
    import polars as pl

    invoices = load("why/a_row_at_a_time").Invoices

    def version(rows: dict[int, int]) -> pl.DataFrame:
        return pl.DataFrame(
            [*rows.items()], ["id", "amount"], orient="row"
        ).with_columns(metaxy_provenance_by_field=pl.struct("amount"))

    with mx.MetaxyConfig.get().get_store("dev").open("w") as store:
        store.write(invoices, version({7: 40, 8: 60, 9: 25}))
        increment = store.resolve_update(
            invoices, samples=version({7: 40, 8: 65, 10: 30})
        )
    assert increment.new["id"].to_list() == [10]
    assert increment.stale["id"].to_list() == [8]
    assert increment.orphaned["id"].to_list() == [9]


def test_the_store_remembers_and_dagster_does_not(
    load: Load, capsys: pytest.CaptureFixture[str]
) -> None:
    import dagster as dg
    import metaxy.ext.dagster as mxd

    why = load("why/a_row_at_a_time")
    resources = {"store": mxd.MetaxyStoreFromConfigResource(name="dev")}
    for _ in range(2):
        with dg.DagsterInstance.ephemeral() as instance:
            dg.materialize(
                [why.invoices], resources=resources, instance=instance
            )
    assert capsys.readouterr().out.splitlines() == ["[7, 8, 9]", "[]"]


def test_what_is_not_written_is_new_again(run: Run) -> None:
    assert run(f"{PAGE}/mistake_never_written") == ["2 2"]


def test_a_version_that_changes_by_itself_makes_all_rows_stale(
    run: Run,
) -> None:
    assert run(f"{PAGE}/mistake_clock_in_the_version") == ["0 2 2"]


def test_a_column_outside_the_version_changes_unnoticed(run: Run) -> None:
    assert run(f"{PAGE}/mistake_column_left_out") == ["0 0"]


def test_a_column_inside_the_version_does_not(load: Load) -> None:
    import metaxy as mx
    import polars as pl

    orders = load("why/mistake_column_left_out").Orders

    def sold(customer: str) -> pl.DataFrame:
        by_field = pl.struct(amount=pl.format("{} {}", "amount", "customer"))
        rows = {"id": [7], "amount": [40], "customer": [customer]}
        return pl.DataFrame(rows).with_columns(
            metaxy_provenance_by_field=by_field
        )

    with mx.MetaxyConfig.get().get_store("dev").open("w") as store:
        store.write(orders, sold("Ada"))
        assert len(store.resolve_update(orders, samples=sold("Ada")).stale) == 0
        changed = store.resolve_update(orders, samples=sold("Grace"))
        assert len(changed.stale) == 1


def test_one_statement_makes_all_invoices(run: Run) -> None:
    assert run(f"{PAGE}/everything_every_time") == [
        "[(7, Decimal('48.0')), (8, Decimal('78.0'))]"
    ]
