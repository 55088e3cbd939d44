"""An alert by e-mail with a letter that is not in ASCII."""

import os
import socket
import ssl
from contextlib import ExitStack

import dagster as dg
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

with socket.create_server(("127.0.0.1", 0)) as free:
    PORT = free.getsockname()[1]


@dg.asset
def orders() -> None:
    raise ValueError("Größe is missing")


# --8<-- [start:sensor]
def explain(context: dg.RunFailureSensorContext) -> str:
    [event] = context.get_step_failure_events()
    return event.step_failure_data.error.cause.message


tell = dg.make_email_on_run_failure_sensor(
    email_from="dagster@shop.example",
    email_password="secret",
    email_to=["team@shop.example"],
    email_body_fn=explain,
    smtp_host="127.0.0.1",
    smtp_port=PORT,
    smtp_type="STARTTLS",
)
# --8<-- [end:sensor]


if __name__ == "__main__":
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority = trustme.CA()
    authority.issue_cert("127.0.0.1").configure_cert(tls)
    inbox = Controller(
        object(),
        "127.0.0.1",
        PORT,
        tls_context=tls,
        authenticator=lambda *_: AuthResult(success=True),
    )
    inbox.start()
    with ExitStack() as stack:
        stack.callback(inbox.stop)
        trusted = stack.enter_context(authority.cert_pem.tempfile())
        os.environ["SSL_CERT_FILE"] = trusted
        instance = stack.enter_context(dg.DagsterInstance.ephemeral())
        run = dg.materialize([orders], instance=instance, raise_on_error=False)
        event = run.get_run_failure_event()
        context = dg.build_run_status_sensor_context(
            "tell", event, instance, run.dagster_run
        )
        tell(context)
