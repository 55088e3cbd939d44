"""Send an e-mail when a run fails."""

import os
import smtplib
import socket
import ssl
from email.message import EmailMessage, Message
from typing import Any

import dagster as dg
import trustme
from aiosmtpd import handlers
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult


# --8<-- [start:sensor]
class Mail(dg.ConfigurableResource):
    host: str
    port: int = 587
    user: str
    password: str

    def send(self, subject: str, text: str) -> None:
        mail = EmailMessage()
        mail["From"], mail["To"] = self.user, "team@shop.example"
        mail["Subject"] = subject
        mail.set_content(text)
        with smtplib.SMTP(self.host, self.port, timeout=30) as server:
            server.starttls(context=ssl.create_default_context())
            server.login(self.user, self.password)
            server.send_message(mail)


@dg.run_failure_sensor(default_status=dg.DefaultSensorStatus.RUNNING)
def tell(context: dg.RunFailureSensorContext, mail: Mail) -> None:
    mail.send("Run failed", str(context.failure_event.message))


# --8<-- [end:sensor]
class Inbox(handlers.Message):
    def handle_message(self, message: Message) -> None:
        text: Any = message.get_payload(decode=True)
        print(message["Subject"], text.decode().strip())
        # → Run failed Größe < 0


if __name__ == "__main__":
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority = trustme.CA()
    authority.issue_cert("127.0.0.1").configure_cert(tls)
    ok = AuthResult(success=True)
    inbox = Controller(
        Inbox(), "127.0.0.1", port, tls_context=tls, authenticator=lambda *_: ok
    )
    inbox.start()
    with authority.cert_pem.tempfile() as os.environ["SSL_CERT_FILE"]:
        here = Mail(host="127.0.0.1", port=port, user="us", password="x")
        here.send("Run failed", "Größe < 0")
    inbox.stop()
