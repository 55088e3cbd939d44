"""Every claim of docs/learn/glossary.md, proved."""

import re
import subprocess
import sys
from pathlib import Path

import dagster as dg
import pytest
from markdown.extensions.toc import slugify

from docs._ext.core.site import ROOT, Site
from snippets.index.a_failed_check import revenue, revenue_is_positive
from snippets.start.first_asset import shop

SITE = Site()
PAGE = "docs/learn/glossary.md"
TERM = re.compile(
    r"^## (?P<term>.+)\n\n.+ \[.+\]\(.+\)$",
    re.MULTILINE,
)
TERMS = list(TERM.finditer(SITE.pages[PAGE]))
SHOP = [shop.orders, shop.revenue]


def test_the_terms_are_in_order() -> None:
    terms = [term["term"] for term in TERMS]
    assert len(terms) == SITE.pages[PAGE].count("\n## ") > 20
    assert terms == sorted(terms, key=str.lower)


def test_a_page_links_each_term() -> None:
    others = "\n".join(t for page, t in SITE.pages.items() if page != PAGE)
    missing = [
        term["term"]
        for term in TERMS
        if f"glossary.md#{slugify(term['term'], '-')})" not in others
    ]
    assert missing == []


def test_an_asset_key_is_one_or_more_strings_and_by_default_the_name() -> None:
    assert shop.orders.key.path == ["orders"]
    assert dg.AssetKey(["sales", "orders"]).path == ["sales", "orders"]


def test_the_op_of_an_asset_has_its_name() -> None:
    assert [asset.op.name for asset in SHOP] == ["orders", "revenue"]


def test_a_dependency_runs_first_in_a_step_of_its_own() -> None:
    result = dg.materialize(SHOP)
    steps = [event.step_key for event in result.get_step_success_events()]
    assert steps == ["orders", "revenue"]


def test_several_assets_of_one_function_are_one_step() -> None:
    @dg.multi_asset(specs=[dg.AssetSpec("orders"), dg.AssetSpec("customers")])
    def shop_tables():  # type: ignore[no-untyped-def]
        return None, None

    result = dg.materialize([shop_tables])
    (step,) = result.get_step_success_events()
    assert step.step_key == "shop_tables"
    assert len(result.get_asset_materialization_events()) == 2


def test_a_check_runs_with_its_asset() -> None:
    result = dg.materialize([revenue, revenue_is_positive])
    (evaluation,) = result.get_asset_check_evaluations()
    assert evaluation.asset_key == revenue.key


def test_a_run_has_an_id_a_status_and_events_on_the_instance() -> None:
    with dg.instance_for_test() as instance:
        result = dg.materialize(SHOP, instance=instance)
        (run,) = instance.get_runs()
        assert run.run_id == result.run_id
        assert run.status == dg.DagsterRunStatus.SUCCESS
        assert instance.all_logs(run.run_id)


def test_a_materialization_records_which_run_produced_the_asset() -> None:
    with dg.instance_for_test() as instance:
        result = dg.materialize(SHOP, instance=instance)
        event = instance.get_latest_materialization_event(shop.orders.key)
        assert event is not None
        assert event.run_id == result.run_id


def test_by_default_dg_materialize_keeps_nothing_on_the_instance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path))
    assert dg.materialize(SHOP).success
    with dg.DagsterInstance.get() as instance:
        assert instance.get_runs() == []


def test_the_daemon_is_what_schedules_sensors_and_backfills_need() -> None:
    with dg.instance_for_test() as instance:
        daemons = instance.get_required_daemon_types()
    assert {"SCHEDULER", "SENSOR", "BACKFILL"} <= set(daemons)


def test_a_file_with_definitions_is_a_code_location(tmp_path: Path) -> None:
    file = ROOT / "snippets/start/first_asset/shop.py"
    command = ["dagster", "definitions", "validate", "-f", str(file)]
    checked = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "code location shop.py" in checked.stdout + checked.stderr


def test_a_partition_key_is_a_string() -> None:
    days = dg.DailyPartitionsDefinition("2025-05-01")
    assert days.get_first_partition_key() == "2025-05-01"


def test_a_job_selects_assets_or_is_a_graph_of_ops() -> None:
    @dg.op
    def count() -> int:
        return 1

    @dg.job
    def counting() -> None:
        count()

    selected = dg.define_asset_job("revenue_only", [shop.revenue])
    defs = dg.Definitions(assets=SHOP, jobs=[selected, counting])
    steps = {
        name: list(defs.resolve_job_def(name).graph.node_dict)
        for name in ["revenue_only", "counting"]
    }
    assert steps == {"revenue_only": ["revenue"], "counting": ["count"]}


def test_definitions_list_what_dagster_loads() -> None:
    job = dg.define_asset_job("shop_job")
    schedule = dg.ScheduleDefinition(job=job, cron_schedule="0 2 * * *")

    @dg.sensor(job=job)
    def new_orders() -> dg.SkipReason:
        return dg.SkipReason("none")

    defs = dg.Definitions(
        assets=SHOP,
        jobs=[job],
        schedules=[schedule],
        sensors=[new_orders],
        resources={"unused": 1},
    )
    repository = defs.get_repository_def()
    assert repository.has_job("shop_job")
    assert repository.has_schedule_def("shop_job_schedule")
    assert repository.has_sensor_def("new_orders")
    assert {*repository.asset_graph.get_all_asset_keys()} == {
        asset.key for asset in SHOP
    }
