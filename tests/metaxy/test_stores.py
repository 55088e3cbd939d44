"""Every claim of docs/metaxy/stores.md, proved."""

import importlib
import socket
from pathlib import Path

import pytest

from tests.conftest import Mend, Run
from tests.metaxy.conftest import Load

PAGE = "metaxy/stores"


def test_a_read_gives_two_rows_and_the_table_holds_four(run: Run) -> None:
    assert run(f"{PAGE}/a_store_in_a_folder") == [
        "2",
        "['metadata/shop/orders.delta']",
        "1 4",
    ]


def test_a_read_keeps_the_newest_row_of_an_id(load: Load) -> None:
    page = load("stores/a_store_in_a_folder")
    with page.config.get_store("dev").open("w") as store:
        for amount in (40, 45):
            sold = page.pl.DataFrame({"id": [7], "amount": [amount]})
            by_field = page.pl.struct("amount")
            store.write(
                page.Orders,
                sold.with_columns(metaxy_provenance_by_field=by_field),
            )
        assert store.read(page.Orders).collect()["amount"].to_list() == [45]


@pytest.mark.parametrize(
    "program", ["a_store_in_a_folder", "mistake_renamed", "two_writers"]
)
def test_the_rows_lie_in_a_folder_called_metadata(
    load: Load, tmp_path: Path, program: str
) -> None:
    config = load(f"stores/{program}").config
    path = config.get_store("dev").display()
    assert path == f"DeltaMetadataStore(path={tmp_path}/metadata)"


def test_two_stores_write_to_one_table_at_once(run: Run) -> None:
    assert run(f"{PAGE}/two_writers") == ["[7, 8]"]


def test_a_store_reads_elsewhere_and_writes_only_to_itself(run: Run) -> None:
    assert run(f"{PAGE}/a_fallback_store") == [
        "mine False True",
        "production True False",
    ]


def test_the_rows_of_production_are_read_through_your_store(load: Load) -> None:
    page = load("stores/a_fallback_store")
    sold = page.pl.DataFrame({"id": [7], "amount": [40]}).with_columns(
        metaxy_provenance_by_field=page.pl.struct("amount")
    )
    with page.config.get_store("production").open("w") as store:
        store.write(page.Orders, sold)
    with page.config.get_store("mine") as store:
        assert store.read(page.Orders).collect()["id"].to_list() == [7]
    with page.config.get_store("mine").open("w") as store:
        store.write(page.Invoices, store.resolve_update(page.Invoices).new)
        assert store.read(page.Invoices).collect()["id"].to_list() == [7]
    assert sorted(path.as_posix() for path in Path().glob("*/*")) == [
        "mine/invoices.delta",
        "production/orders.delta",
    ]


def test_in_another_folder_everything_is_new(run: Run) -> None:
    assert run(f"{PAGE}/mistake_another_folder") == [
        "metadata [(7, 40)]",
        "metadata []",
        "meta-data [(7, 40)]",
    ]


@pytest.mark.parametrize("root", ["metadata", "{here}/metadata"])
def test_only_an_absolute_path_survives_another_current_folder(
    load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, root: str
) -> None:
    page = load("stores/mistake_another_folder")
    root = root.format(here=tmp_path)
    assert page.find_new(root) == [(7, 40)]
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    is_found = root != "metadata"
    assert page.find_new(root) == ([] if is_found else [(7, 40)])


def test_a_renamed_feature_has_nothing_to_read(run: Run) -> None:
    with pytest.raises(Exception, match="Feature sales not found in store"):
        run(f"{PAGE}/mistake_renamed")


def test_all_rows_of_a_renamed_feature_are_new(load: Load) -> None:
    page = load("stores/mistake_renamed")
    sold = page.pl.DataFrame({"id": [7, 8], "amount": [40, 60]}).with_columns(
        metaxy_provenance_by_field=page.pl.struct("amount")
    )
    with page.config.get_store("dev").open("w") as store:
        store.write(page.orders("orders"), sold)
        for key, new in (("orders", 0), ("sales", 2)):
            increment = store.resolve_update(page.orders(key), samples=sold)
            assert len(increment.new) == new


def test_a_renamed_asset_keeps_its_feature(run: Run) -> None:
    assert run(f"{PAGE}/an_asset_renamed") == ["sales orders"]


def test_the_asset_still_tells_of_its_feature(load: Load) -> None:
    spec = load("stores/an_asset_renamed").sales.get_asset_spec()
    assert spec.kinds == {"metaxy"}
    feature = spec.metadata["metaxy/info"]["feature"]
    assert feature["spec"]["key"] == "orders"
    assert feature["spec"]["id_columns"] == ["id"]


