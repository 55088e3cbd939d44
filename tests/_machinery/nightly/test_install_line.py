"""In a new environment with what a page says to install, its programs run."""

import subprocess
from pathlib import Path

import pytest

from docs._ext.core.site import ROOT, Site
from docs._ext.install import find_packages
from docs._ext.releases.page_badge import packages_date

SITE = Site()


@pytest.mark.parametrize(
    "program",
    ["metaxy/first_features/", "resources/http_apis/", "io_managers/existing/"],
)
def test_with_these_packages_a_program_runs(
    program: str, tmp_path: Path
) -> None:
    page = program.rstrip("/")
    path = next(
        p
        for p in SITE.programs
        if p.startswith(f"snippets/{program}") and "/mistake_" not in p
    )
    wanted = [p.strip('"') for p in find_packages(SITE, page)]
    command = ["uv", "run", "--isolated", "--no-project", "--quiet"]
    command += ["--exclude-newer", packages_date(SITE)]
    command += [f"--with={package}" for package in wanted]
    ran = subprocess.run(
        [*command, "python", str(ROOT / path)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
