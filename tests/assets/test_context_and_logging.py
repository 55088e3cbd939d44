"""Every claim of docs/assets/context_and_logging.md, proved."""

import logging
import shutil
import traceback
from pathlib import Path

import dagster as dg
import pytest

from snippets.assets.context_and_logging import (
    context_in_a_helper,
    five_levels,
    log_and_read_back,
    log_from_a_helper,
    log_of_a_library,
    what_the_context_knows,
)
from tests.conftest import ROOT, Mend, Run

PAGE = "assets/context_and_logging"


def logged(
    asset: dg.AssetsDefinition, instance: dg.DagsterInstance | None = None
) -> list[tuple[str, str]]:
    """Run an asset and give the level and text of each line of its log."""
    with instance or dg.DagsterInstance.ephemeral() as instance:
        result = dg.materialize([asset], instance=instance)
        return [
            (str(logging.getLevelName(int(entry.level))), entry.user_message)
            for entry in instance.all_logs(result.run_id)
            if not entry.is_dagster_event
        ]


def keys(defs: dg.Definitions) -> set[str]:
    dg.Definitions.validate_loadable(defs)
    graph = defs.resolve_asset_graph()
    return {key.to_user_string() for key in graph.get_all_asset_keys()}


def test_what_an_asset_logs_is_read_back_from_the_instance(run: Run) -> None:
    assert run(f"{PAGE}/log_and_read_back") == [
        "INFO 2 orders read",
        "WARNING only 100 euros",
    ]
    assert keys(log_and_read_back.defs) == {"orders"}


def test_a_log_stands_between_the_events_that_dagster_writes() -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        result = dg.materialize([log_and_read_back.orders], instance=instance)
        entries = instance.all_logs(result.run_id)
    kinds = [entry.is_dagster_event for entry in entries]
    first, last = kinds.index(False), len(kinds) - kinds[::-1].index(False)
    assert all(kinds[:first])
    assert all(kinds[last:])
    assert first > 0
    assert last < len(kinds)


def test_an_io_manager_logs_on_the_level_debug() -> None:
    @dg.asset
    def orders() -> list[int]:
        return [40]

    [(level, text)] = logged(orders)
    assert level == "DEBUG"
    assert text.startswith("Writing file at")


def test_the_context_knows_key_partition_run_and_past(run: Run) -> None:
    assert run(f"{PAGE}/what_the_context_knows") == [
        "shop/orders",
        "north",
        "correction",
        "True",
        "made for the first time",
    ]
    assert keys(what_the_context_knows.defs) == {"shop/orders"}


def test_the_program_also_runs_without_the_tag() -> None:
    asset = what_the_context_knows.orders
    assert dg.materialize([asset], partition_key="south").success


