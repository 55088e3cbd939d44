"""Every claim of docs/io_managers/custom.md, proved."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import dagster as dg
import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from snippets.io_managers.custom import (
    json_files,
    mistake_half_written,
    mistake_one_file_for_all_days,
    parquet_files,
)
from tests.conftest import ROOT, Run

PAGE = "io_managers/custom"
Manager = json_files.JsonIOManager | parquet_files.ParquetIOManager

days = mistake_one_file_for_all_days.days

# Stores values in child processes, kills them with SIGKILL and reports what
# the file held each time.
KILLER = """
import json, os, random, signal, sys, time
from pathlib import Path

import dagster as dg
import polars as pl

from snippets.io_managers.custom import (
    json_files,
    mistake_half_written,
    parquet_files,
)

folder = Path(sys.argv[1])
SYSTEM_CALLS = {
    "__exit__", "close", "flush", "fsync", "mkdir", "open", "replace",
    "rmdir", "unlink", "write",
}


class Context:
    asset_key = dg.AssetKey("orders")
    has_asset_partitions = False

    def add_output_metadata(self, metadata):
        pass


def store(manager, value):
    manager(folder=str(folder)).handle_output(Context(), value())


def child(work):
    process = os.fork()
    if process == 0:
        work()
        os._exit(0)
    return process


def was_killed(process):
    return os.WIFSIGNALED(os.waitpid(process, 0)[1])


def at_each_moment(module, manager, path, old, new):
    def whole(value):
        was_killed(child(lambda: store(manager, value)))
        return path.read_bytes()

    content = {whole(new): "new", whole(old): "old"}

    def killed_at(moment):
        left = moment

        def count(frame, event, called):
            nonlocal left
            left -= getattr(called, "__name__", "") in SYSTEM_CALLS
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

        write = module.write_whole

        def watched(*arguments):
            sys.setprofile(count)
            write(*arguments)
            sys.setprofile(None)

        module.write_whole = watched
        store(manager, new)

    seen = []
    for moment in range(5000):
        if not was_killed(child(lambda: killed_at(moment))):
            break
        seen.append(content.get(path.read_bytes(), "half"))
    whole(old)
    return seen


def at_random(manager, values, rounds, wanted):
    path = folder / "orders.json"
    store(manager, lambda: values[0])

    def forever():
        while True:
            for value in values:
                store(manager, lambda: value)

    seen = []
    for _ in range(rounds):
        process = child(forever)
        time.sleep(random.uniform(0.005, 0.06))
        os.kill(process, signal.SIGKILL)
        assert was_killed(process)
        try:
            whole = json.loads(path.read_bytes()) in values
        except ValueError:
            whole = False
        seen.append("whole" if whole else "half")
        if seen[-1] == wanted:
            break
    return seen


