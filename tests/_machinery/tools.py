"""What the tests of several wings do: write files, run Python, serve."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from docs._ext.core.site import ROOT, Site


def write_files(root: Path, texts: Mapping[str, str]) -> Site:
    """Write files by their paths, and give the site that they are."""
    for name, text in texts.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return Site(root)


def run_python(
    *arguments: str | Path, cwd: Path = ROOT, **options: Any
) -> "subprocess.CompletedProcess[str]":
    """Run this Python, and keep what it says."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        **options,
    )


@contextmanager
def serve(handler: Any) -> Iterator[str]:
    """Serve on loopback, and give the address, without a slash at its end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
