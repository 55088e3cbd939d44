"""Every claim of docs/io_managers/partitioned.md, proved."""

import datetime
import subprocess
import sys
import warnings
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import cast

import dagster as dg
import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from snippets.io_managers.partitioned import (
    both_in_one_run,
    mistake_an_asset_in_the_way,
    mistake_check_loads_every_key,
    mistake_key_of_the_run,
    mistake_no_dict_yet,
    mistake_several_days_in_files,
    one_file_for_each_day,
    one_key_for_a_check,
    one_table_for_all_days,
)
from snippets.io_managers.partitioned.one_table_for_all_days import (
    TableIOManager,
    orders,
    table_name,
)
from tests.conftest import Mend, Run

PAGE = "io_managers/partitioned"
MONDAY, TUESDAY = "2026-01-05", "2026-01-06"
BOTH = {
    "dagster/asset_partition_range_start": MONDAY,
    "dagster/asset_partition_range_end": TUESDAY,
}


def in_files(folder: Path) -> dict[str, dg.FilesystemIOManager]:
    return {"io_manager": dg.FilesystemIOManager(base_dir=str(folder))}


def in_table(folder: Path) -> dict[str, TableIOManager]:
    return {"io_manager": TableIOManager(database=str(folder / "shop.duckdb"))}


def rows(folder: Path, table: str = "orders") -> list[tuple[str, int]]:
    with duckdb.connect(str(folder / "shop.duckdb")) as shop:
        return shop.sql(f'from "{table}" order by all').fetchall()


def files(folder: Path) -> list[str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in found)


def test_the_last_asset_gets_a_dict(run: Run) -> None:
    assert run(f"{PAGE}/one_file_for_each_day") == [
        "{'2026-01-05': 42, '2026-01-06': 42}"
    ]


def test_the_definitions_store_below_one_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    dg.materialize(
        [one_file_for_each_day.orders],
        partition_key=MONDAY,
        resources=one_file_for_each_day.defs.resources,
    )
    assert files(tmp_path) == ["storage/orders/2026-01-05"]


def test_each_day_has_a_file_and_the_revenue_is_their_sum(
    tmp_path: Path,
) -> None:
    module = one_file_for_each_day
    for day in module.days.get_partition_keys():
        dg.materialize(
            [module.orders, module.daily_revenue],
            partition_key=day,
            resources=in_files(tmp_path),
        )
    assert files(tmp_path / "orders") == [MONDAY, TUESDAY]
    assets = [module.orders, module.daily_revenue, module.revenue]
    dg.materialize(assets, selection="revenue", resources=in_files(tmp_path))
    defs = dg.Definitions(assets=assets, resources=in_files(tmp_path))
    assert defs.load_asset_value("revenue") == 84


def test_two_assets_with_the_same_days_hand_over_one_day(
    tmp_path: Path,
) -> None:
    loaded: list[object] = []

    @dg.asset(partitions_def=one_file_for_each_day.days)
    def report(daily_revenue: int) -> None:
        loaded.append(daily_revenue)

    dg.materialize(
        [
            one_file_for_each_day.orders,
            one_file_for_each_day.daily_revenue,
            report,
        ],
        partition_key=MONDAY,
        resources=in_files(tmp_path),
    )
    assert loaded == [42]


def test_a_day_that_is_missing_stops_the_run(tmp_path: Path) -> None:
    module = one_file_for_each_day
    daily = [module.orders, module.daily_revenue]
    dg.materialize(daily, partition_key=MONDAY, resources=in_files(tmp_path))
    with pytest.raises(FileNotFoundError, match=TUESDAY):
        dg.materialize(
            [*daily, module.revenue],
            selection="revenue",
            resources=in_files(tmp_path),
        )


