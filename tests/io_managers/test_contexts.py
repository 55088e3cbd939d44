"""Every claim of docs/io_managers/contexts.md, proved."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import dagster as dg
import pytest

from docs._ext.core.site import ROOT
from snippets.io_managers.contexts import (
    ask_before_you_read,
    metadata_of_the_asset,
    mistake_key_of_no_partition,
    mistake_key_of_the_run,
    mistake_metadata_of_the_parameter,
    mistake_name_of_an_asset,
    mistake_one_key_of_many,
)
from tests.conftest import Mend, Run

PAGE = "io_managers/contexts"
FIRST, SECOND = "2025-05-01", "2025-05-02"
BOTH = {
    "dagster/asset_partition_range_start": FIRST,
    "dagster/asset_partition_range_end": SECOND,
}
days = dg.DailyPartitionsDefinition(FIRST, end_date="2025-05-03")
regions = dg.StaticPartitionsDefinition(["north", "south"])
each = dg.MultiPartitionsDefinition({"day": days, "region": regions})

Context = dg.InputContext | dg.OutputContext
Asked = tuple[str, str, str, str]


class Asking(dg.IOManager):
    """Asks each context the same questions."""

    def __init__(self) -> None:
        self.asked: dict[str, Asked] = {}
        self.said: dict[str, dict[str, object]] = {}

    def handle_output(self, context: dg.OutputContext, obj: object) -> None:
        self._ask("store", context)

    def load_input(self, context: dg.InputContext) -> int:
        self._ask("load", context)
        return 1

    def _ask(self, what: str, context: Context) -> None:
        def yes(it: bool) -> str:
            return "yes" if it else "no"

        def answer(ask: Callable[[], object]) -> object:
            try:
                return ask()
            except Exception as error:
                return error

        keys = answer(lambda: len(context.asset_partition_keys))
        self.asked[what] = (
            yes(context.has_asset_key),
            yes(context.has_asset_partitions),
            "error" if isinstance(keys, Exception) else str(keys),
            yes(context.has_partition_key),
        )
        self.said[what] = {
            "key": answer(lambda: context.asset_partition_key),
            "asset": answer(context.get_asset_identifier),
            "output": answer(context.get_identifier),
            "name": answer(lambda: context.name),
        }


Situation = Callable[[Asking], None]


@dg.asset
def plain() -> int:
    return 1


@dg.asset
def after_plain(plain: int) -> None: ...


@dg.asset(partitions_def=days)
def daily() -> int:
    return 1


@dg.asset(partitions_def=days)
def after_daily(daily: int) -> None: ...


@dg.asset
def all_days(daily: int) -> None: ...


@dg.asset(partitions_def=each)
def regional() -> int:
    return 1


@dg.asset(partitions_def=days)
def all_regions(regional: int) -> None: ...


@dg.op
def count() -> int:
    return 2


@dg.op
def report(rows: int) -> None: ...


def graph() -> None:
    report(count())


ASSETS = [
    *(plain, after_plain, daily, after_daily, all_days),
    *(regional, all_regions),
]


def assets(asking: Asking, *selection: Any, **options: Any) -> None:
    """Run assets; those that are not selected are only loaded."""
    resources = {"io_manager": asking}
    dg.materialize(
        ASSETS, resources=resources, selection=[*selection], **options
    )


def ops(asking: Asking, key: str | None = None) -> None:
    job = dg.job(
        name="reports",
        resource_defs={"io_manager": asking},
        partitions_def=days if key else None,
    )(graph)
    job.execute_in_process(partition_key=key)


def value(asking: Asking, asset: str, key: str | None = None) -> None:
    resources = {"io_manager": asking}
    with dg.instance_for_test() as instance:
        dg.Definitions(ASSETS, resources=resources).load_asset_value(
            asset, instance=instance, partition_key=key
        )


def only(asset: Any, **options: Any) -> Situation:
    def run(asking: Asking) -> None:
        assets(asking, asset, **options)

    return run


NORTH = dg.MultiPartitionKey({"day": FIRST, "region": "north"})
STORED: dict[str, Situation] = {
    "asset": only(plain),
    "asset, in a run for one key": lambda asking: assets(
        asking, daily, plain, partition_key=FIRST
    ),
    "partition": only(daily, partition_key=FIRST),
    "range of two days": only(daily, tags=BOTH),
    "day and region": only(regional, partition_key=NORTH),
    "op": ops,
    "op, in a run for one key": partial(ops, key=FIRST),
}
LOADED: dict[str, Situation] = {
    "asset": only(after_plain),
    "partition": only(after_daily, partition_key=FIRST),
    "range of two days": only(after_daily, tags=BOTH),
    "two days, by an asset without partitions": only(all_days),
    "two regions of a day": only(all_regions, partition_key=FIRST),
    "op": ops,
    '`load_asset_value("plain")`': partial(value, asset="plain"),
    '`load_asset_value("daily", partition_key=...)`': partial(
        value, asset="daily", key=FIRST
    ),
    '`load_asset_value("daily")`': partial(value, asset="daily"),
}


def rows_of(header: str) -> dict[str, Asked]:
    """Read the table of the page whose header begins so."""
    text = (ROOT / f"docs/{PAGE}.md").read_text()
    _header, _line, *rows = (
        text[text.index(f"| {header} |") :].partition("\n\n")[0].splitlines()
    )
    cells = [[it.strip() for it in row.strip("|").split("|")] for row in rows]
    return {first: (a, b, c, d) for first, a, b, c, d in cells}


@pytest.mark.parametrize(
    ("header", "what", "situations"),
    [
        ("what is stored", "store", STORED),
        ("what is loaded", "load", LOADED),
    ],
)
def test_each_context_knows_what_the_tables_say(
    header: str, what: str, situations: dict[str, Situation]
) -> None:
    found = {}
    for situation, run in situations.items():
        asking = Asking()
        run(asking)
        found[situation] = asking.asked[what]
    assert found == rows_of(header)


def said_by(run: Situation, what: str) -> dict[str, object]:
    asking = Asking()
    run(asking)
    return asking.said[what]


def test_an_asset_and_its_key_are_one_identifier() -> None:
    stored = said_by(STORED["partition"], "store")
    assert (stored["key"], stored["asset"]) == (FIRST, ["daily", FIRST])
    assert said_by(STORED["asset"], "store")["asset"] == ["plain"]
    loaded = said_by(LOADED["partition"], "load")
    assert (loaded["key"], loaded["asset"]) == (FIRST, ["daily", FIRST])


@pytest.mark.parametrize(
    ("run", "what", "message"),
    [
        (STORED["range of two days"], "store", "output partitions != 1"),
        (LOADED["range of two days"], "load", "input partitions != 1"),
        (STORED["asset"], "store", "The output does not correspond to a part"),
        (LOADED["asset"], "load", "The input does not correspond to a part"),
        (LOADED["op"], "load", "The input does not correspond to a part"),
        (
            LOADED['`load_asset_value("daily")`'],
            "load",
            "The input does not correspond to a part",
        ),
    ],
)
def test_one_key_is_an_error_for_none_and_for_many(
    run: Situation, what: str, message: str
) -> None:
    assert message in str(said_by(run, what)["key"])


def test_two_keys_have_no_identifier_of_an_asset() -> None:
    said = said_by(STORED["range of two days"], "store")
    assert isinstance(said["asset"], Exception)


def test_an_op_has_the_run_the_step_and_the_output() -> None:
    asking = Asking()
    ops(asking)
    identifier = asking.said["load"]["output"]
    assert isinstance(identifier, Sequence)
    run_id, *rest = identifier
    assert rest == ["count", "result"]
    assert len(run_id) == 36


def test_the_keys_of_a_static_definition_are_all_there() -> None:
    seen: list[str] = []

    class Keys(dg.IOManager):
        def handle_output(self, context: dg.OutputContext, obj: object) -> None:
            seen.extend(context.asset_partition_keys)

        def load_input(self, context: dg.InputContext) -> None: ...

    @dg.asset(partitions_def=regions)
    def orders() -> int:
        return 1

    tags = dict(zip(BOTH, ["north", "south"], strict=True))
    dg.materialize([orders], resources={"io_manager": Keys()}, tags=tags)
    assert sorted(seen) == ["north", "south"]


def test_the_name_of_an_output_is_result_and_of_an_input_the_parameter() -> (
    None
):
    assert said_by(STORED["asset"], "store")["name"] == "result"
    assert said_by(LOADED["asset"], "load")["name"] == "plain"
    outside = said_by(LOADED['`load_asset_value("plain")`'], "load")["name"]
    assert "Attempting to access name" in str(outside)


def test_what_is_stored_and_loaded_is_named_in_each_case(run: Run) -> None:
    assert run(f"{PAGE}/ask_before_you_read") == [
        "store orders/2025-05-01",
        "load orders/2025-05-01 orders/2025-05-02",
        "store revenue",
        "store count/result",
        "load orders/2025-05-02",
    ]


def test_defs_of_the_first_program_have_assets_and_a_job() -> None:
    defs = ask_before_you_read.defs
    assert {
        it.key.to_user_string() for it in defs.resolve_all_asset_specs()
    } == {
        "orders",
        "revenue",
    }
    assert defs.resolve_job_def("reports").name == "reports"
    key = dg.AssetKey(["shop", "orders"])
    names = ask_before_you_read.Names().names
    assert names(dg.build_output_context(asset_key=key)) == ["shop/orders"]


def test_metadata_of_the_asset_is_in_the_upstream_output(run: Run) -> None:
    assert run(f"{PAGE}/metadata_of_the_asset") == [
        "store in sales",
        "load from sales",
        "store in totals",
    ]


def test_the_upstream_output_is_there_in_other_runs_and_outside_a_run(
    capsys: pytest.CaptureFixture[str],
) -> None:
    orders, revenue = (
        metadata_of_the_asset.orders,
        metadata_of_the_asset.revenue,
    )
    tables = {"io_manager": metadata_of_the_asset.Tables()}
    external = dg.AssetSpec("orders", metadata={"table": "bought"})
    dg.materialize([orders, revenue], resources=tables, selection=[revenue])
    dg.materialize([external, revenue], resources=tables)
    with dg.instance_for_test() as instance:
        dg.Definitions([orders], resources=tables).load_asset_value(
            "orders", instance=instance
        )
    assert [
        line
        for line in capsys.readouterr().out.splitlines()
        if line.startswith("load")
    ] == ["load from sales", "load from bought", "load from sales"]


def test_a_context_that_a_test_builds_has_no_upstream_output(
    capsys: pytest.CaptureFixture[str],
) -> None:
    metadata_of_the_asset.Tables().load_input(dg.build_input_context())
    assert not capsys.readouterr().out


def test_each_asset_has_the_same_name(run: Run) -> None:
    assert run(f"{PAGE}/mistake_name_of_an_asset") == ["['result.txt']"]


def test_the_key_of_the_asset_names_a_file_for_each(mend: Mend) -> None:
    changes = {
        "{context.name}": "{context.asset_key.path[-1]}",
        "[path.name for path in Path(folder).iterdir()]": (
            "sorted(path.name for path in Path(folder).iterdir())"
        ),
    }
    mended = mend(f"{PAGE}/mistake_name_of_an_asset", changes)
    assert mended == ["['customers.txt', 'orders.txt']"]


def test_under_its_own_name_a_parameter_finds_no_file(
    tmp_path: Any,
) -> None:
    files = mistake_name_of_an_asset.TextFiles(folder=str(tmp_path))

    @dg.asset
    def report(customers: str) -> None: ...

    with pytest.raises(FileNotFoundError, match=r"customers\.txt"):
        dg.materialize(
            [mistake_name_of_an_asset.customers, report],
            resources={"io_manager": files},
        )
    (tmp_path / "customers.txt").write_text("Ada")
    context = dg.build_input_context(name="customers")
    assert files.load_input(context) == "Ada"
    assert (tmp_path / "result.txt").read_text() == "Ada"


def test_the_key_of_the_run_is_not_the_day_before(run: Run) -> None:
    assert run(f"{PAGE}/mistake_key_of_the_run") == ["load 2025-05-03"]


def test_the_key_of_the_asset_is_the_day_before(mend: Mend) -> None:
    changes = {"context.partition_key": "context.asset_partition_key"}
    mended = mend(f"{PAGE}/mistake_key_of_the_run", changes)
    assert mended == ["load 2025-05-02"]


def test_one_key_of_many_raises_an_error(run: Run) -> None:
    with pytest.raises(Exception, match="number of input partitions != 1"):
        run(f"{PAGE}/mistake_one_key_of_many")


def test_all_keys_fix_it(mend: Mend) -> None:
    changes = {"context.asset_partition_key": "*context.asset_partition_keys"}
    mended = mend(f"{PAGE}/mistake_one_key_of_many", changes)
    assert mended == ["load 2025-05-01 2025-05-02 2025-05-03"]


@pytest.mark.parametrize(
    "page", [mistake_key_of_the_run, mistake_one_key_of_many]
)
def test_what_is_loaded_by_these_can_be_stored(page: Any) -> None:
    result = dg.materialize(
        [page.orders],
        resources={"io_manager": page.Printed()},
        partition_key=FIRST,
    )
    assert result.output_for_node("orders") == 40


def test_an_asset_without_partitions_has_no_key(run: Run) -> None:
    with pytest.raises(Exception, match="does not correspond to a partitioned"):
        run(f"{PAGE}/mistake_key_of_no_partition")
    days_of = mistake_key_of_no_partition.Printed()
    context = dg.build_input_context()
    days_of.load_input(context)


def test_to_ask_first_fixes_it(mend: Mend) -> None:
    wrong = 'print("store", context.asset_partition_key)'
    right = 'print("store", context.has_asset_partitions)'
    mended = mend(f"{PAGE}/mistake_key_of_no_partition", {wrong: right})
    assert mended == ["store False"]


def test_an_op_has_no_asset_key(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvariantViolationError, match="to access asset_key"
    ):
        run(f"{PAGE}/mistake_asset_key_of_an_op")


def test_the_identifier_of_the_op_fixes_it(mend: Mend) -> None:
    changes = {
        "context.asset_key.to_user_string()": (
            "context.has_asset_key, *context.get_identifier()[1:]"
        )
    }
    mended = mend(f"{PAGE}/mistake_asset_key_of_an_op", changes)
    assert mended == ["store False count result"]


def test_the_metadata_of_the_parameter_is_empty(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(f"{PAGE}/mistake_metadata_of_the_parameter") == [
        "store in sales",
        "load from main",
        "store in totals",
    ]

    @dg.asset(ins={"orders": dg.AssetIn(metadata={"table": "mine"})})
    def report(orders: object) -> None: ...

    tables = mistake_metadata_of_the_parameter.Tables()
    orders = mistake_metadata_of_the_parameter.orders
    dg.materialize([orders, report], resources={"io_manager": tables})
    assert "load from mine" in capsys.readouterr().out


def test_the_upstream_output_fixes_it(mend: Mend) -> None:
    wrong = '"load from", context.definition_metadata'
    right = '"load from", context.upstream_output.definition_metadata'
    mended = mend(f"{PAGE}/mistake_metadata_of_the_parameter", {wrong: right})
    assert mended[1] == "load from sales"


def test_each_asset_and_op_returns_its_value() -> None:
    first = ask_before_you_read
    assert (first.orders(), first.revenue(0), first.count()) == (40, 65, 2)
    for page in (metadata_of_the_asset, mistake_metadata_of_the_parameter):
        assert (page.orders(), page.revenue(0)) == (40, 65)
    assert mistake_key_of_no_partition.orders() == 40
    assert mistake_key_of_the_run.growth(0) == 15
    assert mistake_one_key_of_many.revenue(0) == 65
    assert mistake_name_of_an_asset.orders() == "40 25"
