"""A variable that the ready-made sensor for Slack does not read."""

import os
import ssl
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import dagster as dg
import trustme
from dagster_slack import make_slack_on_run_failure_sensor


@dg.asset
def orders() -> None:
    raise ValueError


class SlackInAProxy(BaseHTTPRequestHandler):
    def do_CONNECT(self) -> None:
        self.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n")
        with tls.wrap_socket(self.request, server_side=True) as self.request:
            self.setup()
            self.handle()

    # --8<-- [start:slack]
    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        print(self.headers["Authorization"])
        # → Bearer SLACK_TOKEN
        self.wfile.write(b'HTTP/1.0 200 OK\r\n\r\n{"ok": true}')

    # --8<-- [end:slack]


if __name__ == "__main__":
    authority = trustme.CA()
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("slack.com").configure_cert(tls)
    server = HTTPServer(("127.0.0.1", 0), SlackInAProxy)
    Thread(target=server.handle_request, daemon=True).start()
    os.environ["HTTPS_PROXY"] = f"http://127.0.0.1:{server.server_port}"
    os.environ["SLACK_TOKEN"] = "xoxb-1"
    # --8<-- [start:sensor]
    token = dg.EnvVar("SLACK_TOKEN")
    tell = make_slack_on_run_failure_sensor("#alerts", token)
    # --8<-- [end:sensor]
    with (
        server,
        authority.cert_pem.tempfile() as os.environ["SSL_CERT_FILE"],
        dg.DagsterInstance.ephemeral() as instance,
    ):
        run = dg.materialize([orders], instance=instance, raise_on_error=False)
        context = dg.build_run_status_sensor_context(
            "tell", run.get_run_failure_event(), instance, run.dagster_run
        )
        tell(context)