def test_the_context_sees_the_past_of_its_instance(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        for _ in range(2):
            dg.materialize(
                [what_the_context_knows.orders],
                partition_key="south",
                tags={"reason": "late orders"},
                instance=instance,
            )
    lines = capsys.readouterr().out.splitlines()
    assert lines[1:3] == ["south", "late orders"]
    assert (lines[4], lines[9]) == ("made for the first time", "made before")


def test_the_context_knows_whether_there_is_a_partition() -> None:
    seen: list[bool] = []

    @dg.asset
    def orders(context: dg.AssetExecutionContext) -> None:
        seen.append(context.has_partition_key)

    days = dg.StaticPartitionsDefinition(["mon"])

    @dg.asset(partitions_def=days)
    def daily_orders(context: dg.AssetExecutionContext) -> None:
        seen.append(context.has_partition_key)

    dg.materialize([orders])
    dg.materialize([daily_orders], partition_key="mon")
    assert seen == [False, True]


def test_run_id_on_the_context_is_deprecated_and_the_same_text() -> None:
    seen: list[str] = []

    @dg.asset
    def orders(context: dg.AssetExecutionContext) -> None:
        seen.append(context.run.run_id)
        with pytest.warns(DeprecationWarning, match="context.run.run_id"):
            seen.append(context.run_id)

    result = dg.materialize([orders])
    assert seen == [result.run_id, result.run_id]


def test_an_asset_may_leave_the_context_out() -> None:
    @dg.asset
    def orders() -> None: ...

    assert logged(orders) == []


def test_no_level_fails_the_run(run: Run) -> None:
    assert run(f"{PAGE}/five_levels") == [
        "True",
        "['DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL']",
        "['1 order without an amount', 'the shop returned old orders']",
    ]


def test_each_of_the_five_levels_is_kept() -> None:
    assert logged(five_levels.orders) == [
        ("DEBUG", "asked the shop for page 1"),
        ("INFO", "2 orders read"),
        ("WARNING", "1 order without a customer"),
        ("ERROR", "1 order without an amount"),
        ("CRITICAL", "the shop returned old orders"),
    ]


def test_a_helper_logs_to_the_run_that_it_works_for(run: Run) -> None:
    assert run(f"{PAGE}/log_from_a_helper") == [
        "100",
        "revenue 2 orders read",
    ]
    assert logged(log_from_a_helper.revenue) == [("INFO", "2 orders read")]


def test_the_log_of_a_named_library_is_kept(run: Run) -> None:
    assert run(f"{PAGE}/log_of_a_library") == ["page 2 came late"]


def test_the_log_of_a_library_that_is_not_named_is_not_kept() -> None:
    assert logged(log_of_a_library.orders) == []


def test_dagster_yaml_keeps_the_library_and_leaves_out_low_levels(
    tmp_path: Path,
) -> None:
    shutil.copy(ROOT / f"snippets/{PAGE}/dagster.yaml", tmp_path)

    @dg.asset
    def orders(context: dg.AssetExecutionContext) -> None:
        log_of_a_library.library.warning("page 2 came late")
        log_of_a_library.library.debug("page 2 has 100 orders")
        context.log.info("2 orders read")
        context.log.debug("asked the shop for page 1")

    instance = dg.DagsterInstance.from_config(str(tmp_path))
    assert logged(orders, instance) == [
        ("WARNING", "page 2 came late"),
        ("INFO", "2 orders read"),
    ]


def test_a_context_class_of_ones_own_is_refused(run: Run) -> None:
    with pytest.raises(dg.DagsterInvalidDefinitionError, match="ShopContext"):
        run(f"{PAGE}/mistake_own_context_class")


def test_the_context_of_something_else_is_refused() -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match="Cannot annotate"
    ):

        @dg.asset
        def orders(context: dg.InitResourceContext) -> None: ...


def test_a_future_import_makes_the_right_annotation_wrong(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError,
        match=r"with type dg\.AssetExecutionContext",
    ):
        run(f"{PAGE}/mistake_future_annotations")


def test_a_context_without_annotation_works_with_the_future_import() -> None:
    program = (
        "from __future__ import annotations\n"
        "import dagster as dg\n"
        "@dg.asset\n"
        "def orders(context) -> None:\n"
        "    context.log.info('2 orders read')\n"
    )
    names: dict[str, dg.AssetsDefinition] = {}
    exec(program, names)
    assert logged(names["orders"]) == [("INFO", "2 orders read")]


def test_a_context_behind_another_argument_is_refused(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvalidDefinitionError, match='"context" is not a valid name'
    ):
        run(f"{PAGE}/mistake_context_not_first")


def test_a_parameter_called_ctx_is_taken_for_an_asset() -> None:
    @dg.asset
    def orders(ctx: dg.AssetExecutionContext) -> None: ...

    assert orders.dependency_keys == {dg.AssetKey("ctx")}


def test_a_value_behind_a_comma_fails_the_asset(run: Run) -> None:
    with pytest.raises(TypeError, match="not all arguments converted"):
        run(f"{PAGE}/mistake_log_like_print")


