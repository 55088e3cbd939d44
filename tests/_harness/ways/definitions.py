"""Adds to the definitions of a program what starts runs by itself."""

import importlib.util
import json
import os
import warnings
from pathlib import Path
from types import ModuleType
from typing import Any

import dagster as dg

ORDER = "order.json"
JOB = "everything"
_EACH_MINUTE = "* * * * *"


def load_ordered() -> dg.Definitions:
    """Load the program that the instance of this process names."""
    order = json.loads(Path(os.environ["DAGSTER_HOME"], ORDER).read_text())
    own = load_program(Path(order["program"])).defs
    return with_ways(own, order, in_process=order["in_process"])


def load_program(path: Path) -> ModuleType:
    """Load a program as Dagster does with `-f`."""
    spec = importlib.util.spec_from_file_location("program", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def with_ways(
    own: dg.Definitions,
    order: dict[str, Any] | None = None,
    *,
    in_process: bool,
) -> dg.Definitions:
    """Add a job of all assets, and what starts runs as an order says."""
    job = dg.define_asset_job(JOB, dg.AssetSelection.all())
    executor = dg.in_process_executor if in_process else None
    with warnings.catch_warnings():
        # A part that only the ways use is in preview.
        warnings.simplefilter("ignore", dg.PreviewWarning)
        parts = dg.Definitions()
        if order:
            jobs = {each.name: each for each in [job, *(own.jobs or [])]}
            parts = _automatic(jobs[order["job"]], order)
            own = own.map_asset_specs(func=_request_each_minute)
    everything = dg.Definitions(jobs=[job], executor=executor)
    return dg.Definitions.merge(own, everything, parts)


def _request_each_minute(spec: dg.AssetSpec) -> dg.AssetSpec:
    condition = dg.AutomationCondition.cron_tick_passed(_EACH_MINUTE)
    return spec.replace_attributes(automation_condition=condition)


def _automatic(job: Any, order: dict[str, Any]) -> dg.Definitions:
    def request(way: str) -> dg.RunRequest:
        return dg.RunRequest(
            run_config=order["run_config"],
            partition_key=order["partition_key"],
            tags={"way": way, **order["tags"]},
        )

    # A name of its own each time: Dagster would resume a tick that failed.
    number = order["number"]

    @dg.schedule(name=f"schedule_{number}", job=job, cron_schedule=_EACH_MINUTE)
    def schedule() -> dg.RunRequest:
        return request("schedule")

    @dg.sensor(name=f"sensor_{number}", job=job)
    def sensor() -> dg.RunRequest:
        return request("sensor")

    condition = dg.AutomationConditionSensorDefinition(
        f"condition_{number}",
        target=dg.AssetSelection.all(),
        run_tags={"way": "condition"},
    )
    return dg.Definitions(schedules=[schedule], sensors=[sensor, condition])
