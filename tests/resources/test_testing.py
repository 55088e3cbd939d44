"""Every claim of docs/resources/testing.md, proved."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest import mock

import dagster as dg
import duckdb
import pytest

from snippets.resources.testing import (
    fake_by_subclass,
    fake_that_remembers,
    mistake_asserts_nothing,
    mistake_context_without_with,
    mistake_fake_remembers_nothing,
    mistake_method_that_is_not_there,
    mistake_patched_object,
    mistake_resources_twice,
    real_database,
    replace_one_resource,
    resource_alone,
    what_was_asked,
    with_a_context,
    with_an_open_resource,
)
from tests.conftest import Mend, Run

PAGE = "resources/testing"


@pytest.mark.parametrize(
    "name",
    [
        "fake_by_subclass",
        "real_database",
        "with_a_context",
        "with_an_open_resource",
        "resource_alone",
        "what_was_asked",
        "fake_that_remembers",
    ],
)
def test_each_shown_test_passes(run: Run, name: str) -> None:
    assert run(f"{PAGE}/{name}") == ["passed"]


@pytest.mark.parametrize("wrong", [max, min, len, lambda rows: 0])
def test_the_test_with_a_fake_fails_when_the_asset_is_wrong(
    monkeypatch: pytest.MonkeyPatch, wrong: Callable[[list[int]], int]
) -> None:
    @dg.asset
    def revenue(database: fake_by_subclass.Database) -> int:
        rows = database.query("select amount from orders")
        return wrong([amount for (amount,) in rows])

    monkeypatch.setattr(fake_by_subclass, "revenue", revenue)
    with pytest.raises(AssertionError):
        fake_by_subclass.test_revenue_is_the_sum_of_all_amounts()


def test_the_function_under_test_is_an_asset() -> None:
    assert isinstance(real_database.big_orders, dg.AssetsDefinition)


@pytest.mark.parametrize("wrong", ["> 50", "<= 50", "> 0", "= 50", ">= 51"])
def test_the_test_with_a_database_fails_when_the_sql_is_wrong(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, wrong: str
) -> None:
    @dg.asset
    def big_orders(database: real_database.Database) -> int:
        sql = f"select count(*) from orders where amount {wrong}"
        return database.query(sql)[0][0]

    monkeypatch.setattr(real_database, "big_orders", big_orders)
    with pytest.raises(AssertionError):
        real_database.test_an_order_is_big_from_50_on(tmp_path)


@pytest.mark.parametrize(
    "page",
    [
        fake_by_subclass,
        fake_that_remembers,
        mistake_asserts_nothing,
        mistake_fake_remembers_nothing,
        mistake_method_that_is_not_there,
        mistake_patched_object,
        mistake_resources_twice,
        real_database,
        replace_one_resource,
        what_was_asked,
    ],
)
def test_the_resource_that_is_replaced_asks_a_real_database(
    page: ModuleType, tmp_path: Path
) -> None:
    database = page.Database(path=str(tmp_path / "shop.duckdb"))
    database.query("create table orders as select 40 as amount")
    assert database.query("select amount from orders") == [(40,)]


@pytest.mark.parametrize(
    "page",
    [
        fake_by_subclass,
        fake_that_remembers,
        mistake_asserts_nothing,
        mistake_fake_remembers_nothing,
        mistake_patched_object,
        mistake_resources_twice,
        what_was_asked,
    ],
)
def test_with_a_real_database_the_asset_reads_the_amounts(
    page: ModuleType, tmp_path: Path
) -> None:
    database = page.Database(path=str(tmp_path / "shop.duckdb"))
    database.query("create table orders as select unnest([40, 60]) as amount")
    takes_context = page is mistake_resources_twice
    contexts = [dg.build_asset_context()] if takes_context else []
    assert page.revenue(*contexts, database=database) == 100
    assert isinstance(page.revenue, dg.AssetsDefinition)


@pytest.mark.parametrize(
    "page",
    [fake_by_subclass, mistake_fake_remembers_nothing, mistake_resources_twice],
)
def test_the_fake_says_that_it_uses_no_path(page: ModuleType) -> None:
    assert page.FakeDatabase().path == "not used"


def test_a_fake_answers_wrong_sql_too() -> None:
    @dg.asset
    def revenue(database: fake_by_subclass.Database) -> int:
        return sum(amount for (amount,) in database.query("no sql at all"))

    assert revenue(database=fake_by_subclass.FakeDatabase()) == 100


def test_the_test_of_several_assets_passes(run: Run) -> None:
    assert run(f"{PAGE}/replace_one_resource") == []


def test_the_test_of_several_assets_fails_without_the_currency(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    @dg.asset
    def revenue(orders: list[int], rate: dg.ResourceParam[float]) -> float:
        return float(sum(orders))

    monkeypatch.setattr(replace_one_resource, "revenue", revenue)
    with pytest.raises(AssertionError):
        replace_one_resource.test_revenue_is_in_the_currency_of_the_shop()


def test_the_other_resources_are_those_of_production() -> None:
    page = replace_one_resource
    assert page.resources["rate"] == 1.25
    assert page.resources["database"] == page.Database(path="shop.duckdb")
    fake = page.FakeDatabase(path="not used")
    result = dg.materialize(
        [page.orders, page.revenue],
        resources={**page.resources, "database": fake},
    )
    assert result.output_for_node("orders") == [40, 60]
    assert result.output_for_node("revenue") == 125
    keys = [
        event.asset_key for event in result.get_asset_materialization_events()
    ]
    assert keys == [dg.AssetKey("orders"), dg.AssetKey("revenue")]


def test_the_orders_are_read_from_the_database(tmp_path: Path) -> None:
    page = replace_one_resource
    database = page.Database(path=str(tmp_path / "shop.duckdb"))
    database.query("create table orders as select unnest([40, 60]) as amount")
    assert page.orders(database=database) == [40, 60]


def test_the_test_with_a_context_fails_when_the_day_is_ignored(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    @dg.asset(partitions_def=with_a_context.days)
    def daily_revenue(
        context: dg.AssetExecutionContext,
        sales: dg.ResourceParam[dict[str, int]],
    ) -> int:
        return sum(sales.values())

    monkeypatch.setattr(with_a_context, "daily_revenue", daily_revenue)
    with pytest.raises(AssertionError):
        with_a_context.test_only_the_day_of_the_partition_counts()


def test_a_run_of_one_day_gives_the_revenue_of_that_day() -> None:
    page = with_a_context
    sales = {"2026-01-01": 40, "2026-01-02": 25}
    result = dg.materialize(
        [page.daily_revenue],
        partition_key="2026-01-01",
        resources={"sales": sales},
    )
    assert result.output_for_node("daily_revenue") == 40
    assert page.days.start == datetime(2026, 1, 1, tzinfo=UTC)


def test_without_a_partition_key_the_asset_fails() -> None:
    with pytest.raises(Exception, match="non-partitioned run"):
        with_a_context.daily_revenue(dg.build_asset_context(), sales={})


@pytest.mark.parametrize("function", ["min", "max", "count"])
def test_the_test_with_an_open_resource_fails_when_the_sql_is_wrong(
    monkeypatch: pytest.MonkeyPatch, function: str
) -> None:
    page = with_an_open_resource

    @dg.asset
    def revenue(
        context: dg.AssetExecutionContext, database: page.Database
    ) -> int:
        return database.query(f"select {function}(amount) from orders")[0][0]

    monkeypatch.setattr(page, "revenue", revenue)
    with pytest.raises(AssertionError):
        page.test_revenue_is_the_sum_of_all_amounts()


@pytest.mark.parametrize(
    "page",
    [with_an_open_resource, resource_alone, mistake_context_without_with],
)
def test_the_resource_opens_and_closes(page: ModuleType) -> None:
    database = page.Database(path=":memory:")
    with dg.build_asset_context(resources={"database": database}) as context:
        in_context = context.resources.database
        assert in_context.query("select 40") == [(40,)]
    with dg.build_resources({"database": database}) as shop:
        alone = shop.database
        assert alone.query("select 40") == [(40,)]
    for closed in (in_context, alone):
        with pytest.raises(duckdb.ConnectionException):
            closed.query("select 40")


@pytest.mark.parametrize(
    "page",
    [with_an_open_resource, resource_alone, mistake_context_without_with],
)
def test_the_resource_that_nobody_opened_has_no_connection(
    page: ModuleType,
) -> None:
    with pytest.raises(AttributeError, match="no attribute '_connection'"):
        page.Database(path=":memory:").query("select 40")


def test_the_test_of_a_resource_fails_when_it_gives_no_rows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Database(resource_alone.Database):
        def query(self, sql: str) -> list[tuple[int, ...]]:
            return []

    monkeypatch.setattr(resource_alone, "Database", Database)
    with pytest.raises(AssertionError):
        resource_alone.test_a_query_gives_rows()


@pytest.mark.parametrize("sql", ["from orders", "select amount from order"])
def test_the_test_of_the_question_fails_when_another_is_asked(
    monkeypatch: pytest.MonkeyPatch, sql: str
) -> None:
    @dg.asset
    def revenue(database: what_was_asked.Database) -> int:
        return sum(amount for (amount,) in database.query(sql))

    monkeypatch.setattr(what_was_asked, "revenue", revenue)
    with pytest.raises(AssertionError, match="expected call not found"):
        what_was_asked.test_only_amounts_are_read()


def test_the_test_of_the_question_fails_when_it_is_asked_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    @dg.asset
    def revenue(database: what_was_asked.Database) -> int:
        database.query("select amount from orders")
        rows = database.query("select amount from orders")
        return sum(amount for (amount,) in rows)

    monkeypatch.setattr(what_was_asked, "revenue", revenue)
    with pytest.raises(AssertionError, match="Called 2 times"):
        what_was_asked.test_only_amounts_are_read()


def test_autospec_has_the_real_signature() -> None:
    kind = what_was_asked.Database
    with (
        mock.patch.object(kind, "query", autospec=True),
        pytest.raises(TypeError, match="too many positional arguments"),
    ):
        kind.query(kind(path="-"), "select 1", "select 2")  # type: ignore[call-arg]


def test_called_once_with_asserts_nothing(run: Run) -> None:
    assert run(f"{PAGE}/mistake_asserts_nothing") == ["passed"]


def test_the_right_name_of_the_assertion_mends_it(mend: Mend) -> None:
    changes = {"assert database.query.called": "database.query.assert_called"}
    with pytest.raises(
        AssertionError, match=r"\('drop table orders'\)"
    ) as error:
        mend(f"{PAGE}/mistake_asserts_nothing", changes)
    assert "select amount from orders" in str(error.value)


def test_only_before_python_3_12_every_mock_takes_that_name() -> None:
    query = mock.Mock()
    if sys.version_info < (3, 12):
        assert query.called_once_with("drop table orders")
    else:
        with pytest.raises(AttributeError, match="not a valid assertion"):
            query.called_once_with("drop table orders")


def test_the_right_name_fails_with_the_wrong_question() -> None:
    query = mock.Mock(return_value=[(40,)])
    database = mock.Mock(query=query)
    mistake_asserts_nothing.revenue(database=database)
    query.assert_called_once_with("select amount from orders")
    with pytest.raises(AssertionError, match="expected call not found"):
        query.assert_called_once_with("drop table orders")


def test_a_plain_mock_has_every_method(run: Run) -> None:
    assert run(f"{PAGE}/mistake_method_that_is_not_there") == ["passed"]
    page = mistake_method_that_is_not_there
    with pytest.raises(AttributeError, match="fetch"):
        page.revenue(database=page.Database(path=":memory:"))


def test_the_asset_works_where_the_method_is(tmp_path: Path) -> None:
    page = mistake_method_that_is_not_there

    class Database(page.Database):
        def fetch(self, sql: str) -> list[tuple[int, ...]]:
            return self.query(sql)

    database = Database(path=str(tmp_path / "shop.duckdb"))
    database.query("create table orders as select 40 as amount")
    assert page.revenue(database=database) == 40
    assert isinstance(page.revenue, dg.AssetsDefinition)


def test_the_asset_does_not_get_the_mock_that_has_the_class_as_its_spec() -> (
    None
):
    seen: list[object] = []

    @dg.asset
    def revenue(database: fake_by_subclass.Database) -> None:
        seen.append(database)

    database = mock.Mock(spec=fake_by_subclass.Database)
    revenue(database=database)
    assert isinstance(seen[0], mock.Mock)
    assert seen[0] is not database


def test_a_mock_with_names_as_its_spec_knows_the_names() -> None:
    page = mistake_method_that_is_not_there
    database = mock.Mock(spec=["query"])
    with pytest.raises(AttributeError, match="no attribute 'fetch'"):
        page.revenue(database=database)
    database.query.return_value = [(40,), (60,)]
    assert fake_by_subclass.revenue(database=database) == 100


def test_without_with_a_resource_is_called_a_generator(run: Run) -> None:
    with pytest.raises(dg.DagsterError, match="resource is a generator"):
        run(f"{PAGE}/mistake_context_without_with")


def test_with_mends_the_test(mend: Mend) -> None:
    changes = {
        "context = dg": "with dg",
        "database})\n    assert": "database}) as context:\n        assert",
    }
    mend(f"{PAGE}/mistake_context_without_with", changes)


def test_with_or_an_argument_is_the_remedy() -> None:
    page = mistake_context_without_with
    database = page.Database(path=":memory:")
    with dg.build_asset_context(resources={"database": database}) as context:
        assert page.revenue(context) == 40
    assert page.revenue(database=database) == 40


def test_an_argument_is_opened_and_closed_around_the_call() -> None:
    seen: list[str] = []

    class Database(mistake_context_without_with.Database):
        def setup_for_execution(self, context: dg.InitResourceContext) -> None:
            super().setup_for_execution(context)
            seen.append("opened")

        def query(self, sql: str) -> list[tuple[int, ...]]:
            seen.append("asked")
            return super().query(sql)

        def teardown_after_execution(
            self, context: dg.InitResourceContext
        ) -> None:
            super().teardown_after_execution(context)
            seen.append("closed")

    mistake_context_without_with.revenue(database=Database(path=":memory:"))
    assert seen == ["opened", "asked", "closed"]


def test_resources_go_into_the_context_or_the_arguments(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(dg.DagsterError, match="in both context and kwargs"):
        run(f"{PAGE}/mistake_resources_twice")
    page = mistake_resources_twice
    database = page.FakeDatabase()
    assert page.revenue(dg.build_asset_context(), database=database) == 100
    assert " - read 2 orders\n" in capsys.readouterr().err


def test_a_fake_does_not_see_what_its_copy_collects(run: Run) -> None:
    assert run(f"{PAGE}/mistake_fake_remembers_nothing") == ["[]"]
    page = mistake_fake_remembers_nothing
    database = page.FakeDatabase()
    assert page.revenue(database=database) == 100
    assert database._asked == []


def test_the_copy_that_the_asset_gets_has_collected() -> None:
    page = mistake_fake_remembers_nothing
    seen: list[list[str]] = []

    class FakeDatabase(page.FakeDatabase):
        def query(self, sql: str) -> list[tuple[int, ...]]:
            rows = super().query(sql)
            seen.append(self._asked)
            return rows

    page.revenue(database=FakeDatabase())
    assert seen == [["select amount from orders"]]


def test_the_test_of_a_fake_that_remembers_fails_when_it_is_asked_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    @dg.asset
    def revenue(database: fake_that_remembers.Database) -> None:
        database.query("select amount from orders")
        database.query("select amount from orders")

    monkeypatch.setattr(fake_that_remembers, "revenue", revenue)
    with pytest.raises(AssertionError):
        fake_that_remembers.test_orders_are_read_once()


def test_a_resource_object_cannot_be_patched(run: Run) -> None:
    with pytest.raises(ValueError, match="Instance is frozen"):
        run(f"{PAGE}/mistake_patched_object")


def test_the_class_in_place_of_the_object_mends_it(mend: Mend) -> None:
    changes = {"patch.object(database,": "patch.object(Database,"}
    mend(f"{PAGE}/mistake_patched_object", changes)


@pytest.mark.parametrize(
    ("build", "named"),
    [
        (dg.build_asset_context, "build_op_context"),
        (dg.build_op_context, "build_op_context"),
        (dg.build_sensor_context, "build_sensor_context"),
        (dg.build_schedule_context, "build_schedule_context"),
        (dg.build_hook_context, "build_hook_context"),
        (dg.build_input_context, "build_input_context"),
        (dg.build_output_context, "build_output_context"),
        (dg.build_init_resource_context, "build_init_resource_context"),
    ],
)
def test_the_message_names_the_function_that_builds_the_context(
    build: Callable[..., Any], named: str
) -> None:
    class Database(dg.ConfigurableResource):
        def teardown_after_execution(
            self, context: dg.InitResourceContext
        ) -> None: ...

    resources = {"database": Database()}
    message = rf"is a generator.*\s.*`with {named}\("
    with pytest.raises(dg.DagsterInvariantViolationError, match=message):
        print(build(resources=resources).resources)
    with build(resources=resources) as context:
        assert isinstance(context.resources.database, Database)
