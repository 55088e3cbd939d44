"""Every claim of docs/metaxy/deleting.md, proved."""

from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import Mend, Run
from tests.metaxy.conftest import (
    Load,
    add_feature,
    keep,
    use_another_default,
)

PAGE = "metaxy/deleting"


def test_a_deleted_order_orphans_its_invoice(run: Run) -> None:
    assert run(f"{PAGE}/a_cancelled_order") == ["[7]", "[7, 8]", "[8]"]


def test_downstream_nothing_is_deleted(load: Load) -> None:
    page = load("deleting/a_cancelled_order")
    rows = page.pl.DataFrame({"id": [7, 8], "amount": [40, 60]}).with_columns(
        metaxy_provenance_by_field=page.pl.struct("amount")
    )
    with page.config.get_store("dev").open("w") as store:
        store.write(page.Orders, rows)
        store.write(page.Invoices, store.resolve_update(page.Invoices).new)
        store.delete(page.Orders, filters=page.nw.col("id") == 8)
        assert len(store.read(page.Invoices).collect()) == 2


def test_a_deletion_writes_the_row_once_more_with_a_mark(load: Load) -> None:
    page = load("deleting/a_cancelled_order")
    row = page.pl.DataFrame({"id": [8], "amount": [60]}).with_columns(
        metaxy_provenance_by_field=page.pl.struct("amount")
    )
    with page.config.get_store("dev").open("w") as store:
        store.write(page.Orders, row)
        store.delete(page.Orders, filters=page.nw.col("id") == 8)
    table = page.pl.read_delta("metadata/orders.delta")
    assert sorted(table["metaxy_deleted_at"].is_null()) == [False, True]


def test_a_list_of_filters_has_to_hold_as_a_whole(load: Load) -> None:
    page = load("deleting/a_cancelled_order")
    rows = page.pl.DataFrame({"id": [7, 8], "amount": [60, 60]}).with_columns(
        metaxy_provenance_by_field=page.pl.struct("amount")
    )
    with page.config.get_store("dev").open("w") as store:
        store.write(page.Orders, rows)
        both = [page.nw.col("id") == 8, page.nw.col("amount") == 60]
        store.delete(page.Orders, filters=both)
        assert store.read(page.Orders).collect()["id"].to_list() == [7]


def test_a_row_that_appears_again_is_new(load: Load) -> None:
    page = load("deleting/a_cancelled_order")
    row = page.pl.DataFrame({"id": [8], "amount": [60]}).with_columns(
        metaxy_provenance_by_field=page.pl.struct("amount")
    )
    with page.config.get_store("dev").open("w") as store:
        store.write(page.Orders, row)
        store.delete(page.Orders, filters=page.nw.col("id") == 8)
        increment = store.resolve_update(page.Orders, samples=row)
        assert increment.new["id"].to_list() == [8]
        store.write(page.Orders, increment.new)
        assert store.read(page.Orders).collect()["id"].to_list() == [8]


@pytest.mark.parametrize(
    "name",
    [
        "a_job_that_deletes",
        "a_new_code_version",
        "mistake_back_again",
        "mistake_hard_delete",
        "mistake_no_filter",
        "mistake_nothing_to_read",
    ],
)
def test_the_id_tells_one_order_from_another_in_each_program(
    load: Load, name: str
) -> None:
    orders = load(f"deleting/{name}").Orders
    assert [keep(orders, [7]), keep(orders, [7, 8])] == [[7], [8]]
    assert [path.name for path in Path("metadata").iterdir()] == [
        "orders.delta"
    ]


def test_a_job_deletes_what_its_configuration_says(run: Run) -> None:
    assert run(f"{PAGE}/a_job_that_deletes") == ["[7]"]


def test_after_a_new_code_version_all_rows_are_new(run: Run) -> None:
    assert run(f"{PAGE}/a_new_code_version") == [
        "2 new, 0 stale",
        "2 new, 0 stale",
        "0 new, 0 stale",
    ]


@pytest.mark.parametrize(
    "name", ["a_new_code_version", "mistake_nothing_to_read"]
)
def test_the_code_version_is_that_of_one_field(load: Load, name: str) -> None:
    page = load(f"deleting/{name}")
    page.define_invoices("2")
    [total] = page.mx.get_feature_by_key("invoices").spec.fields
    assert (str(total.key), total.code_version) == ("total", "2")


def test_the_rows_of_both_code_versions_stay_in_the_table(load: Load) -> None:
    page = load("deleting/a_new_code_version")
    rows = page.pl.DataFrame({"id": [7], "amount": [40]}).with_columns(
        metaxy_provenance_by_field=page.pl.struct("amount")
    )
    with page.config.get_store("dev").open("w") as store:
        store.write(page.Orders, rows)
        for code_version in ("1", "2"):
            page.define_invoices(code_version)
            store.write("invoices", store.resolve_update("invoices").new)
    assert len(page.pl.read_delta("metadata/invoices.delta")) == 2


