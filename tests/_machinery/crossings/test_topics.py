"""Nothing special happens where two topics other than partitions meet."""

import pickle
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import dagster as dg
import duckdb
import pandas as pd
import pytest
from dagster_aws.s3 import S3PickleIOManager, S3Resource
from dagster_duckdb import DuckDBResource
from dagster_duckdb_pandas import DuckDBPandasIOManager
from moto.server import ThreadedMotoServer

from tests._machinery.crossings.conftest import (
    DAYS,
    Kind,
    Limit,
    Login,
    Shop,
)


@pytest.fixture
def shop(monkeypatch: pytest.MonkeyPatch) -> Shop:
    """A resource whose login reads a variable."""
    monkeypatch.setenv("SHOP_USER", "ada")
    return Shop(login=Login(user=dg.EnvVar("SHOP_USER")))


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """The address of an S3 server that has the bucket `shop`."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    s3_at(address).get_client().create_bucket(Bucket="shop")
    yield address
    # moto keeps its buckets in this process, where a program would find them.
    urlopen(Request(f"{address}/moto-api/reset", method="POST")).close()
    server.stop()


def s3_at(endpoint: str, key: str = "any") -> S3Resource:
    return S3Resource(
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id=key,
        aws_secret_access_key="any",
    )


def bucket_at(
    endpoint: str, prefix: str, key: str = "any"
) -> S3PickleIOManager:
    return S3PickleIOManager(
        s3_resource=s3_at(endpoint, key), s3_bucket="shop", s3_prefix=prefix
    )


def tables_in(folder: Path) -> DuckDBPandasIOManager:
    return DuckDBPandasIOManager(
        database=str(folder / "shop.duckdb"), schema="tables"
    )


def test_s3_stores_each_key_as_an_object_and_reads_all(
    kind: Kind, instance: dg.DagsterInstance, endpoint: str
) -> None:
    seen: list[object] = []

    @dg.asset(partitions_def=kind.partitions)
    def orders(context: dg.AssetExecutionContext) -> str:
        return f"of {context.partition_key}"

    @dg.asset(partitions_def=kind.partitions)
    def report(orders: str) -> None:
        seen.append(orders)

    prefix = type(kind.partitions).__name__
    for key in [kind.first, kind.last]:
        dg.materialize(
            [orders, report],
            partition_key=key,
            instance=instance,
            resources={"io_manager": bucket_at(endpoint, prefix)},
        )
    assert seen == [f"of {kind.first}", f"of {kind.last}"]


def test_s3_refuses_a_range_as_files_do(
    instance: dg.DagsterInstance, endpoint: str
) -> None:
    shops = dg.DynamicPartitionsDefinition(name="shops")

    @dg.asset(partitions_def=shops)
    def orders() -> int:
        return 40

    ends = {
        "dagster/asset_partition_range_start": "berlin",
        "dagster/asset_partition_range_end": "paris",
    }
    with pytest.raises(Exception, match="does not support persisting"):
        dg.materialize(
            [orders],
            tags=ends,
            instance=instance,
            resources={"io_manager": bucket_at(endpoint, "range")},
        )


def test_s3_reads_its_keys_from_variables_and_stores_both_of_a_multi_asset(
    endpoint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOP_KEY", "any")
    outs = {"orders": dg.AssetOut(), "customers": dg.AssetOut()}

    @dg.multi_asset(outs=outs)
    def download() -> tuple[int, int]:
        return 40, 2

    bucket = bucket_at(endpoint, "multi", dg.EnvVar("SHOP_KEY"))
    dg.materialize([download], resources={"io_manager": bucket})
    found = (
        s3_at(endpoint)
        .get_client()
        .list_objects_v2(Bucket="shop", Prefix="multi")
    )
    stored = [it["Key"] for it in found["Contents"]]
    assert stored == ["multi/customers", "multi/orders"]


def test_one_run_goes_from_files_to_duckdb_to_s3(
    tmp_path: Path, endpoint: str
) -> None:
    @dg.asset(io_manager_key="files")
    def orders() -> list[int]:
        return [40, 25]

    @dg.asset(io_manager_key="tables")
    def sold(orders: list[int]) -> pd.DataFrame:
        return pd.DataFrame({"amount": orders})

    @dg.asset(io_manager_key="bucket")
    def revenue(sold: pd.DataFrame) -> int:
        return int(sold["amount"].sum())

    @dg.asset_check(asset=revenue)
    def checked(revenue: int) -> dg.AssetCheckResult:
        return dg.AssetCheckResult(passed=revenue == 65)

    @dg.asset_check(asset=sold)
    def has_rows(sold: pd.DataFrame) -> dg.AssetCheckResult:
        return dg.AssetCheckResult(passed=len(sold) == 2)

    @dg.asset_check(asset=orders)
    def has_orders(orders: list[int]) -> dg.AssetCheckResult:
        return dg.AssetCheckResult(passed=orders == [40, 25])

    result = dg.materialize(
        [orders, sold, revenue, checked, has_rows, has_orders],
        resources={
            "files": dg.FilesystemIOManager(base_dir=str(tmp_path)),
            "tables": tables_in(tmp_path),
            "bucket": bucket_at(endpoint, "run"),
        },
    )
    checks = result.get_asset_check_evaluations()
    assert [check.passed for check in checks] == [True, True, True]


def test_io_managers_add_their_metadata_to_that_of_the_asset(
    tmp_path: Path, endpoint: str
) -> None:
    def build(name: str) -> dg.AssetsDefinition:
        @dg.asset(name=name, io_manager_key=name)
        def made() -> dg.Output[pd.DataFrame]:
            rows = pd.DataFrame({"amount": [40]})
            return dg.Output(rows, metadata={"source": "web"})

        return made

    result = dg.materialize(
        [build("files"), build("tables"), build("bucket")],
        resources={
            "files": dg.FilesystemIOManager(base_dir=str(tmp_path)),
            "tables": tables_in(tmp_path),
            "bucket": bucket_at(endpoint, "metadata"),
        },
    )
    for event in result.get_asset_materialization_events():
        metadata = event.materialization.metadata
        own = {"files": "path", "tables": "Query", "bucket": "uri"}
        assert own[event.materialization.asset_key.path[-1]] in metadata
        assert metadata["source"].value == "web"


def test_a_folder_comes_from_a_variable_or_from_run_config(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @dg.asset
    def orders() -> int:
        return 40

    monkeypatch.setenv("SHOP_FOLDER", str(tmp_path / "variable"))
    files = dg.FilesystemIOManager(base_dir=dg.EnvVar("SHOP_FOLDER"))
    dg.materialize([orders], resources={"io_manager": files})
    config = {"base_dir": str(tmp_path / "config")}
    dg.materialize(
        [orders],
        resources={"io_manager": dg.FilesystemIOManager.configure_at_launch()},
        run_config={"resources": {"io_manager": {"config": config}}},
    )
    stored = sorted(it.parent.name for it in tmp_path.rglob("orders"))
    assert stored == ["config", "variable"]


def test_a_resource_and_an_io_manager_share_a_duckdb_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOP_FILE", str(tmp_path / "shop.duckdb"))
    seen: list[object] = []

    @dg.asset
    def orders() -> pd.DataFrame:
        return pd.DataFrame({"amount": [40, 25]})

    @dg.asset(deps=[orders])
    def report(duckdb: DuckDBResource) -> None:
        with duckdb.get_connection() as connection:
            seen.extend(connection.sql("from tables.orders").fetchall())

    file = dg.EnvVar("SHOP_FILE")
    tables = DuckDBPandasIOManager(database=file, schema="tables")
    dg.materialize(
        [orders, report],
        resources={
            "io_manager": tables,
            "duckdb": DuckDBResource(database=file),
        },
    )
    assert seen == [(40,), (25,)]


def test_duckdb_stores_both_of_a_multi_asset_of_a_factory(
    tmp_path: Path,
) -> None:
    def build(region: str) -> dg.AssetsDefinition:
        keys = [f"orders_{region}", f"customers_{region}"]

        @dg.multi_asset(name=region, outs={key: dg.AssetOut() for key in keys})
        def download() -> tuple[pd.DataFrame, pd.DataFrame]:
            frame = pd.DataFrame({"region": [region]})
            return frame, frame

        return download

    defs = dg.Definitions(
        assets=[build("north"), build("south")],
        resources={"io_manager": tables_in(tmp_path)},
    )
    defs.resolve_implicit_global_asset_job_def().execute_in_process()
    loaded = defs.load_asset_value("orders_south", python_type=pd.DataFrame)
    assert isinstance(loaded, pd.DataFrame)
    assert list(loaded["region"]) == ["south"]


def test_a_check_takes_nested_resources_and_records_metadata(
    shop: Shop,
) -> None:
    @dg.asset
    def orders() -> int:
        return 40

    @dg.asset_check(asset=orders)
    def checked(shop: Shop) -> dg.AssetCheckResult:
        user = shop.login.user
        return dg.AssetCheckResult(passed=True, metadata={"user": user})

    result = dg.materialize([orders, checked], resources={"shop": shop})
    [check] = result.get_asset_check_evaluations()
    assert check.metadata["user"].value == "ada"


def test_a_multi_asset_takes_nested_resources_and_config(shop: Shop) -> None:
    seen: list[object] = []
    specs = [dg.AssetSpec("orders"), dg.AssetSpec("customers")]

    @dg.multi_asset(specs=specs)
    def download(
        config: Limit, shop: Shop
    ) -> tuple[dg.MaterializeResult, dg.MaterializeResult]:
        seen.append((config.least, shop.login.user))
        return dg.MaterializeResult("orders"), dg.MaterializeResult("customers")

    dg.materialize(
        [download],
        resources={"shop": shop},
        run_config=dg.RunConfig(ops={"download": Limit(least=9)}),
    )
    assert seen == [(9, "ada")]


def test_assets_of_a_factory_take_nested_resources_and_config_of_their_own(
    shop: Shop,
) -> None:
    seen: list[object] = []

    def build(region: str) -> dg.AssetsDefinition:
        class RegionLimit(Limit):
            least: int = len(region)

        @dg.asset(name=region)
        def made(config: RegionLimit, shop: Shop) -> None:
            seen.append((region, config.least, shop.login.user))

        return made

    dg.materialize(
        [build("north"), build("west")],
        resources={"shop": shop},
        run_config={"ops": {"west": {"config": {"least": 9}}}},
    )
    assert sorted(seen, key=str) == [("north", 5, "ada"), ("west", 9, "ada")]


def test_a_config_reads_a_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOP_LEAST", "9")
    seen: list[int] = []

    @dg.asset
    def orders(config: Limit) -> None:
        seen.append(config.least)

    for config in [
        dg.RunConfig(ops={"orders": Limit(least=dg.EnvVar.int("SHOP_LEAST"))}),
        {"ops": {"orders": {"config": {"least": {"env": "SHOP_LEAST"}}}}},
    ]:
        dg.materialize([orders], run_config=config)
    assert seen == [9, 9]


def test_only_resources_of_selected_assets_are_opened_and_read(
    shop: Shop,
) -> None:
    seen: list[str] = []

    @dg.asset
    def orders(missing: Login) -> None: ...

    @dg.asset
    def customers(shop: Shop) -> None:
        seen.append(shop.login.user)

    missing = Login(user=dg.EnvVar("SHOP_NOT_SET"))
    dg.materialize(
        [orders, customers],
        selection="customers",
        resources={"missing": missing, "shop": shop},
    )
    assert seen == ["ada"]


def test_a_selected_asset_brings_its_checks_unless_they_are_left_out() -> None:
    @dg.asset
    def orders() -> None: ...

    @dg.asset_check(asset=orders)
    def checked() -> dg.AssetCheckResult:
        return dg.AssetCheckResult(passed=True)

    selection = dg.AssetSelection.assets(orders)
    defs = dg.Definitions(
        assets=[orders],
        asset_checks=[checked],
        jobs=[
            dg.define_asset_job("with_checks", selection),
            dg.define_asset_job("without", selection.without_checks()),
        ],
    )
    for name, ran in [("with_checks", 1), ("without", 0)]:
        result = defs.resolve_job_def(name).execute_in_process()
        assert len(result.get_asset_check_evaluations()) == ran


def test_a_call_reads_the_variables_of_nested_resources(shop: Shop) -> None:
    @dg.asset
    def orders(shop: Shop) -> str:
        return f"by {shop.login.user}"

    assert orders(shop) == "by ada"


def test_a_check_and_a_multi_asset_can_be_called() -> None:
    @dg.asset
    def orders() -> int:
        return 40

    @dg.asset_check(asset=orders)
    def checked(orders: int) -> dg.AssetCheckResult:
        return dg.AssetCheckResult(passed=orders > 0, metadata={"n": orders})

    @dg.multi_asset(specs=[dg.AssetSpec("a"), dg.AssetSpec("b")])
    def download(
        config: Limit,
    ) -> Iterator[dg.MaterializeResult]:
        yield dg.MaterializeResult("a", metadata={"least": config.least})
        yield dg.MaterializeResult("b")

    check = checked(40)
    assert isinstance(check, dg.AssetCheckResult)
    assert check.passed
    assert check.metadata["n"].value == 40
    results = download(Limit(least=9))
    assert isinstance(results, Iterator)
    assert next(results).metadata == {"least": 9}


def test_a_nested_resource_and_metadata_go_with_what_was_selected(
    shop: Shop,
) -> None:
    @dg.asset
    def orders(shop: Shop) -> dg.MaterializeResult:
        return dg.MaterializeResult(metadata={"user": shop.login.user})

    @dg.asset
    def customers() -> None: ...

    result = dg.materialize(
        [orders, customers], selection="orders", resources={"shop": shop}
    )
    [event] = result.get_asset_materialization_events()
    assert event.materialization.metadata["user"].value == "ada"


def test_a_check_of_an_external_asset_runs_if_it_is_selected() -> None:
    orders = dg.AssetSpec("orders")

    @dg.asset_check(asset=orders.key)
    def checked() -> dg.AssetCheckResult:
        return dg.AssetCheckResult(passed=True)

    @dg.asset(deps=[orders])
    def report() -> None: ...

    for selection, ran in [
        (None, []),
        (dg.AssetSelection.checks(checked), [orders.key]),
    ]:
        result = dg.materialize([orders, checked, report], selection=selection)
        evaluations = result.get_asset_check_evaluations()
        assert [it.asset_key for it in evaluations] == ran


def test_multi_assets_of_a_factory_depend_on_external_assets() -> None:
    external = [dg.AssetSpec("orders"), dg.AssetSpec("customers")]

    def build(name: str) -> dg.AssetsDefinition:
        @dg.multi_asset(
            name=name,
            specs=[dg.AssetSpec(name, deps=external)],
            check_specs=[dg.AssetCheckSpec("is_there", asset=name)],
        )
        def made() -> dg.MaterializeResult:
            check = dg.AssetCheckResult(passed=True)
            return dg.MaterializeResult(name, check_results=[check])

        return made

    made = [build("report"), build("revenue")]
    result = dg.materialize([*external, *made])
    checked = [it.asset_key for it in result.get_asset_check_evaluations()]
    assert sorted(checked) == [dg.AssetKey("report"), dg.AssetKey("revenue")]
    for asset in made:
        assert asset.dependency_keys == {spec.key for spec in external}


class Place(dg.ConfigurableResource):
    folder: str


class NestedFiles(dg.ConfigurableIOManagerFactory):
    place: Place

    def create_io_manager(
        self, context: dg.InitResourceContext
    ) -> dg.IOManager:
        manager = dg.FilesystemIOManager(base_dir=self.place.folder)
        return manager.create_io_manager(context)


def test_an_io_manager_of_files_takes_a_nested_resource(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOP_FOLDER", str(tmp_path))

    @dg.asset
    def orders() -> int:
        return 40

    place = Place(folder=dg.EnvVar("SHOP_FOLDER"))
    dg.materialize([orders], resources={"io_manager": NestedFiles(place=place)})
    assert [it.name for it in tmp_path.iterdir()] == ["orders"]


def test_duckdb_gets_its_file_from_run_config_for_what_was_selected(
    tmp_path: Path,
) -> None:
    @dg.asset
    def orders() -> pd.DataFrame:
        return pd.DataFrame({"amount": [40]})

    @dg.asset
    def customers() -> pd.DataFrame:
        return pd.DataFrame({"name": ["ada"]})

    file = str(tmp_path / "shop.duckdb")
    config = {"database": file, "schema": "tables"}
    dg.materialize(
        [orders, customers],
        selection="orders",
        resources={"io_manager": DuckDBPandasIOManager.configure_at_launch()},
        run_config={"resources": {"io_manager": {"config": config}}},
    )
    with duckdb.connect(file) as connection:
        found = connection.sql(
            "select table_name from information_schema.tables"
        ).fetchall()
    assert found == [("orders",)]


def test_a_selected_asset_reads_an_external_one_from_duckdb(
    tmp_path: Path,
) -> None:
    seen: list[object] = []
    metadata = {"dagster/io_manager_key": "tables"}
    external = dg.AssetSpec("orders", metadata=metadata)

    @dg.asset
    def report(orders: pd.DataFrame) -> None:
        seen.extend(orders["amount"])

    with duckdb.connect(str(tmp_path / "shop.duckdb")) as connection:
        connection.execute("create schema tables")
        connection.execute("create table tables.orders as select 40 amount")
    dg.materialize(
        [external, report], resources={"tables": tables_in(tmp_path)}
    )
    assert seen == [40]


def test_s3_gets_its_prefix_from_run_config_for_what_was_selected(
    endpoint: str,
) -> None:
    @dg.asset
    def orders() -> int:
        return 40

    @dg.asset
    def customers() -> int:
        return 2

    dg.materialize(
        [orders, customers],
        selection="orders",
        resources={
            "io_manager": S3PickleIOManager.configure_at_launch(
                s3_resource=s3_at(endpoint)
            )
        },
        run_config={
            "resources": {
                "io_manager": {
                    "config": {"s3_bucket": "shop", "s3_prefix": "config"}
                }
            }
        },
    )
    found = (
        s3_at(endpoint)
        .get_client()
        .list_objects_v2(Bucket="shop", Prefix="config")
    )
    assert [it["Key"] for it in found["Contents"]] == ["config/orders"]


def test_a_nested_duckdb_resource_reads_what_an_io_manager_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Counter(dg.ConfigurableResource):
        database: DuckDBResource

        def count(self) -> int:
            with self.database.get_connection() as connection:
                [amounts] = connection.sql("from tables.orders").fetchall()
            return len(amounts)

    seen: list[int] = []

    @dg.asset
    def orders() -> pd.DataFrame:
        return pd.DataFrame({"amount": [40]})

    @dg.asset(deps=[orders])
    def report(counter: Counter) -> None:
        seen.append(counter.count())

    monkeypatch.setenv("SHOP_FILE", str(tmp_path / "shop.duckdb"))
    file = DuckDBResource(database=dg.EnvVar("SHOP_FILE"))
    dg.materialize(
        [orders, report],
        resources={
            "counter": Counter(database=file),
            "io_manager": tables_in(tmp_path),
        },
    )
    assert seen == [1]


def test_a_selected_asset_reads_an_external_one_from_s3(endpoint: str) -> None:
    seen: list[int] = []
    metadata = {"dagster/io_manager_key": "bucket"}
    external = dg.AssetSpec("orders", metadata=metadata)

    @dg.asset
    def report(orders: int) -> None:
        seen.append(orders)

    s3_at(endpoint).get_client().put_object(
        Bucket="shop", Key="external/orders", Body=pickle.dumps(40)
    )
    dg.materialize(
        [external, report],
        resources={"bucket": bucket_at(endpoint, "external")},
    )
    assert seen == [40]


def test_s3_reads_the_object_of_the_key_of_a_mapping(endpoint: str) -> None:
    seen: list[str] = []
    before = dg.TimeWindowPartitionMapping(start_offset=-1, end_offset=-1)

    @dg.asset(partitions_def=DAYS)
    def orders(context: dg.AssetExecutionContext) -> str:
        return f"of {context.partition_key}"

    @dg.asset(
        partitions_def=DAYS,
        ins={"orders": dg.AssetIn(partition_mapping=before)},
    )
    def report(orders: str) -> None:
        seen.append(orders)

    bucket = {"io_manager": bucket_at(endpoint, "mapping")}
    for asset, key in [(orders, "2026-01-01"), (report, "2026-01-02")]:
        dg.materialize(
            [orders, report],
            selection=[asset],
            partition_key=key,
            resources=bucket,
        )
    assert seen == ["of 2026-01-01"]
