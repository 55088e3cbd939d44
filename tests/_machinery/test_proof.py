"""Pages say of the tools of the site what these wrote."""

import json
from pathlib import Path

from docs._ext.core.site import Site
from docs._ext.proof import MUTANTS, UPGRADE, show_upgrade, tabulate_mutants


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


def test_the_last_upgrade_is_shown_as_it_was_printed(tmp_path: Path) -> None:
    data = tmp_path / UPGRADE
    data.parent.mkdir(parents=True)
    data.write_text("== install (0 s)\n")
    shown = show_upgrade(Site(tmp_path))
    assert shown == "```text\n== install (0 s)\n```"
