"""The index of errors holds what every mistake raises."""

from pathlib import Path

from docs._ext.core.site import ROOT, Site
from docs._ext.errors import find_mistakes, write_errors

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


def test_each_error_is_below_its_class_with_cause_and_place(
    tmp_path: Path,
) -> None:
    files = {
        "README.md": "",
        "docs/topic/page.md": PAGE,
        "snippets/topic/page/mistake_day.txt": "KeyError: 'day'\n",
        "snippets/topic/page/mistake_other.txt": (
            "ValueError: no order\n\n"
            "The above exception was the direct cause of the following "
            "exception:\n\ndagster._core.errors.DagsterTypeCheckError: it\n"
            "failed\n"
        ),
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    assert write_errors(Site(tmp_path)).splitlines() == [
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
    mistakes = find_mistakes(Site())
    listed = {error for mistake in mistakes for error in mistake.errors}
    texts = sorted((ROOT / "snippets").rglob("mistake_*.txt"))
    assert len(texts) > 100
    for path in texts:
        name, _, text = path.read_text().partition(":")
        name = name.strip().rpartition(".")[2]
        assert (name, text.strip().split("\n")[0]) in listed, path