def test_a_newer_delta_is_refused(run: Run) -> None:
    with pytest.raises(Exception, match="Unsupported minimum reader version"):
        run(f"{PAGE}/mistake_newer_delta")


def test_the_version_of_your_own_delta_is_not(mend: Mend) -> None:
    own = {
        'ReaderVersion":9': 'ReaderVersion":1',
        "store.read(Orders)": "print(len(store.read(Orders).collect()))",
    }
    printed = mend(f"{PAGE}/mistake_newer_delta", own)
    assert printed == ["2"]


def test_a_table_without_a_column_of_metaxy_is_refused(load: Load) -> None:
    page = load("stores/a_store_in_a_folder")
    sold = page.pl.DataFrame({"id": [7], "amount": [40]}).with_columns(
        metaxy_provenance_by_field=page.pl.struct("amount")
    )
    with page.config.get_store("dev").open("w") as store:
        store.write(page.Orders, sold)
        table = page.pl.read_delta("metadata/shop/orders.delta")
        table.drop("metaxy_deleted_at").write_delta(
            "metadata/shop/orders.delta",
            mode="overwrite",
            delta_write_options={"schema_mode": "overwrite"},
        )
        with pytest.raises(Exception, match='column "metaxy_deleted_at"'):
            store.read(page.Orders).collect()


def test_a_misspelt_class_is_named(run: Run) -> None:
    with pytest.raises(
        Exception, match=r"No module named 'metaxy\.ext\.delta'"
    ):
        run(f"{PAGE}/mistake_misspelt_type")


def test_a_configuration_with_a_misspelt_class_can_be_read(load: Load) -> None:
    assert list(load("stores/mistake_misspelt_type").config.stores) == ["dev"]


def test_the_right_class_opens_the_folder(mend: Mend, tmp_path: Path) -> None:
    right = {
        "metaxy.ext.delta.": "metaxy.ext.polars.handlers.delta.",
        'config.get_store("dev")': 'print(config.get_store("dev").display())',
    }
    path = f"{tmp_path}/metadata"
    assert mend(f"{PAGE}/mistake_misspelt_type", right) == [
        f"DeltaMetadataStore(path={path})"
    ]


def test_all_stores_use_one_hash(run: Run) -> None:
    with pytest.raises(ValueError, match="must use the same hash algorithm"):
        run(f"{PAGE}/mistake_another_hash")


def test_without_its_extension_the_duckdb_store_does_not_open(
    run: Run,
) -> None:
    assert run(f"{PAGE}/mistake_duckdb_offline") == [
        'IO Error: Failed to download extension "hashfuncs"'
    ]


def test_it_asks_a_proxy_that_is_not_there(load: Load) -> None:
    store = load("stores/mistake_duckdb_offline").config.get_store("dev")
    host, port = store.connection_params["http_proxy"].split(":")
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((host, int(port)))


@pytest.mark.parametrize("hash_algorithm", ["xxhash32", "md5"])
def test_the_duckdb_store_asks_a_server_whichever_hash_you_choose(
    load: Load, hash_algorithm: str
) -> None:
    page = load("stores/mistake_duckdb_offline")
    dev = page.mx.StoreConfig(
        type=page.DUCKDB,
        config=page.dev.config | {"hash_algorithm": hash_algorithm},
    )
    config = page.mx.MetaxyConfig(stores={"dev": dev})
    store = page.mx.init(config).get_store("dev")
    with (
        pytest.raises(Exception, match=r"community-extensions\.duckdb\.org"),
        store,
    ):
        pass
    assert list(Path().iterdir()) == [Path("shop.duckdb")]


def test_a_duckdb_file_belongs_to_one_process(run: Run) -> None:
    assert run(f"{PAGE}/mistake_locked") == [
        "IO Error: Could not set lock",
    ]


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("postgresql", "PostgreSQLMetadataStore"),
        ("clickhouse", "ClickHouseMetadataStore"),
        ("bigquery", "BigQueryMetadataStore"),
    ],
)
def test_metaxy_has_stores_that_need_a_server(module: str, name: str) -> None:
    assert hasattr(importlib.import_module(f"metaxy.ext.{module}"), name)


def test_the_delta_store_compares_with_polars(load: Load) -> None:
    import narwhals as nw

    page = load("stores/a_store_in_a_folder")
    store = page.config.get_store("dev")
    assert store.native_implementation() is nw.Implementation.POLARS
