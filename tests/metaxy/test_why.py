"""Every claim of docs/metaxy/why.md, proved."""

from pathlib import Path

import pytest

from tests.conftest import Mend, Run
from tests.metaxy.conftest import Load

PAGE = "metaxy/why"


def test_one_changed_order_makes_one_invoice(run: Run) -> None:
    assert run(f"{PAGE}/a_row_at_a_time") == [
        "[(7, 40), (8, 60), (9, 25)]",
        "[(8, 65)]",
    ]


def test_without_metaxy_one_changed_order_makes_all_invoices_of_the_day(
    run: Run,
) -> None:
    assert run(f"{PAGE}/a_partition_at_a_time") == [
        "[(7, 40), (8, 60), (9, 25), (7, 40), (8, 65), (9, 25)]"
    ]


@pytest.mark.parametrize(
    "program",
    [
        "a_row_at_a_time",
        "mistake_never_written",
        "mistake_clock_in_the_version",
        "mistake_column_left_out",
    ],
)
def test_the_store_is_a_folder_called_metadata(
    load: Load, tmp_path: Path, program: str
) -> None:
    store = load(f"why/{program}").mx.MetaxyConfig.get().get_store("dev")
    assert store.display() == f"DeltaMetadataStore(path={tmp_path}/metadata)"


def test_dagster_shows_that_metaxy_knows_the_rows(load: Load) -> None:
    spec = load("why/a_row_at_a_time").invoices.get_asset_spec()
    assert spec.kinds == {"metaxy"}


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
    assert capsys.readouterr().out.splitlines() == [
        "[(7, 40), (8, 60), (9, 25)]",
        "[]",
    ]


def test_what_is_not_written_is_new_again(run: Run) -> None:
    rows = "[(7, 40), (8, 60)]"
    assert run(f"{PAGE}/mistake_never_written") == [f"{rows} {rows}"]


def test_what_is_written_is_new_once(mend: Mend) -> None:
    rows = "[(7, 40), (8, 60)]"
    written = {
        "with store:": 'with store.open("w"):',
        "samples=orders).new": "samples=orders).new\n"
        "        store.write(Orders, new)",
    }
    assert mend(f"{PAGE}/mistake_never_written", written) == [f"{rows} []"]


def test_a_version_that_changes_by_itself_makes_all_rows_stale(
    run: Run,
) -> None:
    assert run(f"{PAGE}/mistake_clock_in_the_version") == [
        "[] [(7, 40, 1)] [(7, 40, 2)]"
    ]


def test_a_version_of_content_makes_no_row_stale(mend: Mend) -> None:
    content = {
        'fields=["amount", "read_at"]': 'fields=["amount"]',
        'pl.struct("amount", "read_at")': 'pl.struct("amount")',
    }
    printed = mend(f"{PAGE}/mistake_clock_in_the_version", content)
    assert printed == ["[] [] []"]


def test_a_column_outside_the_version_changes_unnoticed(run: Run) -> None:
    assert run(f"{PAGE}/mistake_column_left_out") == ["[(7, 40, 'Ada')] []"]


def test_a_column_inside_the_version_does_not(mend: Mend) -> None:
    inside = {
        'fields=["amount"]': 'fields=["amount", "customer"]',
        'pl.struct("amount")': 'pl.struct("amount", "customer")',
    }
    assert mend(f"{PAGE}/mistake_column_left_out", inside) == [
        "[(7, 40, 'Ada')] [(7, 40, 'Grace')]"
    ]


def test_one_statement_makes_all_invoices(run: Run) -> None:
    assert run(f"{PAGE}/everything_every_time") == [
        "[(7, Decimal('48.0')), (8, Decimal('78.0'))]"
    ]