values = [[0] * 400_000, [1] * 400_000]
report = {
    "json": at_each_moment(
        json_files, json_files.JsonIOManager, folder / "orders.json",
        lambda: [1] * 9, lambda: [2] * 90_000,
    ),
    "parquet": at_each_moment(
        parquet_files, parquet_files.ParquetIOManager,
        folder / "orders.parquet",
        lambda: pl.DataFrame({"amount": [1] * 9}),
        lambda: pl.DataFrame({"amount": range(900)}),
    ),
    "random": at_random(json_files.JsonIOManager, values, 15, None),
    "mistake": at_random(
        mistake_half_written.JsonIOManager, values, 200, "half"
    ),
}
print(json.dumps(report))
"""


@pytest.fixture(scope="module")
def after_kills(
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, list[str]]:
    """What the file held after each kill."""
    said = subprocess.run(
        [sys.executable, "-c", KILLER, tmp_path_factory.mktemp("killed")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    ).stdout
    report: dict[str, list[str]] = json.loads(said)
    return report


def files(folder: Path) -> list[str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in found)


def output_context(
    path: list[str], partition: str | None = None
) -> dg.OutputContext:
    """Give what a path depends on; a real context takes 100 times longer."""
    context = SimpleNamespace(
        asset_key=dg.AssetKey(path),
        has_asset_partitions=partition is not None,
        asset_partition_key=partition,
        add_output_metadata=lambda metadata: None,
    )
    return cast("dg.OutputContext", context)


def path_of(path: list[str], partition: str | None = None) -> Path:
    manager = json_files.JsonIOManager(folder="/shop")
    return manager.path(output_context(path, partition))


def test_the_program_stores_the_orders_below_their_prefix(run: Run) -> None:
    assert run(f"{PAGE}/json_files") == ["[40, 2]"]


def test_each_part_of_the_key_becomes_a_folder_the_last_a_file() -> None:
    assert path_of(["shop", "orders"]) == Path("/shop/shop/orders.json")


def test_each_partition_has_a_file_of_its_own(tmp_path: Path) -> None:
    resources = {"io_manager": json_files.JsonIOManager(folder=str(tmp_path))}
    for day in days.get_partition_keys():
        dg.materialize(
            [mistake_one_file_for_all_days.orders],
            partition_key=day,
            resources=resources,
        )
    assert files(tmp_path) == [
        "orders/partition=2026-01-05.json",
        "orders/partition=2026-01-06.json",
    ]
    stored = tmp_path / "orders/partition=2026-01-05.json"
    assert json.loads(stored.read_text()) == "orders of 2026-01-05"


def test_the_next_asset_loads_what_was_stored(tmp_path: Path) -> None:
    @dg.asset(ins={"orders": dg.AssetIn(key_prefix="shop")})
    def revenue(orders: list[int]) -> int:
        return sum(orders)

    resources = {"io_manager": json_files.JsonIOManager(folder=str(tmp_path))}
    result = dg.materialize([json_files.orders, revenue], resources=resources)
    assert result.output_for_node("revenue") == 42


def test_the_next_asset_loads_the_same_partition(tmp_path: Path) -> None:
    @dg.asset(partitions_def=days)
    def report(orders: str) -> str:
        return f"report of {orders}"

    resources = {"io_manager": json_files.JsonIOManager(folder=str(tmp_path))}
    both = [mistake_one_file_for_all_days.orders, report]
    for day in days.get_partition_keys():
        dg.materialize(both, partition_key=day, resources=resources)
    stored = tmp_path / "report/partition=2026-01-05.json"
    assert json.loads(stored.read_text()) == "report of orders of 2026-01-05"


def test_the_path_stands_in_the_metadata(tmp_path: Path) -> None:
    resources = {"io_manager": json_files.JsonIOManager(folder=str(tmp_path))}
    result = dg.materialize([json_files.orders], resources=resources)
    [event] = result.asset_materializations_for_node("shop__orders")
    assert event.metadata["path"] == dg.MetadataValue.path(
        str(tmp_path / "shop/orders.json")
    )


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    manager = json_files.JsonIOManager(folder=str(tmp_path))
    context = dg.build_input_context(asset_key=dg.AssetKey("orders"))
    with pytest.raises(
        FileNotFoundError, match=r"no .*/orders\.json: materialize it first"
    ):
        manager.load_input(context)


def test_polars_names_a_missing_parquet_file(tmp_path: Path) -> None:
    manager = parquet_files.ParquetIOManager(folder=str(tmp_path))
    context = dg.build_input_context(asset_key=dg.AssetKey("orders"))
    with pytest.raises(FileNotFoundError, match=r"orders\.parquet"):
        manager.load_input(context)


@pytest.mark.parametrize(
    "part", ["", ".", "..", "../../x", "/etc/passwd", "a//b", "a/", "a/./b"]
)
@pytest.mark.parametrize("module", [json_files, parquet_files])
def test_a_part_that_leads_to_another_folder_is_refused(
    part: str, module: object, tmp_path: Path
) -> None:
    manager: Manager
    manager = json_files.JsonIOManager(folder=str(tmp_path))
    if module is parquet_files:
        manager = parquet_files.ParquetIOManager(folder=str(tmp_path))
    for context in (
        output_context([part]),
        output_context(["shop", part]),
        output_context(["orders"], part),
    ):
        with pytest.raises(ValueError, match="cannot be the name of a file"):
            manager.handle_output(context, pl.DataFrame())
    assert files(tmp_path) == []


def test_a_run_whose_partition_key_leads_out_fails(tmp_path: Path) -> None:
    uploads = dg.StaticPartitionsDefinition(["../../x"])

    @dg.asset(partitions_def=uploads)
    def orders() -> list[int]:
        return [40, 2]

    manager = json_files.JsonIOManager(folder=str(tmp_path / "shop/orders"))
    with pytest.raises(ValueError, match=r"'../../x' cannot be the name"):
        dg.materialize(
            [orders],
            partition_key="../../x",
            resources={"io_manager": manager},
        )
    assert files(tmp_path) == []


@pytest.mark.parametrize(
    "manager", [json_files.JsonIOManager, parquet_files.ParquetIOManager]
)
def test_several_partitions_at_once_fail_and_write_nothing(
    manager: type[Manager], tmp_path: Path
) -> None:
    @dg.asset(partitions_def=days)
    def orders() -> pl.DataFrame:
        return pl.DataFrame({"amount": [40, 2]})

    @dg.asset
    def revenue(orders: pl.DataFrame) -> None: ...

    resources = {"io_manager": manager(folder=str(tmp_path))}
    first, last = days.get_partition_keys()
    with pytest.raises(Exception, match="number of output partitions != 1"):
        dg.materialize(
            [orders],
            resources=resources,
            tags={
                "dagster/asset_partition_range_start": first,
                "dagster/asset_partition_range_end": last,
            },
        )
    with pytest.raises(Exception, match="number of input partitions != 1"):
        dg.materialize(
            [orders, revenue], selection="revenue", resources=resources
        )
    assert files(tmp_path) == []


def test_in_definitions_it_stores_every_asset_that_names_no_other(
    tmp_path: Path,
) -> None:
    @dg.asset
    def revenue() -> int:
        return 42

    folder = str(tmp_path / "storage")
    defs = dg.Definitions(
        assets=[json_files.orders, revenue],
        resources={"io_manager": json_files.JsonIOManager(folder=folder)},
    )
    job = defs.resolve_implicit_global_asset_job_def()
    assert job.execute_in_process().success
    assert files(tmp_path) == [
        "storage/revenue.json",
        "storage/shop/orders.json",
    ]


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("eu/west", "eu%2Fwest"),
        ("2026-01-05-10:00", "2026-01-05-10%3A00"),
        ("v1.2", "v1%2E2"),
        ("2026-01-05|eu", "2026-01-05%7Ceu"),
    ],
)
@pytest.mark.parametrize("module", [json_files, parquet_files])
def test_what_a_file_name_cannot_hold_is_escaped(
    key: str, name: str, module: object
) -> None:
    assert path_of(["orders"], key).name == f"partition={name}.json"
    assert parquet_files.ParquetIOManager(folder="/shop").path(
        output_context(["shop", "orders"], key)
    ) == Path(f"/shop/shop/orders/partition={name}.parquet")


def test_a_partition_and_an_asset_never_share_a_file() -> None:
    assert path_of(["orders"], "2026") != path_of(["orders", "2026"])
    assert path_of(["orders"], "2026") != path_of(["orders", "partition=2026"])


def test_keys_that_differ_in_case_differ_in_case_on_disk() -> None:
    assert path_of(["orders"], "EU") != path_of(["orders"], "eu")
    assert (
        str(path_of(["orders"], "EU")).lower()
        == str(path_of(["orders"], "eu")).lower()
    )


def allowed(part: str) -> bool:
    return not {"", ".", ".."} & set(part.split("/"))


parts = st.one_of(
    st.sampled_from(
        ["orders", "orders.json", "partition=x", "x", "a/b", "a", "b", "%2E"]
    ),
    st.text(max_size=20),
).filter(allowed)
pairs = st.tuples(st.lists(parts, min_size=1, max_size=4), st.none() | parts)


@given(pairs, pairs)
def test_no_two_keys_and_partitions_share_a_path(
    one: tuple[list[str], str | None], other: tuple[list[str], str | None]
) -> None:
    assume(one != other)
    first, second = path_of(*one), path_of(*other)
    assert first != second
    assert first not in second.parents
    assert second not in first.parents


@given(st.lists(st.text(max_size=20), max_size=4), st.none() | st.text())
def test_no_path_leaves_the_folder(
    key: list[str], partition: str | None
) -> None:
    try:
        path = path_of(key, partition)
    except ValueError:
        return
    assert Path(os.path.normpath(path)).is_relative_to("/shop")
    assert path.name.endswith(".json")


def test_a_serializer_that_raises_leaves_the_old_file(tmp_path: Path) -> None:
    manager = json_files.JsonIOManager(folder=str(tmp_path))
    manager.handle_output(output_context(["orders"]), [40])
    with pytest.raises(TypeError):
        manager.handle_output(output_context(["orders"]), [2, object()])
    assert files(tmp_path) == ["orders.json"]
    assert json.loads((tmp_path / "orders.json").read_text()) == [40]


class BrokenFrame(pl.DataFrame):
    """Raises when half of it is written."""

    def write_parquet(self, file: object, **_: object) -> None:
        assert hasattr(file, "write")
        file.write(b"PAR1")
        raise OSError("no space left on device")


def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    tmp_path: Path,
) -> None:
    manager = parquet_files.ParquetIOManager(folder=str(tmp_path))
    context = output_context(["orders"])
    manager.handle_output(context, pl.DataFrame({"amount": [40]}))
    with pytest.raises(OSError, match="no space left"):
        manager.handle_output(context, BrokenFrame({"amount": [2]}))
    assert [path.name for path in tmp_path.iterdir()] == ["orders.parquet"]
    assert pl.read_parquet(tmp_path / "orders.parquet").to_dicts() == [
        {"amount": 40}
    ]


@pytest.mark.parametrize("module", [json_files, parquet_files])
def test_the_file_is_on_disk_before_it_takes_the_name(
    module: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    happened: list[str] = []
    sync, replace = os.fsync, Path.replace

    def synced(descriptor: int) -> None:
        size = os.fstat(descriptor).st_size
        happened.append("synced" if size else "synced an empty file")
        sync(descriptor)

    def replaced(self: Path, target: Path) -> Path:
        happened.append("replaced")
        assert self.is_relative_to(target.parent)
        assert self.parent.name.startswith(".")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    context = output_context(["orders"])
    if module is json_files:
        manager = json_files.JsonIOManager(folder=str(tmp_path))
        manager.handle_output(context, [1])
    else:
        frames = parquet_files.ParquetIOManager(folder=str(tmp_path))
        frames.handle_output(context, pl.DataFrame({"amount": [1]}))
    assert happened == ["synced", "replaced"]


def test_folders_that_are_missing_are_made(tmp_path: Path) -> None:
    folder, context = str(tmp_path / "new"), output_context(["shop", "orders"])
    json_files.JsonIOManager(folder=folder).handle_output(context, [40])
    frames = parquet_files.ParquetIOManager(folder=folder)
    context = output_context(["reports", "frames"], "eu")
    frames.handle_output(context, pl.DataFrame({"amount": [40]}))
    assert files(tmp_path) == [
        "new/reports/frames/partition=eu.parquet",
        "new/shop/orders.json",
    ]


def test_others_may_read_the_file(tmp_path: Path) -> None:
    manager = json_files.JsonIOManager(folder=str(tmp_path))
    manager.handle_output(output_context(["orders"]), [40])
    plain = tmp_path / "plain"
    plain.touch()
    assert (tmp_path / "orders.json").stat().st_mode == plain.stat().st_mode


@pytest.mark.parametrize("kind", ["json", "parquet"])
def test_killed_at_each_moment_the_file_is_the_old_or_the_new_one(
    kind: str, after_kills: dict[str, list[str]]
) -> None:
    seen = after_kills[kind]
    assert len(seen) > 20
    assert seen == sorted(seen, reverse=True)
    assert set(seen) == {"old", "new"}


def test_killed_at_random_moments_the_file_is_whole(
    after_kills: dict[str, list[str]],
) -> None:
    assert after_kills["random"] == ["whole"] * 15


def test_a_kill_leaves_half_a_file_where_it_is_written_in_place(
    after_kills: dict[str, list[str]],
) -> None:
    assert after_kills["mistake"][-1] == "half"


def test_a_parquet_file_comes_back_as_a_frame(tmp_path: Path) -> None:
    @dg.asset
    def revenue(orders: pl.DataFrame) -> pl.DataFrame:
        return orders.sum()

    resources = {
        "io_manager": parquet_files.ParquetIOManager(folder=str(tmp_path))
    }
    result = dg.materialize(
        [parquet_files.orders, revenue], resources=resources
    )
    assert result.output_for_node("revenue").to_dicts() == [{"amount": 42}]
    [event] = result.asset_materializations_for_node("orders")
    assert event.metadata["dagster/row_count"].value == 2


def test_the_parquet_program_prints_its_rows(run: Run) -> None:
    assert run(f"{PAGE}/parquet_files") == ["[{'amount': 40}, {'amount': 2}]"]


def test_an_asset_key_in_a_path_is_written_as_python_prints_it(
    run: Run,
) -> None:
    assert run(f"{PAGE}/mistake_key_in_the_path") == [
        "{\"AssetKey(['orders']).json\": '[40, 2]'}"
    ]


def test_without_the_partition_in_the_path_the_last_day_wins(run: Run) -> None:
    assert run(f"{PAGE}/mistake_one_file_for_all_days") == [
        "{'orders.json': '\"orders of 2026-01-06\"'}"
    ]


def test_a_serializer_that_raises_while_writing_leaves_half_a_file(
    run: Run,
) -> None:
    assert run(f"{PAGE}/mistake_half_written") == [
        '[40, "2026-01-05"]',
        "[40, ",
    ]


def test_half_a_file_cannot_be_loaded(tmp_path: Path) -> None:
    half = mistake_half_written.JsonIOManager(folder=str(tmp_path))
    with pytest.raises(TypeError):
        half.handle_output(output_context(["orders"]), [40, object()])
    whole = json_files.JsonIOManager(folder=str(tmp_path))
    with pytest.raises(json.JSONDecodeError):
        whole.load_input(
            dg.build_input_context(asset_key=dg.AssetKey("orders"))
        )


def test_a_partition_key_writes_outside_the_folder(run: Run) -> None:
    assert run(f"{PAGE}/mistake_out_of_the_folder") == [
        "['shop', 'x.txt']",
        "orders of one upload",
    ]
