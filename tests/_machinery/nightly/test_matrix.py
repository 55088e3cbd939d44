"""What the site says of releases was measured on the files as they are."""

from docs._ext.core.site import Site
from docs._ext.releases.data import current, hash_files
from tests._harness.releases.environment import ENVIRONMENTS
from tests.conftest import ROOT


def test_each_file_is_measured_on_each_release() -> None:
    site = Site(ROOT)
    rows = current(site).rows
    missing = {
        path: absent
        for path in hash_files(site)
        if (
            absent := set(ENVIRONMENTS)
            - set(rows[path].on if path in rows else ())
        )
    }
    assert missing == {}, "`uv run python -m tests._harness measure`"