def test_missing_days_are_left_out_if_the_metadata_allows_it(
    tmp_path: Path,
) -> None:
    module = one_file_for_each_day
    loaded: list[object] = []

    @dg.asset(
        ins={
            "daily_revenue": dg.AssetIn(
                metadata={"allow_missing_partitions": True}
            )
        }
    )
    def summary(daily_revenue: dict[str, int]) -> None:
        loaded.append(daily_revenue)

    daily = [module.orders, module.daily_revenue]
    dg.materialize(daily, partition_key=MONDAY, resources=in_files(tmp_path))
    dg.materialize(
        [*daily, summary], selection="summary", resources=in_files(tmp_path)
    )
    assert loaded == [{MONDAY: 42}]


def test_a_run_with_a_key_stores_an_asset_without_partitions_once(
    run: Run,
) -> None:
    assert run(f"{PAGE}/both_in_one_run") == ["['tax/2026-01-05', 'tax_rate']"]


def test_the_next_day_reads_the_same_file_of_the_asset_without_partitions(
    tmp_path: Path,
) -> None:
    both = [both_in_one_run.tax_rate, both_in_one_run.tax]
    dg.materialize(both, partition_key=MONDAY, resources=in_files(tmp_path))
    result = dg.materialize(
        both,
        selection="tax",
        partition_key=TUESDAY,
        resources=in_files(tmp_path),
    )
    assert result.output_for_node("tax") == 10


def test_a_run_of_two_days_stores_the_rows_of_both(run: Run) -> None:
    assert run(f"{PAGE}/one_table_for_all_days") == [
        "[('2026-01-05', 40), ('2026-01-06', 40)]"
    ]


def test_one_day_replaces_its_own_rows_and_no_others(tmp_path: Path) -> None:
    @dg.asset(name="orders", partitions_def=one_table_for_all_days.days)
    def corrected() -> pl.DataFrame:
        return pl.DataFrame({"day": [MONDAY], "amount": [7]})

    dg.materialize([orders], tags=BOTH, resources=in_table(tmp_path))
    for _ in range(2):
        dg.materialize(
            [corrected], partition_key=MONDAY, resources=in_table(tmp_path)
        )
    assert rows(tmp_path) == [(MONDAY, 7), (TUESDAY, 40)]


@pytest.mark.parametrize(
    ("partition", "expected"),
    [(MONDAY, [MONDAY]), (None, [MONDAY, TUESDAY])],
)
def test_the_same_lines_load_one_day_or_all(
    partition: str | None, expected: list[str], tmp_path: Path
) -> None:
    loaded: list[object] = []

    @dg.asset(partitions_def=one_table_for_all_days.days if partition else None)
    def report(orders: pl.DataFrame) -> None:
        loaded.extend(orders["day"])

    dg.materialize([orders], tags=BOTH, resources=in_table(tmp_path))
    dg.materialize(
        [orders, report],
        selection="report",
        partition_key=partition,
        resources=in_table(tmp_path),
    )
    assert loaded == expected


def test_a_range_loads_the_days_of_the_range(tmp_path: Path) -> None:
    loaded: list[object] = []

    @dg.asset(partitions_def=one_table_for_all_days.days)
    def report(orders: pl.DataFrame) -> None:
        loaded.extend(orders["day"])

    dg.materialize([orders, report], tags=BOTH, resources=in_table(tmp_path))
    assert loaded == [MONDAY, TUESDAY]


def test_rows_of_another_day_are_refused(tmp_path: Path) -> None:
    @dg.asset(partitions_def=one_table_for_all_days.days)
    def orders() -> pl.DataFrame:
        return pl.DataFrame({"day": [MONDAY, TUESDAY], "amount": [1, 2]})

    with pytest.raises(ValueError, match="there are rows of other days than"):
        dg.materialize(
            [orders], partition_key=MONDAY, resources=in_table(tmp_path)
        )
    assert not (tmp_path / "shop.duckdb").exists()


def test_a_date_in_the_column_counts_as_another_day(tmp_path: Path) -> None:
    @dg.asset(partitions_def=one_table_for_all_days.days)
    def orders() -> pl.DataFrame:
        return pl.DataFrame({"day": [datetime.date(2026, 1, 5)], "amount": 1})

    with pytest.raises(ValueError, match="there are rows of other days than"):
        dg.materialize(
            [orders], partition_key=MONDAY, resources=in_table(tmp_path)
        )


