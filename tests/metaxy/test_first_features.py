"""Every claim of docs/metaxy/first_features.md, proved."""

from pathlib import Path

import pytest

from tests.conftest import ROOT, Mend, Run
from tests.metaxy.conftest import Load, add_feature, keep

PAGE = "metaxy/first_features"


def test_two_orders_need_two_invoices(run: Run) -> None:
    assert run(f"{PAGE}/orders_and_invoices") == [
        "[(7, 'Thank you'), (8, 'Thank you')]",
    ]


def test_a_class_registers_itself_under_its_key(load: Load) -> None:
    import metaxy as mx

    features = load("first_features/orders_and_invoices")
    orders = mx.get_feature_by_key("orders")
    assert orders.id_columns == ("id",)
    assert [str(f.key) for f in features.Orders.spec().fields] == ["amount"]
    assert [d.feature.to_string() for d in features.Invoices.spec().deps] == [
        "orders"
    ]


def test_a_dependency_is_a_class_or_a_key(load: Load) -> None:
    features = load("first_features/orders_and_invoices")
    by_key = add_feature(features, "Letters", key="letters", deps=["orders"])
    assert by_key.spec().deps == features.Invoices.spec().deps


def test_a_feature_without_fields_has_one_called_default(load: Load) -> None:
    invoices = load("first_features/orders_and_invoices").Invoices
    assert [str(field.key) for field in invoices.spec().fields] == ["default"]


def test_the_columns_of_the_orders_come_with_the_increment(load: Load) -> None:
    import polars as pl

    features = load("first_features/orders_and_invoices")
    sold = pl.DataFrame({"id": [7], "amount": [40], "status": ["open"]})
    sold = sold.with_columns(metaxy_provenance_by_field=pl.struct("amount"))
    with features.config.get_store("dev").open("w") as store:
        store.write(features.Orders, sold)
        new = store.resolve_update(features.Invoices).new
    assert new.select("id", "amount", "status").rows() == [(7, 40, "open")]


def test_rows_are_not_compared_with_the_annotations(load: Load) -> None:
    import polars as pl

    features = load("first_features/orders_and_invoices")
    sold = pl.DataFrame({"id": ["seven"], "colour": ["red"]}).with_columns(
        metaxy_provenance_by_field=pl.struct(amount=pl.lit(40))
    )
    with features.config.get_store("dev").open("w") as store:
        store.write(features.Orders, sold)
        assert store.read(features.Orders).collect()["id"].to_list() == [
            "seven"
        ]


def test_the_folder_appears_with_the_first_write(load: Load) -> None:
    import polars as pl

    features = load("first_features/orders_and_invoices")
    sold = pl.DataFrame({"id": [7]}).with_columns(
        metaxy_provenance_by_field=pl.struct(amount=pl.lit(40))
    )
    with features.config.get_store("dev").open("w") as store:
        assert not Path("metadata").exists()
        store.write(features.Orders, sold)
    assert [path.name for path in Path("metadata").iterdir()] == [
        "orders.delta"
    ]


@pytest.mark.parametrize(
    "name",
    [
        "one_field_of_an_order",
        "mistake_no_versions",
        "mistake_open_for_reading",
        "mistake_read_before_written",
        "mistake_root_without_samples",
        "mistake_unknown_key",
        "mistake_version_of_a_field_missing",
    ],
)
def test_the_id_tells_one_order_from_another_in_each_program(
    load: Load, name: str
) -> None:
    orders = load(f"first_features/{name}").Orders
    assert [keep(orders, [7]), keep(orders, [7, 8])] == [[7], [8]]
    assert [path.name for path in Path("metadata").iterdir()] == [
        "orders.delta"
    ]


def test_the_configuration_is_read_from_the_file(run: Run) -> None:
    assert run(f"{PAGE}/from_a_file") == ["shop ['dev']", "DeltaMetadataStore"]


