"""The index of errors holds what every mistake raises."""

from pathlib import Path

import pytest

from docs._ext.errors import find_errors, write_errors
from tests.conftest import ROOT

PAGE = """# Title

## What goes wrong

### “No `day`” { #no-day }

```text
--8<-- "snippets/topic/page/mistake_day.txt"
```

### It failed

```python
## no heading
--8<-- "snippets/topic/page/mistake_other.py"
```

### It failed

```text
--8<-- "snippets/topic/page/mistake_other.txt"
```
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ["docs/topic", "snippets/topic/page"]:
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "README.md").write_text("")
    (tmp_path / "docs/topic/page.md").write_text(PAGE)
    page = tmp_path / "snippets/topic/page"
    (page / "mistake_day.txt").write_text("KeyError: 'day'\n")
    (page / "mistake_other.txt").write_text(
        "ValueError: no order\n\n"
        "The above exception was the direct cause of the following exception:"
        "\n\ndagster._core.errors.DagsterTypeCheckError: it\nfailed\n"
    )
    return tmp_path


def test_each_error_stands_under_its_class_with_cause_and_place(
    root: Path,
) -> None:
    assert write_errors(root).splitlines() == [
        "## DagsterTypeCheckError",
        "",
        "- `` it ``<br>[It failed](topic/page.md#it-failed_1)",
        "",
        "## KeyError",
        "",
        "- `` 'day' ``<br>[“No day”](topic/page.md#no-day)",
        "",
        "## ValueError",
        "",
        "- `` no order ``<br>[It failed](topic/page.md#it-failed_1)",
    ]


def test_the_error_of_every_mistake_is_listed() -> None:
    listed = {(error.name, error.text) for error in find_errors(ROOT)}
    texts = sorted((ROOT / "snippets").rglob("mistake_*.txt"))
    assert len(texts) > 100
    for path in texts:
        name, _, text = path.read_text().partition(":")
        name = name.strip().rpartition(".")[2]
        assert (name, text.strip().split("\n")[0]) in listed, path