def test_the_table_does_not_store_an_asset_without_partitions(
    tmp_path: Path,
) -> None:
    @dg.asset
    def total() -> pl.DataFrame:
        return pl.DataFrame({"day": [MONDAY], "amount": [1]})

    with pytest.raises(
        Exception, match="does not correspond to a partitioned asset"
    ):
        dg.materialize([total], resources=in_table(tmp_path))


def test_while_another_process_has_the_file_open_nothing_is_stored(
    tmp_path: Path,
) -> None:
    file = str(tmp_path / "shop.duckdb")
    holder = f"import duckdb; c = duckdb.connect({file!r}); print(1); input()"
    with subprocess.Popen(
        [sys.executable, "-uc", holder],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stdin
        process.stdout.readline()
        with pytest.raises(duckdb.IOException, match="lock"):
            dg.materialize([orders], tags=BOTH, resources=in_table(tmp_path))
        process.stdin.close()
    dg.materialize([orders], tags=BOTH, resources=in_table(tmp_path))
    assert rows(tmp_path) == [(MONDAY, 40), (TUESDAY, 40)]


def test_without_any_key_the_table_gives_a_frame_without_rows(
    tmp_path: Path,
) -> None:
    loaded: list[int] = []

    @dg.asset(
        name="orders",
        partitions_def=dg.DynamicPartitionsDefinition(name="days"),
    )
    def none_yet() -> pl.DataFrame:
        raise NotImplementedError

    @dg.asset
    def report(orders: pl.DataFrame) -> None:
        loaded.append(len(orders))

    dg.materialize([orders], tags=BOTH, resources=in_table(tmp_path))
    dg.materialize(
        [none_yet, report], selection="report", resources=in_table(tmp_path)
    )
    assert loaded == [0]


def test_if_the_insert_fails_the_old_rows_stay(tmp_path: Path) -> None:
    @dg.asset(name="orders", partitions_def=one_table_for_all_days.days)
    def renamed() -> pl.DataFrame:
        return pl.DataFrame({"day": [MONDAY], "price": [7]})

    dg.materialize([orders], tags=BOTH, resources=in_table(tmp_path))
    with pytest.raises(duckdb.BinderException):
        dg.materialize(
            [renamed], partition_key=MONDAY, resources=in_table(tmp_path)
        )
    assert rows(tmp_path) == [(MONDAY, 40), (TUESDAY, 40)]


def context(key: list[str], days: list[str]) -> dg.OutputContext:
    """Give what the IO manager asks for; a real one takes far longer."""
    return cast(
        "dg.OutputContext",
        SimpleNamespace(asset_key=dg.AssetKey(key), asset_partition_keys=days),
    )


def loaded(manager: TableIOManager, key: list[str], day: str) -> list[int]:
    asked = cast("dg.InputContext", context(key, [day]))
    return list(manager.load_input(asked)["amount"])


keys = st.sampled_from(
    [["orders"], ["shop", "orders"], ["shop/orders"], ['a"; drop'], ["%2F"]]
)
any_days = st.lists(st.text(), min_size=1, max_size=3, unique=True)
stored = st.tuples(keys, any_days, st.integers(-5, 5))


@settings(max_examples=8, deadline=None)
@given(st.lists(stored, min_size=1, max_size=4))
def test_nothing_is_lost_and_nothing_overwritten_whatever_the_keys(
    tmp_path_factory: pytest.TempPathFactory,
    steps: list[tuple[list[str], list[str], int]],
) -> None:
    folder = tmp_path_factory.mktemp("table")
    manager = TableIOManager(database=str(folder / "shop.duckdb"))
    expected: dict[tuple[str, str], tuple[list[str], int]] = {}
    for key, days, amount in steps:
        frame = pl.DataFrame({"day": days, "amount": amount})
        manager.handle_output(context(key, days), frame)
        expected |= {(repr(key), day): (key, amount) for day in days}
    for (_, day), (key, amount) in expected.items():
        assert loaded(manager, key, day) == [amount]


def test_rows_are_loaded_in_the_order_of_their_days(tmp_path: Path) -> None:
    manager = in_table(tmp_path)["io_manager"]
    for day in (TUESDAY, MONDAY):
        frame = pl.DataFrame({"day": [day], "amount": [7]})
        manager.handle_output(context(["orders"], [day]), frame)
    asked = cast("dg.InputContext", context(["orders"], [MONDAY, TUESDAY]))
    assert list(manager.load_input(asked)["day"]) == [MONDAY, TUESDAY]


def test_each_part_of_the_key_stands_in_the_name_of_the_table() -> None:
    name = one_table_for_all_days.table_name
    assert name(context(["shop", "orders"], [])) == '"shop/orders"'
    assert name(context(["shop/orders"], [])) == '"shop%2Forders"'


def test_duckdb_ignores_case_in_the_names_of_tables(tmp_path: Path) -> None:
    manager = in_table(tmp_path)["io_manager"]
    frame = pl.DataFrame({"day": [MONDAY], "amount": [7]})
    manager.handle_output(context(["Orders"], [MONDAY]), frame)
    assert table_name(context(["Orders"], [])) == '"Orders"'
    assert loaded(manager, ["orders"], MONDAY) == [7]


def test_files_cannot_store_several_days_in_one_run(run: Run) -> None:
    with pytest.raises(
        Exception, match="does not support persisting an output associated"
    ):
        run(f"{PAGE}/mistake_several_days_in_files")


def test_a_backfill_with_the_single_run_policy_is_such_a_run(
    tmp_path: Path,
) -> None:
    with pytest.warns(dg.BetaWarning, match="backfill_policy"):

        @dg.asset(
            partitions_def=one_table_for_all_days.days,
            backfill_policy=dg.BackfillPolicy.single_run(),
        )
        def orders() -> int:
            return 40

    with pytest.raises(Exception, match="'single run' option"):
        dg.materialize([orders], tags=BOTH, resources=in_files(tmp_path))


def test_files_store_the_same_asset_one_day_at_a_time(tmp_path: Path) -> None:
    for day in (MONDAY, TUESDAY):
        dg.materialize(
            [mistake_several_days_in_files.orders],
            partition_key=day,
            resources=in_files(tmp_path),
        )
    assert files(tmp_path) == ["orders/2026-01-05", "orders/2026-01-06"]
    defs = dg.Definitions(
        assets=[mistake_several_days_in_files.orders],
        resources=in_files(tmp_path),
    )
    value = defs.load_asset_value("orders", partition_key=MONDAY)
    assert value == {MONDAY: 40}


def test_a_range_has_no_partition_key(run: Run) -> None:
    with pytest.raises(
        Exception, match="Tried to access partition_key on a non-partitioned"
    ):
        run(f"{PAGE}/mistake_one_key_for_a_range")


def test_the_keys_of_the_asset_are_there_for_a_range(mend: Mend) -> None:
    changes = {
        "context.partition_key}": "sorted(context.asset_partition_keys)}"
    }
    assert mend(f"{PAGE}/mistake_one_key_for_a_range", changes) == [
        "storing ['2026-01-05', '2026-01-06']: "
        "{'2026-01-05': 40, '2026-01-06': 40}"
    ]


def test_one_key_is_loaded_as_a_value_and_not_as_a_dict(run: Run) -> None:
    with pytest.raises(
        dg.DagsterTypeCheckDidNotPass, match=r"should be a dict, got a .*int"
    ):
        run(f"{PAGE}/mistake_no_dict_yet")


def test_two_keys_are_loaded_as_a_dict(tmp_path: Path) -> None:
    @dg.asset(partitions_def=dg.StaticPartitionsDefinition(["berlin", "rome"]))
    def shop_revenue() -> int:
        return 40

    assets = [shop_revenue, mistake_no_dict_yet.revenue]
    for shop in ("berlin", "rome"):
        dg.materialize(
            [shop_revenue], partition_key=shop, resources=in_files(tmp_path)
        )
    result = dg.materialize(
        assets, selection="revenue", resources=in_files(tmp_path)
    )
    assert result.output_for_node("revenue") == 80


def test_without_any_key_none_is_loaded(tmp_path: Path) -> None:
    @dg.asset(partitions_def=dg.DynamicPartitionsDefinition(name="shops"))
    def shop_revenue() -> int:
        return 40

    with pytest.raises(
        dg.DagsterTypeCheckDidNotPass, match="got a <class 'NoneType'>"
    ):
        dg.materialize(
            [shop_revenue, mistake_no_dict_yet.revenue],
            selection="revenue",
            resources=in_files(tmp_path),
        )


def test_an_annotation_that_allows_both_accepts_one_key(
    tmp_path: Path,
) -> None:
    @dg.asset
    def total(shop_revenue: object) -> int:
        match shop_revenue:
            case dict():
                return sum(shop_revenue.values())
            case int():
                return shop_revenue
            case _:
                return 0

    result = dg.materialize(
        [mistake_no_dict_yet.shop_revenue, total],
        partition_key="berlin",
        resources=in_files(tmp_path),
    )
    assert result.output_for_node("total") == 40


def test_a_partition_and_an_asset_share_a_file(run: Run) -> None:
    assert run(f"{PAGE}/mistake_an_asset_in_the_way") == ["a forecast"]


def test_another_prefix_keeps_the_partition(tmp_path: Path) -> None:
    module = mistake_an_asset_in_the_way

    @dg.asset(key=["forecast", "berlin"])
    def forecast() -> str:
        return "a forecast"

    resources = in_files(tmp_path)
    dg.materialize(
        [module.revenue], partition_key="berlin", resources=resources
    )
    dg.materialize([forecast], resources=resources)
    defs = dg.Definitions(assets=[module.revenue], resources=resources)
    value = defs.load_asset_value("revenue", partition_key="berlin")
    assert value == "revenue of one shop"


def test_the_key_of_the_run_is_not_the_key_of_every_asset(run: Run) -> None:
    assert run(f"{PAGE}/mistake_key_of_the_run") == [
        "orders-2026-01-05: 40 EUR",
        "tax_rate-2026-01-05: a quarter",
    ]


def test_the_next_day_stores_the_asset_without_partitions_again(
    tmp_path: Path,
) -> None:
    module = mistake_key_of_the_run
    manager = module.TextIOManager(folder=str(tmp_path))
    for day in (MONDAY, TUESDAY):
        dg.materialize(
            [module.tax_rate, module.orders],
            partition_key=day,
            resources={"io_manager": manager},
        )
    assert [name for name in files(tmp_path) if "tax_rate" in name] == [
        "tax_rate-2026-01-05",
        "tax_rate-2026-01-06",
    ]


def test_has_asset_partitions_tells_the_two_assets_apart() -> None:
    seen: dict[str, tuple[bool, bool]] = {}

    class Recorder(mistake_key_of_the_run.TextIOManager):
        def handle_output(self, context: dg.OutputContext, obj: object) -> None:
            seen[context.asset_key.to_user_string()] = (
                context.has_partition_key,
                context.has_asset_partitions,
            )

    dg.materialize(
        [mistake_key_of_the_run.tax_rate, mistake_key_of_the_run.orders],
        partition_key=MONDAY,
        resources={"io_manager": Recorder(folder="")},
    )
    assert seen == {"tax_rate": (True, False), "orders": (True, True)}


ASKED = "Tried to access partition_key on a non-partitioned run"


class AsksForOneKey(dg.IOManager):
    def __init__(self) -> None:
        self.has_partitions: dict[str, bool] = {}

    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        if context.asset_key.path[-1] in {"orders", "report"}:
            self.has_partitions["out"] = context.has_asset_partitions
            print(context.partition_key)

    def load_input(self, context: dg.InputContext) -> None:
        self.has_partitions["in"] = context.has_asset_partitions
        print(context.partition_key, context.asset_partition_keys)


def test_an_asset_without_partitions_is_stored_without_a_key() -> None:
    @dg.asset
    def orders() -> int:
        return 40

    io_manager = AsksForOneKey()
    with pytest.raises(Exception, match=ASKED):
        dg.materialize([orders], resources={"io_manager": io_manager})
    assert io_manager.has_partitions == {"out": False}


def test_an_asset_without_partitions_reads_all_keys() -> None:
    @dg.asset(partitions_def=dg.StaticPartitionsDefinition(["north", "south"]))
    def sales() -> int:
        return 40

    @dg.asset
    def revenue(sales: dict[str, int]) -> None: ...

    io_manager = AsksForOneKey()
    with pytest.raises(Exception, match=ASKED):
        dg.materialize(
            [sales, revenue],
            selection=[revenue],
            resources={"io_manager": io_manager},
        )
    assert io_manager.has_partitions == {"in": True}


def test_the_context_of_a_test_has_no_key_unless_it_is_given() -> None:
    io_manager = AsksForOneKey()
    with pytest.raises(Exception, match=ASKED):
        io_manager.handle_output(dg.build_output_context(asset_key="orders"), 1)
    with pytest.raises(Exception, match=ASKED):
        io_manager.load_input(dg.build_input_context(asset_key="orders"))
    assert io_manager.has_partitions == {"out": False, "in": False}
    context = dg.build_output_context(asset_key="orders", partition_key="north")
    assert context.partition_key == "north"


def test_a_check_without_partitions_loads_all_keys(run: Run) -> None:
    with pytest.raises(FileNotFoundError, match="storage/orders/paris"):
        run(f"{PAGE}/mistake_check_loads_every_key")


def test_a_check_with_partitions_gets_one_value_and_counts_for_its_key(
    run: Run,
) -> None:
    assert run(f"{PAGE}/one_key_for_a_check") == ["is_positive berlin True"]


@pytest.mark.parametrize(
    "module", [mistake_check_loads_every_key, one_key_for_a_check]
)
def test_a_shop_has_orders_and_none_fails_the_check(module: ModuleType) -> None:
    assert module.shops.get_partition_keys() == ["berlin", "paris"]
    assert module.orders() == 40
    assert module.is_positive(1).passed
    assert not module.is_positive(0).passed


def test_partitions_of_a_check_are_a_preview() -> None:
    with pytest.warns(dg.PreviewWarning, match="AssetCheckSpec"):

        @dg.asset_check(
            asset=one_key_for_a_check.orders,
            partitions_def=one_key_for_a_check.shops,
        )
        def checked() -> dg.AssetCheckResult:
            return dg.AssetCheckResult(passed=True)


def test_in_a_range_such_a_check_runs_once_and_its_result_has_no_key() -> None:
    shops = one_key_for_a_check.shops
    ran: list[list[str]] = []

    @dg.asset(partitions_def=shops)
    def orders() -> None: ...

    with pytest.warns(dg.PreviewWarning):

        @dg.asset_check(asset=orders, partitions_def=shops)
        def checked(
            context: dg.AssetCheckExecutionContext,
        ) -> dg.AssetCheckResult:
            ran.append(list(context.op_execution_context.partition_keys))
            return dg.AssetCheckResult(passed=True)

    ends = {
        "dagster/asset_partition_range_start": "berlin",
        "dagster/asset_partition_range_end": "paris",
    }
    result = dg.materialize([orders, checked], tags=ends)
    assert ran == [["berlin", "paris"]]
    [check] = result.get_asset_check_evaluations()
    assert check.partition is None


def test_no_other_warning_is_hidden(
    run: Run, recwarn: pytest.WarningsRecorder
) -> None:
    run(f"{PAGE}/one_key_for_a_check")
    warnings.warn("another", UserWarning, stacklevel=1)
    assert [str(each.message) for each in recwarn] == ["another"]