@pytest.mark.parametrize("below", [".", "pipelines/invoices"])
def test_init_looks_for_the_file_in_the_current_folder_and_above(
    below: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import metaxy as mx

    toml = ROOT / "snippets" / PAGE / "metaxy.toml"
    (tmp_path / "metaxy.toml").write_text(toml.read_text())
    (tmp_path / below).mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(tmp_path / below)
    assert mx.init().project == "shop"


def test_only_the_field_that_an_invoice_depends_on_makes_it_anew(
    run: Run,
) -> None:
    assert run(f"{PAGE}/one_field_of_an_order") == ["1", "0", "1"]


def test_an_invoice_that_was_made_anew_is_not_made_again(load: Load) -> None:
    page = load("first_features/one_field_of_an_order")
    with page.config.get_store("dev").open("w") as store:
        made = [page.sell(store, amount, "open") for amount in (40, 45, 45)]
        [invoice] = store.read(page.Invoices).collect().to_native().to_dicts()
    assert made == [1, 1, 0]
    assert invoice["id"] == 7
    assert list(invoice["metaxy_provenance_by_field"]) == ["total"]


def test_an_invoice_depends_on_the_whole_order_unless_told(load: Load) -> None:
    import polars as pl

    page = load("first_features/one_field_of_an_order")
    letters = add_feature(page, "Letters", key="letters", deps=[page.Orders])

    def sold(status: str) -> pl.DataFrame:
        return pl.DataFrame({"id": [7]}).with_columns(
            metaxy_provenance_by_field=pl.struct(
                amount=pl.lit(40), status=pl.lit(status)
            )
        )

    with page.config.get_store("dev").open("w") as store:
        store.write(page.Orders, sold("open"))
        for feature in (page.Invoices, letters):
            store.write(feature, store.resolve_update(feature).new)
        store.write(page.Orders, sold("paid"))
        assert len(store.resolve_update(page.Invoices).stale) == 0
        assert len(store.resolve_update(letters).stale) == 1


def test_rows_need_their_versions(run: Run) -> None:
    with pytest.raises(Exception, match="metaxy_provenance_by_field"):
        run(f"{PAGE}/mistake_no_versions")


def test_with_their_versions_the_rows_are_new(mend: Mend) -> None:
    rows = 'pl.DataFrame({"id": [7], "amount": [40]})'
    versions = 'metaxy_provenance_by_field=pl.struct("amount")'
    right = f"{rows}.with_columns({versions})"
    assert mend(f"{PAGE}/mistake_no_versions", {rows: right}) == ["1"]


def test_every_field_needs_a_version(run: Run) -> None:
    with pytest.raises(Exception, match=r"\Astatus\Z"):
        run(f"{PAGE}/mistake_version_of_a_field_missing")


def test_with_a_version_of_every_field_a_row_is_new(mend: Mend) -> None:
    wrong = 'pl.struct("amount")'
    right = 'pl.struct("amount", status=pl.lit("open"))'
    mistake = f"{PAGE}/mistake_version_of_a_field_missing"
    assert mend(mistake, {wrong: right}) == ["1"]


def test_a_root_needs_samples(run: Run) -> None:
    with pytest.raises(ValueError, match="Must provide 'samples' parameter"):
        run(f"{PAGE}/mistake_root_without_samples")


def test_what_was_never_written_cannot_be_read(run: Run) -> None:
    with pytest.raises(Exception, match="Feature orders not found in store"):
        run(f"{PAGE}/mistake_read_before_written")


def test_without_a_table_all_rows_of_a_root_are_new(load: Load) -> None:
    import metaxy as mx
    import polars as pl

    load("first_features/mistake_read_before_written")
    sold = pl.DataFrame({"id": [7], "amount": [40]}).with_columns(
        metaxy_provenance_by_field=pl.struct("amount")
    )
    with mx.MetaxyConfig.get().get_store("dev") as store:
        assert len(store.resolve_update("orders", samples=sold).new) == 1


def test_a_key_without_a_class_is_a_key_error(run: Run) -> None:
    with pytest.raises(KeyError, match="order"):
        run(f"{PAGE}/mistake_unknown_key")


def test_a_store_that_is_open_for_reading_refuses_a_write(run: Run) -> None:
    with pytest.raises(Exception, match="is open in read mode"):
        run(f"{PAGE}/mistake_open_for_reading")


def test_a_store_that_is_open_for_writing_takes_it(mend: Mend) -> None:
    wrong = 'config.get_store("dev")'
    right = 'config.get_store("dev").open("w")'
    assert mend(f"{PAGE}/mistake_open_for_reading", {wrong: right}) == ["1"]


def test_a_key_belongs_to_one_class(run: Run) -> None:
    with pytest.raises(ValueError, match="customers already registered"):
        run(f"{PAGE}/mistake_one_key_twice")


def test_the_class_that_came_first_keeps_the_key(run: Run, load: Load) -> None:
    load("first_features/from_a_file")  # its store
    with pytest.raises(ValueError, match="Existing: __main__"):
        run(f"{PAGE}/mistake_one_key_twice")
    assert [keep("customers", [7]), keep("customers", [7, 8])] == [[7], [8]]


def test_the_same_class_may_be_read_twice(run: Run) -> None:
    first = run(f"{PAGE}/orders_and_invoices")
    assert run(f"{PAGE}/orders_and_invoices") == first


def test_the_folder_of_a_store_belongs_into_its_config(run: Run) -> None:
    with pytest.raises(ValueError, match="Extra inputs are not permitted"):
        run(f"{PAGE}/mistake_flat_toml")
