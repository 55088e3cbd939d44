"""Send an alert again until the chat has taken it."""

from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import dagster as dg
import httpx


class Chat(dg.ConfigurableResource):
    url: str


# --8<-- [start:sensor]
@dg.sensor(default_status=dg.DefaultSensorStatus.RUNNING)
def tell_of_failures(context: dg.SensorEvaluationContext, chat: Chat) -> None:
    after = dg.RunStatusChangeRecordsFilter(
        dg.DagsterEventType.RUN_FAILURE,
        after_storage_id=int(context.cursor or 0),
    )
    if failures := context.instance.fetch_run_status_changes(
        after, limit=20, ascending=True
    ).records:
        text = f"{[each.event_log_entry.job_name for each in failures]} failed"
        httpx.post(chat.url, json={"text": text}).raise_for_status()
        context.update_cursor(str(failures[-1].storage_id))


# --8<-- [end:sensor]
@dg.asset
def orders() -> None:
    raise ValueError


class Channel(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        print(self.rfile.read(int(self.headers["Content-Length"])).decode())
        # → {"text":"['nightly', 'nightly'] failed"}
        self.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n")


defs = dg.Definitions(
    [orders],
    jobs=[dg.define_asset_job("nightly")],
    sensors=[tell_of_failures],
    resources={"chat": Chat(url=dg.EnvVar("CHAT_URL"))},
)

if __name__ == "__main__":
    server = HTTPServer(("127.0.0.1", 0), Channel)
    Thread(target=server.handle_request).start()
    # --8<-- [start:try]
    job = defs.resolve_job_def("nightly")
    with server, dg.DagsterInstance.ephemeral() as instance:
        for port in (9, server.server_port):
            job.execute_in_process(None, instance, raise_on_error=False)
            chat = Chat(url=f"http://127.0.0.1:{port}")
            context = dg.build_sensor_context(
                instance, resources={"chat": chat}
            )
            with context, suppress(httpx.ConnectError):
                tell_of_failures.evaluate_tick(context)
    # --8<-- [end:try]
