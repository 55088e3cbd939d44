"""The webserver and the daemon of tests, and what can go wrong with them."""

import stat
import sys
from pathlib import Path

import pytest

from tests._harness import webserver
from tests._harness.webserver import ServerError, serve

WEBSERVER = """#!{python}
import http.server, sys

class Answer(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.send_response({status})
        self.end_headers()
        self.wfile.write(b'{answer}')

print("the log", flush=True)
port = int(sys.argv[2])
http.server.HTTPServer(("127.0.0.1", port), Answer).serve_forever()
"""
SLEEPS = "#!/bin/sh\necho the log\nexec sleep 30\n"
ENDS = "#!/bin/sh\necho the log\n"
UNKNOWN = '{"data": {"__typename": "RepositoryNotFoundError"}}'


def answering(answer: str, status: int = 200) -> str:
    return WEBSERVER.format(python=sys.executable, answer=answer, status=status)


@pytest.mark.parametrize(
    ("first", "second", "fault"),
    [
        (answering(UNKNOWN), SLEEPS, "refuses: .*RepositoryNotFoundError"),
        (answering('{"errors": []}', 400), SLEEPS, "refuses: .*errors"),
        (ENDS, SLEEPS, "dagster-webserver ended"),
        (SLEEPS, ENDS, "dagster-daemon ended"),
        (SLEEPS, SLEEPS, "after 1 s: no answer"),
    ],
)
def test_what_goes_wrong_is_said_with_the_end_of_each_log(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    first: str,
    second: str,
    fault: str,
) -> None:
    for name, text in [
        ("dagster-webserver", first),
        ("dagster-daemon", second),
    ]:
        (tmp_path / name).write_text(text)
        (tmp_path / name).chmod(stat.S_IRWXU)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    if "after" in fault:
        monkeypatch.setattr(webserver, "MOST_SECONDS", 1)
    with (
        pytest.raises(ServerError, match=rf"^.*{fault}.*\n(.*\n)*the log"),
        serve(tmp_path / "shop.py", "shop.py", tmp_path, {}),
    ):
        pass
