"""Every claim of docs/io_managers/existing.md, proved."""

import datetime
import importlib.metadata
import pickle
from pathlib import Path

import dagster as dg
import duckdb
import pandas as pd
import pytest
from dagster_aws.s3 import S3PickleIOManager
from dagster_duckdb_pandas import DuckDBPandasIOManager
from dagster_duckdb_polars import DuckDBPolarsIOManager

from snippets.io_managers.existing import (
    duckdb_partitions,
    duckdb_with_pandas,
    files,
    mistake_polars_with_duckdb_2,
)
from tests.conftest import Mend, Run

PAGE = "io_managers/existing"


def rows(file: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(file)) as connection:
        return connection.execute(sql).fetchall()


@pytest.mark.parametrize(
    ("manager", "package"),
    [
        (dg.FilesystemIOManager, "dagster"),
        (S3PickleIOManager, "dagster-aws"),
        (DuckDBPandasIOManager, "dagster-duckdb-pandas"),
    ],
)
def test_each_io_manager_comes_with_the_package_of_the_table(
    manager: type, package: str
) -> None:
    top = manager.__module__.split(".")[0]
    assert package in importlib.metadata.packages_distributions()[top]


def test_each_asset_becomes_a_table(run: Run, tmp_path: Path) -> None:
    assert run(f"{PAGE}/duckdb_with_pandas") == ["[(65,)]"]
    file = tmp_path / "shop.duckdb"
    tables = DuckDBPandasIOManager(database=str(file), schema="tables")
    dg.materialize(
        [duckdb_with_pandas.orders, duckdb_with_pandas.revenue],
        resources={"io_manager": tables},
    )
    assert rows(file, "from tables.orders order by customer") == [
        ("Ada", 40),
        ("Grace", 25),
    ]
    assert rows(file, "select amount from tables.revenue") == [(65,)]


def test_the_next_asset_gets_a_data_frame(tmp_path: Path) -> None:
    @dg.asset
    def report(orders: pd.DataFrame) -> None:
        assert list(orders.columns) == ["customer", "amount"]

    tables = DuckDBPandasIOManager(database=f"{tmp_path}/shop.duckdb")
    result = dg.materialize(
        [duckdb_with_pandas.orders, report],
        resources={"io_manager": tables},
    )
    assert result.success


def test_a_file_is_what_you_have_if_you_provide_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stored: list[str] = []
    monkeypatch.setattr(
        dg.FilesystemIOManager,
        "create_io_manager",
        lambda self, context: pytest.fail("provided"),
    )
    with dg.DagsterInstance.ephemeral() as instance:
        dg.materialize([files.orders], instance=instance)
        folder = Path(instance.storage_directory())
        stored = [path.name for path in folder.iterdir()]
    assert stored == ["orders"]


def test_files_are_pickles_in_a_folder_for_each_prefix(
    run: Run, tmp_path: Path
) -> None:
    assert run(f"{PAGE}/files") == ["65"]
    manager = dg.FilesystemIOManager(base_dir=str(tmp_path))
    dg.materialize(
        [files.orders, files.revenue], resources={"io_manager": manager}
    )
    assert pickle.loads((tmp_path / "orders").read_bytes()) == [40, 25]
    assert (tmp_path / "reports" / "revenue").is_file()


def test_making_a_day_again_replaces_its_rows_alone(
    run: Run, tmp_path: Path
) -> None:
    assert run(f"{PAGE}/duckdb_partitions") == [
        "2026-01-01 41",
        "2026-01-02 42",
    ]
    file = tmp_path / "shop.duckdb"
    tables = DuckDBPandasIOManager(database=str(file), schema="tables")
    resources = {"io_manager": tables}
    orders = duckdb_partitions.orders
    for day in ["2026-01-01", "2026-01-02"]:
        dg.materialize([orders], partition_key=day, resources=resources)
    with duckdb.connect(str(file)) as connection:
        connection.execute("update tables.orders set amount = 0")
    dg.materialize([orders], partition_key="2026-01-02", resources=resources)
    assert rows(file, "select amount from tables.orders order by day") == [
        (0,),
        (42,),
    ]


