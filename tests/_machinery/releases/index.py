"""A package index on loopback, whose packages have dates."""

import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

from tests._machinery.tools import serve

Release = tuple[str, str, str]
"""A version, the day of its publication, and what it requires."""


class Quiet(SimpleHTTPRequestHandler):
    """Serves files, with the type of the index for those without a name."""

    def guess_type(self, path: object) -> str:
        """Give the type of a file."""
        is_index = str(path).endswith("index.html")
        return "application/vnd.pypi.simple.v1+json" if is_index else "x/whl"

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serve_index(
    folder: Path, packages: dict[str, list[Release]]
) -> Iterator[str]:
    """Serve packages and give the address of the index."""
    folder.mkdir()
    for name, releases in packages.items():
        files = [_build(folder, name, *release) for release in releases]
        page = folder / f"simple/{name}/index.html"
        page.parent.mkdir(parents=True)
        meta = {"api-version": "1.1"}
        versions = [release[0] for release in releases]
        content = {"meta": meta, "name": name, "versions": versions}
        page.write_text(json.dumps(content | {"files": files}))
    handler = partial(Quiet, directory=folder)
    with serve(handler) as address:
        yield f"{address}/simple"


def _build(
    folder: Path, name: str, version: str, day: str, needs: str
) -> dict[str, object]:
    """Make a wheel and describe it as the index does."""
    stem = f"{name.replace('-', '_')}-{version}"
    wheel = folder / f"{stem}-py3-none-any.whl"
    head = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    requires = f"Requires-Dist: {needs}\n" if needs else ""
    kind = "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\n"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(f"{stem}.dist-info/METADATA", head + requires)
        archive.writestr(f"{stem}.dist-info/WHEEL", f"{kind}Tag: py3-none-any")
        archive.writestr(f"{stem}.dist-info/RECORD", "")
    return {
        "filename": wheel.name,
        "url": f"../../{wheel.name}",
        "hashes": {"sha256": sha256(wheel.read_bytes()).hexdigest()},
        "size": wheel.stat().st_size,
        "upload-time": f"{day}T00:00:00Z",
    }
