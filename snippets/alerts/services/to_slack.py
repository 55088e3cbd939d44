"""Post to Slack why a run failed."""

import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import dagster as dg
from dagster_slack import SlackResource
from slack_sdk import WebClient


@dg.run_failure_sensor(default_status=dg.DefaultSensorStatus.RUNNING)
def tell(context: dg.RunFailureSensorContext, slack: SlackResource) -> None:
    events = context.get_step_failure_events()
    errors = [event.step_failure_data.error for event in events]
    causes = [(error.cause or error).message for error in errors if error]
    text = "\n".join([f"{context.dagster_run.job_name} failed", *causes])
    slack.get_client().chat_postMessage(channel="#alerts", text=text)


slack = SlackResource(token=dg.EnvVar("SLACK_TOKEN"))


@dg.asset
def orders() -> None:
    raise ValueError("no column amount")


nightly = dg.define_asset_job("nightly", [orders])
defs = dg.Definitions(
    [orders], jobs=[nightly], sensors=[tell], resources={"slack": slack}
)


class Slack(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        size = int(self.headers["Content-Length"])
        print(json.loads(self.rfile.read(size))["text"].strip())
        # → nightly failed
        # → ValueError: no column amount
        self.wfile.write(b'HTTP/1.0 200 OK\r\n\r\n{"ok": true}')


class SlackHere(SlackResource):
    def get_client(self) -> WebClient:
        return WebClient(self.token, f"http://127.0.0.1:{server.server_port}")


if __name__ == "__main__":
    server = HTTPServer(("127.0.0.1", 0), Slack)
    Thread(target=server.handle_request, daemon=True).start()
    job = defs.resolve_job_def("nightly")
    with server, dg.DagsterInstance.ephemeral() as instance:
        run = job.execute_in_process(None, instance, raise_on_error=False)
        resources = {"slack": SlackHere(token="xoxb-1")}
        event = run.get_run_failure_event()
        context = dg.build_run_status_sensor_context(
            "tell", event, instance, run.dagster_run, resources=resources
        )
        tell(context)
