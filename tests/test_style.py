"""Every Python file follows the house rules."""

from docs._build.style import check_style
from tests.conftest import ROOT


def test_style_has_no_faults() -> None:
    problems = check_style(ROOT)
    assert not problems, "\n".join(map(str, problems))
