"""Dagster's UI still looks as the pictures of it.

`uv run pytest tests/ui -n 2` takes each picture anew and compares; it needs
Debian's packages `chromium` and `faketime`. With `-k launchpad`, one of them.
"""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from typing import Any

import pytest

from tests._harness.ui import camera as screenshots
from tests._harness.ui.camera import PALETTES, find_browser, take_all
from tests._harness.ui.dagster import UIError
from tests._harness.ui.camera import compare
from tests._harness.ui.shots import FOLDER, STAGES, Shot, Stage
from tests.conftest import ROOT


@pytest.mark.parametrize(
    "stage", STAGES, ids=[" ".join(s.name for s in st.shots) for st in STAGES]
)
def test_the_ui_looks_as_its_picture(stage: Stage, tmp_path: Path) -> None:
    names = [shot.name for shot in stage.shots]
    taken = take_all(tmp_path / "new", names)
    assert len(taken) == len(names) * len(PALETTES)
    differences = [
        compare(
            ROOT / FOLDER / new.name,
            new,
            tmp_path / f"{new.stem}.difference.png",
        )
        for new in taken
    ]
    assert not any(differences), (
        "\n".join(filter(None, differences))
        + "\nIf the new ones are right: "
        + f"`uv run python -m tests._harness.ui.camera {' '.join(names)}`"
    )


class Server(BaseHTTPRequestHandler):
    """A page that says something else than it did."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<p>Made on May 5</p>")

    def log_message(self, *_: Any) -> None:
        pass


def test_a_ui_that_says_something_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(screenshots, "MOST_SECONDS", 1)
    shot = Shot("lineage", "/", ("Materialized",), "2025-05-05 09:00:00")
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        ui: Any = SimpleNamespace(
            address=f"http://127.0.0.1:{server.server_port}", answers={}
        )
        with (
            screenshots.open_windows(find_browser()) as windows,
            pytest.raises(UIError) as error,
        ):
            screenshots.photograph(windows["light"], ui, shot)
        server.shutdown()
    message = str(error.value)
    assert message.startswith("lineage: http://127.0.0.1:")
    assert "does not say 'Materialized' after 1 s" in message
    assert "mend it in tests/_harness/ui/shots.py" in message
    assert "It says: Made on May 5" in message
