"""Post to a channel of Microsoft Teams which run failed."""

import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import dagster as dg
from dagster_msteams import MSTeamsResource
from dagster_msteams.adaptive_card import AdaptiveCard


# --8<-- [start:sensor]
@dg.run_failure_sensor(default_status=dg.DefaultSensorStatus.RUNNING)
def tell(context: dg.RunFailureSensorContext, teams: MSTeamsResource) -> None:
    card = AdaptiveCard()
    card.add_attachment(str(context.failure_event.message))
    teams.get_client().post_message(card.payload)


teams = MSTeamsResource(hook_url=dg.EnvVar("TEAMS_WEBHOOK"))


# --8<-- [end:sensor]
@dg.asset
def orders() -> None:
    raise ValueError("no column amount")


nightly = dg.define_asset_job("nightly", [orders])
defs = dg.Definitions(
    [orders], jobs=[nightly], sensors=[tell], resources={"teams": teams}
)


class Teams(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        size = int(self.headers["Content-Length"])
        [card] = json.loads(self.rfile.read(size))["attachments"]
        print(card["content"]["body"][0]["text"])
        # → Execution of run for "nightly" failed. Steps failed: ['orders'].
        self.wfile.write(b"HTTP/1.0 202 Accepted\r\n\r\n")


if __name__ == "__main__":
    server = HTTPServer(("127.0.0.1", 0), Teams)
    Thread(target=server.handle_request, daemon=True).start()
    here = MSTeamsResource(hook_url=f"http://127.0.0.1:{server.server_port}")
    job = defs.resolve_job_def("nightly")
    with server, dg.DagsterInstance.ephemeral() as instance:
        run = job.execute_in_process(None, instance, raise_on_error=False)
        context = dg.build_run_status_sensor_context(
            "tell",
            run.get_run_failure_event(),
            instance,
            run.dagster_run,
            resources={"teams": here},
        )
        tell(context)
