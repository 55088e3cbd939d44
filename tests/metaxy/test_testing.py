"""Every claim of docs/metaxy/testing.md, proved."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run
from tests.metaxy.conftest import Load

PAGE = "metaxy/testing"


@pytest.mark.parametrize(
    ("program", "printed"),
    [("a_store_for_each_test", ["passed"]), ("called_like_a_function", [])],
)
def test_the_tests_on_the_page_pass(
    run: Run, program: str, printed: list[str]
) -> None:
    assert run(f"{PAGE}/{program}") == printed
    assert list(Path().iterdir()) == []


def test_the_test_fails_without_the_invoices(
    load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = load("testing/a_store_for_each_test")

    @page.dg.asset  # type: ignore[untyped-decorator]
    def invoices() -> None: ...

    monkeypatch.setattr(page, "invoices", invoices)
    with pytest.raises(Exception, match="Feature invoices not found"):
        page.test_each_order_gets_an_invoice(tmp_path)


def test_the_asset_is_of_the_kind_metaxy(load: Load) -> None:
    spec = load("testing/a_store_for_each_test").invoices.get_asset_spec()
    assert spec.kinds == {"metaxy"}


def test_the_configuration_from_before_comes_back(
    load: Load, tmp_path: Path
) -> None:
    page = load("testing/a_store_for_each_test")
    before = page.mx.MetaxyConfig.get()
    page.test_each_order_gets_an_invoice(tmp_path)
    assert page.mx.MetaxyConfig.get() is before
    path = before.get_store("dev").display()
    assert path == f"DeltaMetadataStore(path={Path.cwd()}/metadata)"
    assert not Path("metadata").exists()
    assert (tmp_path / "invoices.delta").exists()


def test_a_call_writes_nothing(load: Load, tmp_path: Path) -> None:
    page = load("testing/called_like_a_function")
    page.test_two_orders_are_new(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_call_compares_with_the_folder_of_the_test(
    load: Load, tmp_path: Path
) -> None:
    page = load("testing/called_like_a_function")
    before = page.pl.DataFrame({"id": [7], "amount": [40]}).with_columns(
        metaxy_provenance_by_field=page.pl.struct("amount")
    )
    with page.mx.MetaxyConfig.get().get_store("dev").open("w") as store:
        store.write(page.Orders, before)
    with pytest.raises(AssertionError):
        page.test_two_orders_are_new(tmp_path / "metadata")


def test_the_io_manager_writes_what_a_call_gives(load: Load) -> None:
    page = load("testing/called_like_a_function")
    store = page.mxd.MetaxyStoreFromConfigResource(name="dev")
    io_manager = page.mxd.MetaxyIOManager(store=store)
    page.dg.materialize(
        [page.orders], resources={"store": store, "io_manager": io_manager}
    )
    table = page.pl.read_delta("metadata/orders.delta")
    assert table.select("id", "amount").rows() == [(7, 40), (8, 60)]
    assert page.orders.get_asset_spec().kinds == {"metaxy"}


def test_no_other_test_sees_a_feature_of_a_graph(run: Run) -> None:
    assert run(f"{PAGE}/a_feature_for_one_test") == ["False"]


def test_the_tests_of_metaxy_import_it_where_they_use_it() -> None:
    for path in (ROOT / "tests/metaxy").glob("*.py"):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.Import | ast.ImportFrom):
                line = ast.unparse(node)
                assert "import metaxy" not in line
                assert "snippets" not in line


def test_pytest_cases_cannot_be_imported(run: Run) -> None:
    with pytest.raises(TypeError, match="IdMaker"):
        run(f"{PAGE}/mistake_pytest_cases")


def test_pytest_starts_without_the_plugin(tmp_path: Path) -> None:
    shutil.copy(ROOT / "snippets" / PAGE / "pytest.ini", tmp_path)
    (tmp_path / "test_orders.py").write_text("def test_orders(): ...\n")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "1 passed" in done.stdout


def test_features_imported_before_are_not_in_a_new_graph(run: Run) -> None:
    with pytest.raises(KeyError, match="Available keys: "):
        run(f"{PAGE}/mistake_graph_without_features")


def test_they_are_in_the_graph_that_you_have(load: Load) -> None:
    page = load("testing/mistake_graph_without_features")
    assert page.mx.get_feature_by_key("orders").id_columns == ("id",)


def test_features_that_nobody_imported_are_in_no_graph() -> None:
    import metaxy as mx

    with pytest.raises(KeyError, match="Available keys: "):
        mx.get_feature_by_key("orders")


def test_features_of_two_projects_cannot_be_written(run: Run) -> None:
    with pytest.raises(RuntimeError, match="from multiple projects"):
        run(f"{PAGE}/mistake_two_projects")


def test_a_configuration_that_names_the_project_can(
    load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import polars as pl

    monkeypatch.setenv("METAXY_PROJECT", "shop")
    page = load("testing/mistake_two_projects")
    page.test_an_order_can_be_written(str(tmp_path))
    assert page.mx.MetaxyConfig.get().project == "shop"
    table = pl.read_delta(str(tmp_path / "orders.delta"))
    assert table.select("id", "amount").rows() == [(7, 40)]
    with page.mx.MetaxyConfig.get().get_store("dev") as store:
        assert store.read(page.Orders).collect()["id"].to_list() == [7]
    customers = page.mx.get_feature_by_key("customers")
    assert customers.id_columns == ("name",)
    assert customers.project == "tests"


def test_use_does_not_hold_in_another_thread(run: Run) -> None:
    with pytest.raises(Exception, match="Store 'dev' not found in config"):
        run(f"{PAGE}/mistake_config_in_a_thread")


def test_a_thread_uses_the_configuration_from_before(
    load: Load, tmp_path: Path
) -> None:
    page = load("testing/mistake_config_in_a_thread")
    inside = page.mx.MetaxyConfig(stores={})
    with inside.use(), page.ThreadPoolExecutor() as pool:
        assert page.mx.MetaxyConfig.get() is inside
        config = pool.submit(page.mx.MetaxyConfig.get).result()
    path = config.get_store("production").display()
    assert path == f"DeltaMetadataStore(path={tmp_path}/metadata)"


def test_init_holds_in_every_thread(load: Load, tmp_path: Path) -> None:
    page = load("testing/mistake_config_in_a_thread")
    temporary = page.mx.StoreConfig(
        type=page.DELTA, config={"root_path": str(tmp_path)}
    )
    page.mx.init(page.mx.MetaxyConfig(stores={"dev": temporary}))
    with page.ThreadPoolExecutor() as pool:
        store = pool.submit(page.open_store).result()
    assert str(tmp_path) in store.display()


def test_memory_is_a_folder(run: Run) -> None:
    assert run(f"{PAGE}/mistake_in_memory") == ["[':memory:/orders.delta']"]


def test_what_lies_in_it_outlives_the_store(load: Load) -> None:
    import polars as pl

    page = load("testing/mistake_in_memory")
    sold = pl.DataFrame({"id": [7]}).with_columns(
        metaxy_provenance_by_field=pl.struct(amount=pl.lit(40))
    )
    memory = page.mx.StoreConfig(
        type=page.DELTA, config={"root_path": ":memory:"}
    )
    config = page.mx.init(page.mx.MetaxyConfig(stores={"dev": memory}))
    with config.get_store("dev").open("w") as store:
        store.write(page.Orders, sold)
    with config.get_store("dev") as store:
        assert store.read(page.Orders).collect()["id"].to_list() == [7]


def test_a_shared_store_remembers_the_first_test(run: Run) -> None:
    assert run(f"{PAGE}/mistake_one_store_for_all_tests") == [
        "first [(7, 40)]",
        "second []",
    ]
