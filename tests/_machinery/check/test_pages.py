"""The pages show what has been run, and nothing else."""

from docs._ext.core.site import check_pages
from tests.conftest import ROOT


def test_pages_have_no_faults() -> None:
    problems = check_pages(ROOT)
    assert not problems, "\n".join(map(str, problems))
