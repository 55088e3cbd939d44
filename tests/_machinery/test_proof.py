"""The figures of the proof are those of the data."""

import json
from pathlib import Path

from docs._ext.core.site import Site
from docs._ext.proof import MUTANTS, tabulate_mutants


def test_mutants_are_counted_topic_by_topic(tmp_path: Path) -> None:
    data = tmp_path / MUTANTS
    data.parent.mkdir(parents=True)
    rows = {
        "snippets/assets/a/x.py": {"mutants": 3, "alive": {"1: a => b": "why"}},
        "snippets/assets/b/y.py": {"mutants": 1000, "alive": {}},
        "snippets/metaxy/c/z.py": {"mutants": 5, "alive": {}},
    }
    data.write_text(json.dumps(rows))
    assert tabulate_mutants(Site(tmp_path)).splitlines()[2:] == [
        "| assets | 1,002 | 1,003 |",
        "| metaxy | 5 | 5 |",
        "| **all** | **1,007 (99.9%)** | **1,008** |",
    ]
