"""What a series changed is said whole, and what breaks stands alone."""

import json

import pytest

from docs._ext.core.site import Site
from docs._ext.releases.data import current
from docs._ext.releases.table import CHANGES, describe_changes

SITE = Site()


@pytest.mark.parametrize("series", current(SITE).series[1:])
def test_each_name_has_one_line_with_all_that_became_of_it(
    series: str,
) -> None:
    changes = json.loads((SITE.root / CHANGES).read_text())[series]["changes"]
    breaking = {c["what"].split()[0] for c in changes if c["breaks"]}
    lines = describe_changes(SITE, series).splitlines()
    assert changes
    for change in changes:
        name, _, what = change["what"].partition(" ")
        (line,) = [each for each in lines if f"`{name}`" in each]
        assert what.removeprefix("is ").lower() in line.lower()
        breaks = line.startswith(f"- **Breaks.** `{name}`")
        assert breaks == (name in breaking)
