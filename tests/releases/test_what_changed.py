"""Every claim of docs/releases/what_changed.md, proved."""

import warnings
from datetime import datetime, timedelta

import dagster as dg
import pytest

from docs._ext.core.site import Site
from docs._ext.releases.data import current, order
from snippets.releases.what_changed import (
    freshness_policy,
    observed_on_a_schedule,
)
from tests.conftest import Mend, Run

FOLDER = "releases/what_changed"
days = dg.DailyPartitionsDefinition("2025-05-01")


def test_definitions_have_no_get_all_asset_specs(run: Run) -> None:
    with pytest.raises(AttributeError, match="get_all_asset_specs"):
        run(f"{FOLDER}/mistake_get_all_asset_specs")


def test_definitions_have_no_get_asset_graph(run: Run) -> None:
    with pytest.raises(AttributeError, match="get_asset_graph"):
        run(f"{FOLDER}/mistake_get_asset_graph")


@pytest.mark.parametrize(
    ("mistake", "changes", "printed"),
    [
        (
            "mistake_get_all_asset_specs",
            {".get_all": ".resolve_all"},
            "[['orders']]",
        ),
        (
            "mistake_get_asset_graph",
            {".get_asset_graph": ".resolve_asset_graph"},
            "{AssetKey(['orders'])}",
        ),
        (
            "mistake_current_time",
            {"get_last_partition_key": "get_partition_keys"},
            "['2025-05-01', '2025-05-02', '2025-05-03']",
        ),
    ],
)
def test_the_other_method_mends_it(
    mend: Mend, mistake: str, changes: dict[str, str], printed: str
) -> None:
    assert mend(f"{FOLDER}/{mistake}", changes) == [printed]


def test_the_methods_that_begin_with_resolve_look_into_definitions(
    run: Run,
) -> None:
    assert run(f"{FOLDER}/resolve_definitions") == [
        "{AssetKey(['orders'])}",
        "[['orders']]",
        "True",
    ]


def test_the_row_names_the_patch_that_began_it() -> None:
    row = current(Site()).rows[f"snippets/{FOLDER}/resolve_definitions.py"]
    assert [order(r)[:2] for r in row.turns] == [(1, 10)]


def test_the_interval_of_an_observed_source_is_accepted_and_not_read(
    run: Run,
) -> None:
    assert run(f"{FOLDER}/mistake_ignored_keyword") == ["None"]


def test_no_warning_says_that_the_interval_is_not_read() -> None:
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        dg.observable_source_asset(
            name="orders",
            auto_observe_interval_minutes=5,  # type: ignore[call-overload]
        )(lambda: dg.DataVersion("1"))
    assert all("interval" not in str(each.message) for each in heard)


def test_a_condition_observes_a_source(run: Run) -> None:
    assert run(f"{FOLDER}/observed_on_a_schedule") == ["True"]


def test_a_program_that_silences_beta_still_hears_of_the_rest(
    run: Run,
) -> None:
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        run(f"{FOLDER}/observed_on_a_schedule")
        warnings.warn("a preview", dg.PreviewWarning, stacklevel=1)
    kinds = {each.category for each in heard}
    assert dg.BetaWarning not in kinds
    assert dg.PreviewWarning in kinds


def test_the_source_observed_on_a_schedule_has_a_data_version() -> None:
    job = dg.Definitions(
        assets=[observed_on_a_schedule.orders],
        jobs=[dg.define_asset_job("observe", "orders")],
    ).resolve_job_def("observe")
    (event,) = job.execute_in_process().get_asset_observation_events()
    assert event.asset_observation_data.asset_observation.data_version == "1"


def test_a_freshness_policy_takes_no_minutes(run: Run) -> None:
    with pytest.raises(TypeError, match=r"FreshnessPolicy\(\) takes no arg"):
        run(f"{FOLDER}/mistake_freshness_policy")


def test_a_freshness_policy_says_after_how_long_an_asset_is_stale() -> None:
    key = dg.AssetKey("orders")
    policy = freshness_policy.orders.specs_by_key[key].freshness_policy
    assert policy == dg.FreshnessPolicy.time_window(
        fail_window=timedelta(hours=1)
    )
    assert policy != dg.FreshnessPolicy.time_window(
        fail_window=timedelta(hours=2)
    )


@pytest.mark.parametrize(
    "method",
    ["get_last_partition_key", "get_first_partition_key", "get_num_partitions"],
)
def test_these_methods_take_no_time(method: str) -> None:
    getattr(days, method)()
    with pytest.raises(TypeError, match="current_time"):
        getattr(days, method)(current_time=datetime(2025, 5, 4))


def test_get_partition_keys_takes_a_time(run: Run) -> None:
    assert run(f"{FOLDER}/last_partition_of_a_day") == ["2025-05-03"]


def test_experimental_warning_is_gone(run: Run) -> None:
    with pytest.raises(AttributeError, match="ExperimentalWarning"):
        run(f"{FOLDER}/mistake_experimental_warning")


def test_neither_warning_is_a_kind_of_the_other() -> None:
    assert not issubclass(dg.BetaWarning, dg.PreviewWarning)
    assert not issubclass(dg.PreviewWarning, dg.BetaWarning)


def test_silencing_beta_does_not_silence_preview(run: Run) -> None:
    assert run(f"{FOLDER}/beta_and_preview") == ["0", "1"]
