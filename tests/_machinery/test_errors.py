"""The index of errors holds what every mistake raises."""

import re
from pathlib import Path

from docs._ext.core.site import ROOT, Site
from docs._ext.errors import find_mistakes, write_errors
from tests._machinery.tools import write_files

PAGE = """# Title

## What goes wrong

### “No `day`” { #no-day }

```text
--8<-- "snippets/topic/page/mistake_day.txt"
```

Name the [day](../day.md), `dg.Day`. It is a key.

### It failed

```python
## no heading
--8<-- "snippets/topic/page/mistake_other.py"
```

### It failed

```text
--8<-- "snippets/topic/page/mistake_other.txt"
```

Order one:

```text
--8<-- "snippets/topic/page/mistake_field.txt"
```

Write a number, `1.5 `.

### Again

```text
--8<-- "snippets/topic/page/mistake_same.txt"
```

--8<-- "snippets/topic/page/shop.svg"

- Add the field, as shown above.
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
        "snippets/topic/page/mistake_field.txt": (
            "ValueError: 1 fault\nprice\n  Got 'x'\n"
        ),
        "snippets/topic/page/mistake_same.txt": (
            "ValueError: 1 fault\nname\n  Field required\n"
        ),
    }
    place = "[Title](topic/page.md#"
    assert write_errors(write_files(tmp_path, files)).splitlines() == [
        "## DagsterTypeCheckError",
        "",
        f"- `` it ``<br>{place}it-failed_1): Order one.",
        "",
        "## KeyError",
        "",
        f"- `` 'day' ``<br>{place}no-day): Name the day, `dg.Day`.",
        "",
        "## ValueError",
        "",
        f"- `` Field required ``<br>{place}again): Add the field.",
        f"- `` Got 'x' ``<br>{place}it-failed_1): Write a number, `1.5 `.",
        f"- `` no order ``<br>{place}it-failed_1): Order one.",
    ]


def test_what_reads_alike_is_one_entry_with_several_places() -> None:
    entries = write_errors(Site()).splitlines()
    shown = [e.partition("``<br>")[0] for e in entries if "``<br>" in e]
    classes = [line for line in entries if line.startswith("##")]
    assert len(shown) > 100
    assert max(map(len, shown)) < 170
    assert len(entries) == len({*entries} - {""}) + entries.count("")
    assert classes == sorted({*classes}, key=str.lower)
    (alike,) = [e for e in entries if "Failed to resolve asset job __e" in e]
    assert alike.count("<br>[") == 2


def test_the_error_of_every_mistake_is_listed() -> None:
    mistakes = find_mistakes(Site())
    listed = {error for mistake in mistakes for error in mistake.errors}
    texts = sorted((ROOT / "snippets").rglob("mistake_*.txt"))
    assert len(texts) > 100
    for path in texts:
        name, _, text = path.read_text().partition(":")
        name = name.strip().rpartition(".")[2]
        first = text.partition("\nThe above exception")[0].strip()
        assert (name, first) in listed, path


def test_no_remedy_points_at_what_the_index_does_not_show() -> None:
    for mistake in find_mistakes(Site()):
        assert not re.search(r"above(?! `)|below", mistake.remedy), mistake
