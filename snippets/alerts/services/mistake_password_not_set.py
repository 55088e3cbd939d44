"""A password from a variable that is not set."""

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
    raise ValueError


# --8<-- [start:sensor]
tell = dg.make_email_on_run_failure_sensor(
    email_from="dagster@shop.example",
    email_password=os.getenv("MAIL_PASSWORD"),
    email_to=["team@shop.example"],
    smtp_host="127.0.0.1",
    smtp_port=PORT,
    smtp_type="STARTTLS",
)


# --8<-- [end:sensor]
# --8<-- [start:login]
def check(*arguments: object) -> AuthResult:
    print(arguments[-1].password)
    # → b'None'
    return AuthResult(success=True)


# --8<-- [end:login]


if __name__ == "__main__":
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority = trustme.CA()
    authority.issue_cert("127.0.0.1").configure_cert(tls)
    inbox = Controller(
        object(), "127.0.0.1", PORT, tls_context=tls, authenticator=check
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
