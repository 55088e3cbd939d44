"""A shop of which a single run tries what the pages say of runs."""

import enum
import logging
from collections.abc import Iterator

import dagster as dg

from tests._machinery.ways.notes import note


class Login(dg.ConfigurableResource):
    user: str

    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        note(context.run_id, f"login opened for {self.user}")

    def teardown_after_execution(self, context: dg.InitResourceContext) -> None:
        note(context.run_id, "login closed")


class Database(dg.ConfigurableResource):
    login: Login
    rows: int = 1

    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        note(context.run_id, f"database opened for {self.login.user}")

    def teardown_after_execution(self, context: dg.InitResourceContext) -> None:
        note(context.run_id, f"database of {self.rows} closed")


class Unused(dg.ConfigurableResource):
    def setup_for_execution(self, context: dg.InitResourceContext) -> None:
        note(context.run_id, "unused opened")


class Region(enum.Enum):
    NORTH = "n"
    SOUTH = "s"


class Rows(dg.Config):
    region: Region = Region.NORTH
    rows: int = 1


@dg.failure_hook
def failed(context: dg.HookContext) -> None:
    note(context.run_id, f"hook: {context.op.name} failed")


@dg.success_hook
def succeeded(context: dg.HookContext) -> None:
    note(context.run_id, f"hook: {context.op.name} succeeded")


@dg.success_hook
def raises(context: dg.HookContext) -> None:
    raise ValueError(context.op.name)


@dg.success_hook
def of_the_job(context: dg.HookContext) -> None:
    if context.op.name == "customers":
        note(context.run_id, "hook of the job")


@dg.asset(code_version="1", metadata={"defined": 1}, hooks={succeeded})
def orders(
    context: dg.AssetExecutionContext, config: Rows, database: Database
) -> dg.Output[list[int]]:
    note(context.run.run_id, f"orders: {config.region.name} {config.rows}")
    context.log.info("logged")
    dg.get_dagster_logger().info("logged by a helper")
    logging.getLogger("shop").warning("logged by a library")
    print("printed")
    return dg.Output([40, 2], metadata={"rows": 2})


@dg.asset
def customers(context: dg.AssetExecutionContext, config: Rows) -> None:
    note(context.run.run_id, f"customers: {config.region.name} {config.rows}")
    note(context.run.run_id, f"team: {context.run.tags.get('team')}")


@dg.asset
def revenue(
    context: dg.AssetExecutionContext, orders: list[int], database: Database
) -> int:
    note(context.run.run_id, f"revenue: {sum(orders)}")
    return sum(orders)


@dg.asset(deps=[revenue], hooks={raises})
def newsletter(context: dg.AssetExecutionContext) -> None:
    note(context.run.run_id, "newsletter")


@dg.asset(retry_policy=dg.RetryPolicy(max_retries=3), hooks={failed})
def flaky(context: dg.AssetExecutionContext, database: Database) -> None:
    note(context.run.run_id, f"flaky: {context.retry_number}")
    if context.retry_number < 2:
        raise ConnectionError


@dg.asset
def asks_again(context: dg.AssetExecutionContext) -> None:
    note(context.run.run_id, f"asks again: {context.retry_number}")
    if context.retry_number < 2:
        raise dg.RetryRequested(max_retries=2)


@dg.asset
def tried_by_the_job(context: dg.AssetExecutionContext) -> None:
    note(context.run.run_id, f"tried by the job: {context.retry_number}")
    if context.retry_number == 0:
        raise ConnectionError


@dg.asset(retry_policy=dg.RetryPolicy(max_retries=2), hooks={failed})
def given_up(context: dg.AssetExecutionContext) -> list[int]:
    note(context.run.run_id, f"given up: {context.retry_number}")
    context.add_output_metadata({"rows": 2})
    raise dg.Failure(allow_retries=False)


@dg.asset(retry_policy=dg.RetryPolicy(max_retries=1), hooks={failed})
def never_works(context: dg.AssetExecutionContext) -> None:
    note(context.run.run_id, f"never works: {context.retry_number}")
    raise ValueError


@dg.asset(deps=[given_up], hooks={failed})
def after_a_failure(context: dg.AssetExecutionContext) -> None:
    note(context.run.run_id, "after a failure")


@dg.asset
def wrong_type(context: dg.AssetExecutionContext) -> int:
    value: object = "40"
    return value  # type: ignore[return-value]


@dg.multi_asset(
    specs=[dg.AssetSpec("invoices"), dg.AssetSpec("letters")],
    retry_policy=dg.RetryPolicy(max_retries=1),
)
def reports_too_early(
    context: dg.AssetExecutionContext,
) -> Iterator[dg.MaterializeResult[object]]:
    yield dg.MaterializeResult(asset_key="invoices")
    if context.retry_number == 0:
        raise ConnectionError
    yield dg.MaterializeResult(asset_key="letters")


@dg.multi_asset(
    specs=[
        dg.AssetSpec("new", skippable=True),
        dg.AssetSpec("nothing_new", skippable=True),
    ],
)
def skips() -> Iterator[dg.MaterializeResult[object]]:
    yield dg.MaterializeResult(asset_key="new")


@dg.asset(deps=["nothing_new"])
def after_nothing_new(context: dg.AssetExecutionContext) -> None:
    note(context.run.run_id, "after nothing new")


@dg.asset_check(asset=orders)
def enough(orders: list[int]) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=len(orders) > 2)


@dg.asset_check(asset=orders, blocking=True)
def warned() -> dg.AssetCheckResult:
    severity = dg.AssetCheckSeverity.WARN
    return dg.AssetCheckResult(passed=False, severity=severity)


@dg.asset_check(asset=orders)
def raised() -> dg.AssetCheckResult:
    raise ValueError


@dg.asset_check(asset=orders, blocking=True)
def returned_false() -> dg.AssetCheckResult:
    value: object = False
    return value  # type: ignore[return-value]


@dg.asset_check(asset=given_up)
def never_asked() -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=True)


login = Login.configure_at_launch(user=dg.EnvVar("SHOP_USER"))
shop_job = dg.define_asset_job(
    "shop_job",
    config=dg.RunConfig(
        {
            "orders": Rows(region=Region.SOUTH, rows=5),
            "customers": Rows(region=Region.SOUTH, rows=7),
        }
    ),
    tags={"team": "sales"},
    hooks={of_the_job},
    op_retry_policy=dg.RetryPolicy(max_retries=1),
)
defs = dg.Definitions(
    assets=[
        *(orders, customers, revenue, newsletter, flaky, asks_again),
        *(tried_by_the_job, given_up, never_works, after_a_failure),
        *(wrong_type, reports_too_early, skips, after_nothing_new),
    ],
    asset_checks=[enough, warned, raised, returned_false, never_asked],
    jobs=[shop_job],
    resources={
        "login": login,
        "database": Database.configure_at_launch(login=login, rows=3),
        "unused": Unused(),
    },
)