def test_s3_holds_an_object_for_each_asset(run: Run) -> None:
    printed = run(f"{PAGE}/s3")
    assert printed[-3:] == ["65", "assets/orders", "assets/revenue"]


def test_polars_frames_are_stored_and_cannot_be_loaded(
    run: Run, tmp_path: Path
) -> None:
    with pytest.raises(AttributeError, match="no attribute 'arrow'"):
        run(f"{PAGE}/mistake_polars_with_duckdb_2")
    file = tmp_path / "shop.duckdb"
    tables = DuckDBPolarsIOManager(database=str(file), schema="tables")
    dg.materialize(
        [mistake_polars_with_duckdb_2.orders],
        resources={"io_manager": tables},
    )
    assert rows(file, "select sum(amount) from tables.orders") == [(65,)]
    assert int(duckdb.__version__.partition(".")[0]) >= 2


@pytest.mark.parametrize(
    ("mistake", "error", "message"),
    [
        (
            "mistake_schema_named_like_the_file",
            duckdb.BinderException,
            'Ambiguous reference to catalog or schema "shop"',
        ),
        (
            "mistake_no_partition_column",
            ValueError,
            "has partitions, but no 'partition_expr' metadata value",
        ),
        (
            "mistake_type_without_a_table",
            Exception,
            "does not have a handler for type",
        ),
    ],
)
def test_the_mistake_raises_what_the_page_says(
    run: Run, mistake: str, error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        run(f"{PAGE}/{mistake}")


IN_SIGHT = {'f"{folder}/shop.duckdb"': '"shop.duckdb"'}


def test_another_schema_mends_it(mend: Mend, tmp_path: Path) -> None:
    changes = IN_SIGHT | {'schema="shop"': 'schema="tables"'}
    mend(f"{PAGE}/mistake_schema_named_like_the_file", changes)
    file = tmp_path / "shop.duckdb"
    assert rows(file, "select amount from tables.orders") == [(40,), (25,)]


def test_the_name_of_the_column_mends_it(mend: Mend, tmp_path: Path) -> None:
    changes = IN_SIGHT | {
        "@dg.asset(": '@dg.asset(metadata={"partition_expr": "day"}, '
    }
    mend(f"{PAGE}/mistake_no_partition_column", changes)
    stored = rows(
        tmp_path / "shop.duckdb", "select day, amount from public.orders"
    )
    assert stored == [(datetime.datetime(2026, 1, 1), 40)]


def test_an_io_manager_of_its_own_mends_it(mend: Mend, tmp_path: Path) -> None:
    changes = {
        "@dg.asset": '@dg.asset(io_manager_key="files")',
        ": tables}": ': tables, "files": dg.FilesystemIOManager(base_dir=".")}',
    }
    mend(f"{PAGE}/mistake_type_without_a_table", changes)
    assert pickle.loads((tmp_path / "orders").read_bytes()) == [40, 25]


def test_a_schema_of_another_name_is_fine(tmp_path: Path) -> None:
    tables = DuckDBPandasIOManager(
        database=f"{tmp_path}/shop.duckdb", schema="tables"
    )
    result = dg.materialize(
        [duckdb_with_pandas.orders], resources={"io_manager": tables}
    )
    assert result.success


def test_another_folder_does_not_hold_the_file(run: Run) -> None:
    assert run(f"{PAGE}/mistake_files_of_another_folder") == [
        "monday True",
        "tuesday False",
    ]


def test_the_same_folder_mends_it(mend: Mend) -> None:
    changes = {"str(Path(folder, name))": "folder"}
    assert mend(f"{PAGE}/mistake_files_of_another_folder", changes) == [
        "monday True",
        "65",
        "tuesday True",
    ]


def test_the_same_folder_does(tmp_path: Path) -> None:
    manager = dg.FilesystemIOManager(base_dir=str(tmp_path))
    assets = [files.orders, files.revenue]
    for asset in assets:
        result = dg.materialize(
            assets, selection=[asset], resources={"io_manager": manager}
        )
        assert result.success
