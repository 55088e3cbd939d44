"""A web server on loopback that compresses, as hosts of static sites do."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

from tests._machinery.tools import serve

_COMPRESSED = {".css", ".html", ".js", ".json", ".md", ".svg", ".txt", ".xml"}


@contextmanager
def serve_site(
    folder: Path, sent: dict[str, int] | None = None
) -> Iterator[str]:
    """Serve a folder, and count the bytes of each path in `sent`."""
    sent = {} if sent is None else sent
    handler = partial(_Handler, directory=str(folder), sent=sent)
    with serve(handler) as address:
        yield f"{address}/"


@cache
def _read(path: Path) -> tuple[bytes, str]:
    content = path.read_bytes()
    tag = f'"{sha256(content).hexdigest()[:16]}"'
    if path.suffix in _COMPRESSED:
        content = gzip.compress(content, mtime=0)
    return content, tag


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(
        self, *args: Any, directory: str, sent: dict[str, int]
    ) -> None:
        self.sent = sent
        super().__init__(*args, directory=directory)

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir() and not self.path.partition("?")[0].endswith("/"):
            self.send_response(301)
            self.send_header("Location", f"{self.path}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            self._send_missing()
            return
        content, tag = _read(path)
        known = self.headers.get("If-None-Match") == tag
        self.send_response(304 if known else 200)
        self.send_header("ETag", tag)
        self.send_header("Cache-Control", "max-age=600")
        if not known:
            self._describe(path, len(content))
        self.end_headers()
        if not known:
            self._send(content)

    def _send_missing(self) -> None:
        content, _ = _read(Path(self.directory, "404.html"))
        self.send_response(404)
        self._describe(Path("404.html"), len(content))
        self.end_headers()
        self._send(content)

    def _send(self, content: bytes) -> None:
        self.sent[self.path] = self.sent.get(self.path, 0) + len(content)
        self.wfile.write(content)

    def _describe(self, path: Path, length: int) -> None:
        kind = self.guess_type(str(path))
        text = kind.startswith("text/") or path.suffix in _COMPRESSED
        self.send_header(
            "Content-Type", f"{kind}; charset=utf-8" if text else kind
        )
        self.send_header("Content-Length", str(length))
        if path.suffix in _COMPRESSED:
            self.send_header("Content-Encoding", "gzip")

    def log_message(self, *_: object) -> None:
        pass
