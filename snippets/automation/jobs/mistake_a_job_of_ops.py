"""A condition on a job of ops."""

import dagster as dg


@dg.op
def send_report() -> None: ...


@dg.job(automation_condition=dg.AutomationCondition.eager())
def report_job() -> None:
    send_report()


defs = dg.Definitions(jobs=[report_job])