def test_a_place_for_the_value_mends_it(mend: Mend) -> None:
    lines = mend(
        f"{PAGE}/mistake_log_like_print",
        {
            "read:": "read: %s",
            "    dg.materialize([orders])": """\
    with dg.DagsterInstance.ephemeral() as instance:
        result = dg.materialize([orders], instance=instance)
        entries = instance.all_logs(result.run_id)
        print(*[e.user_message for e in entries if not e.is_dagster_event])""",
        },
    )
    assert lines == ["orders read: 2"]


def test_values_go_behind_the_text() -> None:
    @dg.asset
    def orders(context: dg.AssetExecutionContext) -> None:
        context.log.info("orders read: %s", 2)

    assert logged(orders) == [("INFO", "orders read: 2")]


def test_python_itself_does_not_raise_for_a_value_behind_a_comma(
    capsys: pytest.CaptureFixture[str],
) -> None:
    log = logging.getLogger("shop_of_python")
    log.addHandler(logging.StreamHandler())
    log.propagate = False
    log.warning("orders read:", 2)
    assert "TypeError: not all arguments converted" in capsys.readouterr().err


def test_partition_key_fails_in_a_run_without_partitions(run: Run) -> None:
    with pytest.raises(
        dg.DagsterInvariantViolationError, match="Cannot access partition_key"
    ):
        run(f"{PAGE}/mistake_partition_of_an_unpartitioned_run")


def test_what_is_printed_is_not_in_the_log(run: Run) -> None:
    assert run(f"{PAGE}/mistake_print_in_place_of_log") == [
        "2 orders read",
        "['done']",
    ]


def test_log_exception_keeps_the_message_without_the_error(run: Run) -> None:
    assert run(f"{PAGE}/mistake_traceback_not_kept") == [
        "['no revenue today']",
        "[None]",
    ]


def test_a_failed_asset_keeps_its_traceback() -> None:
    @dg.asset
    def share() -> None:
        print(40 / 0)

    result = dg.materialize([share], raise_on_error=False)
    error = result.failure_data_for_node("share")
    assert error is not None
    assert "ZeroDivisionError" in str(error.error)
    assert "print(40 / 0)" in str(error.error)


def test_format_exc_puts_the_traceback_into_the_log() -> None:
    @dg.asset
    def share(context: dg.AssetExecutionContext) -> None:
        try:
            print(40 / 0)
        except ZeroDivisionError:
            context.log.error(traceback.format_exc())

    [(level, text)] = logged(share)
    assert level == "ERROR"
    assert text.startswith("Traceback")
    assert "ZeroDivisionError" in text


def test_a_helper_gets_the_context_of_its_run(run: Run) -> None:
    assert run(f"{PAGE}/context_in_a_helper") == ["shop-orders.csv"]
    assert keys(context_in_a_helper.defs) == {"shop/orders"}
    with pytest.raises(dg.DagsterInvariantViolationError):
        dg.AssetExecutionContext.get()


def test_ranges_and_checks_raise_the_same_message_without_a_key() -> None:
    asked: list[str] = []

    @dg.asset(partitions_def=dg.StaticPartitionsDefinition(["north"]))
    def orders() -> None: ...

    @dg.asset_check(asset=orders)
    def checked(context: dg.AssetCheckExecutionContext) -> dg.AssetCheckResult:
        asked.append(context.partition_key)
        return dg.AssetCheckResult(passed=True)

    @dg.asset
    def keys(context: dg.AssetExecutionContext) -> None:
        asked.extend(context.partition_keys)

    @dg.asset
    def key_range(context: dg.AssetExecutionContext) -> None:
        asked.append(context.partition_key_range.start)

    message = "Cannot access partition_key for a non-partitioned run"
    for asset in [keys, key_range]:
        with pytest.raises(dg.DagsterInvariantViolationError, match=message):
            dg.materialize([asset])
    alone = dg.AssetSelection.checks(checked)
    with pytest.raises(dg.DagsterInvariantViolationError, match=message):
        dg.materialize([orders, checked], selection=alone)
    dg.materialize([orders, checked], partition_key="north")
    assert asked == ["north"]
