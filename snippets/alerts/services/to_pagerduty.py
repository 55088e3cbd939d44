"""Open an incident in PagerDuty when a run fails."""

import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import dagster as dg
import pypd
from dagster_pagerduty import PagerDutyService


# --8<-- [start:sensor]
@dg.run_failure_sensor(default_status=dg.DefaultSensorStatus.RUNNING)
def tell(context: dg.RunFailureSensorContext, duty: PagerDutyService) -> None:
    duty.EventV2_create(
        summary=str(context.failure_event.message),
        source="dagster",
        severity="error",
        dedup_key=context.dagster_run.job_name,
    )


duty = PagerDutyService(routing_key=dg.EnvVar("PAGERDUTY_KEY"))


# --8<-- [end:sensor]
@dg.asset
def orders() -> None:
    raise ValueError("no column amount")


nightly = dg.define_asset_job("nightly", [orders])
defs = dg.Definitions(
    [orders], jobs=[nightly], sensors=[tell], resources={"duty": duty}
)


class PagerDuty(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        size = int(self.headers["Content-Length"])
        event = json.loads(self.rfile.read(size))
        print(event["dedup_key"], event["payload"]["severity"])
        # → nightly error
        self.wfile.write(b"HTTP/1.0 202 Accepted\r\n\r\n{}")


if __name__ == "__main__":
    server = HTTPServer(("127.0.0.1", 0), PagerDuty)
    Thread(target=server.handle_request, daemon=True).start()
    pypd.EventV2.base_url = f"http://127.0.0.1:{server.server_port}"
    job = defs.resolve_job_def("nightly")
    with server, dg.DagsterInstance.ephemeral() as instance:
        run = job.execute_in_process(None, instance, raise_on_error=False)
        context = dg.build_run_status_sensor_context(
            "tell",
            run.get_run_failure_event(),
            instance,
            run.dagster_run,
            resources={"duty": PagerDutyService(routing_key="R1")},
        )
        tell(context)
