"""A web server that records what it is sent, and can be stopped."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

from tests._harness.processes import find_free_port


class Receiver:
    """A server on one port, which is down until it is started."""

    def __init__(self) -> None:
        self.port = find_free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.bodies: list[bytes] = []
        self.status = 200
        self._server: HTTPServer | None = None

    def start(self) -> None:
        """Listen, if it does not yet."""
        if self._server:
            return
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                size = int(self.headers["Content-Length"])
                receiver.bodies.append(self.rfile.read(size))
                self.send_response(receiver.status)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = HTTPServer(("127.0.0.1", self.port), Handler)
        serve = self._server.serve_forever
        self._thread = Thread(target=serve, args=(0.01,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop listening, so that a connection is refused."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._thread.join()
            self._server = None
