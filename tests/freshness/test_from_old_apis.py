"""Every claim of docs/freshness/from_old_apis.md, proved."""

import warnings
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import dagster as dg
import pytest

from snippets.freshness.from_old_apis import (
    last_day_is_there,
    legacy_checks,
    mistake_any_partition,
    mistake_checked_in_its_run,
    mistake_legacy_parameter,
    policies,
)
from tests._harness.daemon import run_daemon
from tests.conftest import Mend, Run
from tests.freshness.conftest import HOUR, NINE, look, policy_of

PAGE = "freshness/from_old_apis"
PASS, FAIL = "PASS", "FAIL"
KEY = "dagster/last_updated_timestamp"
DAY = timedelta(days=1)
IMPORTS = "import warnings\nfrom datetime import timedelta\n"

pytestmark = [
    pytest.mark.filterwarnings("ignore::dagster.SupersessionWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


def test_the_policies_say_what_the_checks_said(run: Run) -> None:
    assert run(f"{PAGE}/policies") == ["True"]
    assert run(f"{PAGE}/legacy_checks") == ["2"]
    an_hour = dg.FreshnessPolicy.time_window(fail_window=HOUR)
    by_nine = dg.FreshnessPolicy.cron(
        "0 9 * * *", 3 * HOUR, timezone="Europe/Berlin"
    )
    assert policy_of(policies.prices) == policies.an_hour == an_hour
    assert policy_of(policies.sales_report) == policies.by_nine == by_nine


def test_the_old_checks_have_the_same_numbers() -> None:
    told = {}
    for check in legacy_checks.checks:
        [spec] = check.check_specs
        metadata = spec.metadata or {}
        told[spec.asset_key] = metadata["dagster/freshness_params"].value
    assert told == {
        legacy_checks.prices.key: {
            "lower_bound_delta_seconds": HOUR.total_seconds(),
            "timezone": "UTC",
        },
        legacy_checks.sales_report.key: {
            "deadline_cron": "0 9 * * *",
            "lower_bound_delta_seconds": 3 * HOUR.total_seconds(),
            "timezone": "Europe/Berlin",
        },
    }
    assert legacy_checks.defs.asset_checks == legacy_checks.checks


def test_the_sensor_of_the_checks_is_stopped_at_first() -> None:
    [sensor] = legacy_checks.defs.sensors or []
    assert isinstance(sensor, dg.SensorDefinition)
    assert sensor.name == "freshness_checks_sensor"
    assert sensor.default_status is dg.DefaultSensorStatus.STOPPED


def test_the_policies_need_no_sensor() -> None:
    assert policies.defs.sensors is None
    with run_daemon(policies.defs) as daemon:
        daemon.report("prices", NINE)
        found = [look(daemon, "prices", NINE + h * HOUR) for h in (0, 1)]
        assert found == [PASS, FAIL]
        assert daemon.runs() == []


def test_an_observation_with_a_time_counts_for_a_check() -> None:
    [checks] = dg.build_last_update_freshness_checks(  # noqa: TID251
        assets=["prices"], lower_bound_delta=HOUR
    )
    defs = dg.Definitions([dg.AssetSpec("prices")], asset_checks=[checks])
    check = defs.resolve_implicit_global_asset_job_def()
    with dg.DagsterInstance.ephemeral() as instance:
        found = []
        now = dg.MetadataValue.timestamp(datetime.now(UTC))
        for metadata in (None, {}, {KEY: now}):
            if metadata is not None:
                event = dg.AssetObservation("prices", metadata=metadata)
                instance.report_runless_asset_event(event)
            run = check.execute_in_process(instance=instance)
            [result] = run.get_asset_check_evaluations()
            found.append((result.passed, result.severity.value))
    assert found == [(False, "WARN")] * 2 + [(True, "WARN")]


def test_in_the_run_of_its_asset_a_check_passes(run: Run) -> None:
    assert run(f"{PAGE}/mistake_checked_in_its_run") == ["True", "True"]
    [check] = mistake_checked_in_its_run.checks
    job = dg.define_asset_job("check", dg.AssetSelection.checks(check))
    page = mistake_checked_in_its_run.defs
    alone = dg.Definitions(page.assets, asset_checks=[check], jobs=[job])
    run_alone = alone.resolve_job_def("check").execute_in_process()
    [result] = run_alone.get_asset_check_evaluations()
    assert not result.passed
    [spec] = check.check_specs
    params = (spec.metadata or {})["dagster/freshness_params"].value
    assert params["lower_bound_delta_seconds"] == HOUR.total_seconds()
    assert page.asset_checks == mistake_checked_in_its_run.checks


def test_the_check_sees_the_missing_day_and_the_policy_does_not(
    run: Run,
) -> None:
    assert run(f"{PAGE}/mistake_any_partition") == ["False"]
    page = mistake_any_partition
    assert policy_of(page.orders) == page.a_day
    with run_daemon(page.defs) as daemon:
        dg.materialize(
            [page.orders],
            partition_key="2026-01-01",
            instance=daemon.instance,
        )
        now = datetime.now(UTC)
        assert look(daemon, "orders", now) == PASS
        assert look(daemon, "orders", now + DAY) == FAIL


def test_a_check_of_your_own_sees_the_missing_day(run: Run) -> None:
    assert run(f"{PAGE}/last_day_is_there") == ["False", "True"]
    page = last_day_is_there
    assert page.orders.partitions_def == page.days
    assert page.days.get_first_partition_key() == "2026-01-01"
    job = page.defs.resolve_job_def("check")
    result = job.execute_in_process()
    assert not result.get_asset_materialization_events()
    [found] = result.get_asset_check_evaluations()
    assert (found.check_name, found.passed) == ("last_day_is_there", False)


def test_the_parameter_takes_no_legacy_policy(run: Run, mend: Mend) -> None:
    name = f"{PAGE}/mistake_legacy_policy"
    with pytest.raises(Exception, match="is not a FreshnessPolicy"):
        run(name)
    fixed = {
        "import warnings\n": IMPORTS,
        "LegacyFreshnessPolicy(maximum_lag_minutes=60)": (
            "FreshnessPolicy.time_window(fail_window=timedelta(minutes=60))"
        ),
    }
    assert mend(name, fixed) == []


def test_nobody_looks_at_a_legacy_policy(run: Run) -> None:
    assert run(f"{PAGE}/mistake_legacy_parameter") == ["None"]
    with run_daemon(mistake_legacy_parameter.defs) as daemon:
        daemon.report("prices", NINE)
        found = look(daemon, "prices", NINE + 100 * HOUR)
        assert found == "NOT_APPLICABLE"
    [policy] = (
        mistake_legacy_parameter.prices.legacy_freshness_policies_by_key.values()
    )
    assert policy.maximum_lag_minutes == 60


def test_the_new_parameter_is_looked_at(mend: Mend) -> None:
    changes = {
        "legacy_freshness_policy=dg.LegacyFreshnessPolicy("
        "maximum_lag_minutes=60)": "freshness_policy=dg.FreshnessPolicy."
        "time_window(fail_window=timedelta(minutes=60))",
        "import warnings\n": IMPORTS,
    }
    [told] = mend(f"{PAGE}/mistake_legacy_parameter", changes)
    assert told.startswith("TimeWindowFreshnessPolicy")


@pytest.mark.parametrize(
    "name",
    [
        "legacy_checks",
        "mistake_any_partition",
        "mistake_checked_in_its_run",
        "mistake_legacy_parameter",
        "mistake_legacy_policy",
    ],
)
def test_no_other_warning_is_hidden(
    run: Run, recwarn: pytest.WarningsRecorder, name: str
) -> None:
    with suppress(Exception):
        run(f"{PAGE}/{name}")
    warnings.warn("another", UserWarning, stacklevel=1)
    assert [str(each.message) for each in recwarn] == ["another"]
