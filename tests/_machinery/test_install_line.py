"""What a page says to install is what its programs import."""

import pytest

from docs._ext.core.site import Site
from docs._ext.install import find_packages

SITE = Site()


@pytest.mark.parametrize(
    ("page", "packages"),
    [
        ("partitions/cost", ["dagster"]),
        ("resources/http_apis", ["httpx", "tenacity", "dagster-webserver"]),
        ("resources/testing", ["pydantic", "duckdb"]),
        ("metaxy/stores", ['"metaxy[dagster,delta]"', "polars"]),
        ("io_managers/existing", ['"moto[s3,server]"', "dagster-aws"]),
    ],
)
def test_the_line_names_what_is_imported(
    page: str, packages: list[str]
) -> None:
    found = find_packages(SITE, page)
    assert {*packages, "dagster"} <= {*found}
    assert ("duckdb" in found) == any(
        "import duckdb" in text
        for path, text in SITE.programs.items()
        if path.startswith(f"snippets/{page}/") and "/mistake_" not in path
    )
