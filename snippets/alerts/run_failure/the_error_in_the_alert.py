"""Tell a chat which run failed, and why."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import dagster as dg
import httpx


# --8<-- [start:sensor]
class Chat(dg.ConfigurableResource):
    url: str


@dg.asset
def orders() -> None:
    raise ValueError("no column amount")


@dg.run_failure_sensor(default_status=dg.DefaultSensorStatus.RUNNING)
def tell_of_failures(context: dg.RunFailureSensorContext, chat: Chat) -> None:
    lines = [f"{context.dagster_run.job_name} failed"]
    for event in context.get_step_failure_events():
        error = event.step_failure_data.error
        cause = (error and error.cause) or error
        lines.append(f"{event.step_key}: {cause and cause.message.strip()}")
    httpx.post(chat.url, json={"text": "\n".join(lines)}).raise_for_status()


defs = dg.Definitions(
    [orders],
    jobs=[dg.define_asset_job("nightly")],
    sensors=[tell_of_failures],
    resources={"chat": Chat(url=dg.EnvVar("CHAT_URL"))},
)
# --8<-- [end:sensor]


class Channel(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        print(self.rfile.read(int(self.headers["Content-Length"])).decode())
        # → {"text":"nightly failed\norders: ValueError: no column amount"}
        self.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n")


if __name__ == "__main__":
    with HTTPServer(("127.0.0.1", 0), Channel) as server:
        Thread(target=server.handle_request).start()
        chat = Chat(url=f"http://127.0.0.1:{server.server_port}")
        job = defs.resolve_job_def("nightly")
        with dg.DagsterInstance.ephemeral() as instance:
            failed = job.execute_in_process(
                None, instance, raise_on_error=False
            )
            context = dg.build_run_status_sensor_context(
                "tell_of_failures",
                dagster_event=failed.get_run_failure_event(),
                dagster_instance=instance,
                dagster_run=failed.dagster_run,
                resources={"chat": chat},
            )
            tell_of_failures(context)