def test_an_empty_list_of_filters_deletes_all_rows(run: Run) -> None:
    assert run(f"{PAGE}/mistake_no_filter") == ["0"]


def test_an_empty_list_in_a_run_config_deletes_all_rows(load: Load) -> None:
    page = load("deleting/a_job_that_deletes")
    rows = page.pl.DataFrame({"id": [7], "amount": [40]}).with_columns(
        metaxy_provenance_by_field=page.pl.struct("amount")
    )
    store = page.config.get_store("dev")
    with store.open("w"):
        store.write(page.Orders, rows)
    what = {"feature_key": ["orders"], "filters": []}
    page.defs.resolve_job_def("delete_rows").execute_in_process(
        run_config={"ops": {"delete": {"config": what}}}
    )
    with store:
        assert len(store.read(page.Orders).collect()) == 0


def test_a_deleted_invoice_whose_order_is_there_is_made_again(
    run: Run,
) -> None:
    assert run(f"{PAGE}/mistake_back_again") == ["[8]"]


def test_reads_give_the_rows_of_the_current_code_version(run: Run) -> None:
    assert run(f"{PAGE}/mistake_nothing_to_read") == ["0", "2"]


def test_downstream_of_a_new_code_version_all_input_vanishes(
    load: Load,
) -> None:
    page = load("deleting/mistake_nothing_to_read")
    rows = page.pl.DataFrame({"id": [7], "amount": [40]}).with_columns(
        metaxy_provenance_by_field=page.pl.struct("amount")
    )
    with page.config.get_store("dev").open("w") as store:
        store.write(page.Orders, rows)
        page.define_invoices("1")
        letters = add_feature(page, "Letters", key="letters", deps=["invoices"])
        store.write("invoices", store.resolve_update("invoices").new)
        assert len(store.resolve_update(letters).new) == 1
        page.define_invoices("2")
        assert len(store.resolve_update(letters).new) == 0


def test_a_hard_deletion_needs_a_package_of_its_own(run: Run) -> None:
    with pytest.raises(ModuleNotFoundError, match="pyarrow_hotfix"):
        run(f"{PAGE}/mistake_hard_delete")


def test_the_op_looks_for_metaxy_store(run: Run) -> None:
    with pytest.raises(Exception, match="key 'metaxy_store' required"):
        run(f"{PAGE}/mistake_another_name_for_the_store")


def sell_two_orders(load: Load) -> ModuleType:
    page = load("deleting/a_job_that_deletes")
    rows = page.pl.DataFrame({"id": [7, 8], "amount": [40, 60]}).with_columns(
        metaxy_provenance_by_field=page.pl.struct("amount")
    )
    with page.config.get_store("dev").open("w") as store:
        store.write(page.Orders, rows)
    use_another_default()
    return page


def read_orders(page: ModuleType) -> list[int]:
    with page.config.get_store("dev") as store:
        return list(store.read(page.Orders).collect()["id"])


def test_under_both_names_the_op_finds_the_store(
    load: Load, mend: Mend
) -> None:
    page = sell_two_orders(load)
    wrong = '{"store": resource}'
    right = '{"store": resource, "metaxy_store": resource}'
    mend(f"{PAGE}/mistake_another_name_for_the_store", {wrong: right})
    assert read_orders(page) == [7]


def test_with_its_key_in_a_list_the_feature_is_found(
    load: Load, mend: Mend
) -> None:
    page = sell_two_orders(load)
    wrong, right = '"feature_key": "orders"', '"feature_key": ["orders"]'
    mend(f"{PAGE}/mistake_key_as_text", {wrong: right})
    assert read_orders(page) == [7]


def test_the_job_takes_the_store_that_it_names(load: Load) -> None:
    page = sell_two_orders(load)
    what = {"feature_key": ["orders"], "filters": ["id = 7"]}
    page.defs.resolve_job_def("delete_rows").execute_in_process(
        run_config={"ops": {"delete": {"config": what}}}
    )
    assert read_orders(page) == [8]


def test_the_key_in_a_run_config_is_a_list(run: Run) -> None:
    with pytest.raises(Exception, match="feature_key must be list"):
        run(f"{PAGE}/mistake_key_as_text")


def test_a_list_holds_the_parts_of_a_key(load: Load) -> None:
    page = load("deleting/a_job_that_deletes")

    orders = add_feature(page, "ShopOrders", key="shop/orders")
    row = page.pl.DataFrame({"id": [7]}).with_columns(
        metaxy_provenance_by_field=page.pl.struct(default=page.pl.lit(40))
    )
    store = page.config.get_store("dev")
    with store.open("w"):
        store.write(orders, row)
    what = {"feature_key": ["shop", "orders"], "filters": ["id = 7"]}
    page.defs.resolve_job_def("delete_rows").execute_in_process(
        run_config={"ops": {"delete": {"config": what}}}
    )
    with store:
        assert len(store.read(orders).collect()) == 0
