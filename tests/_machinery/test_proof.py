"""Pages say of the tools of the site what these wrote."""

import json
from pathlib import Path

from docs._ext.proof import MUTANTS, UPGRADE, show_upgrade, tabulate_mutants
from tests._machinery.tools import write_files


def test_mutants_are_counted_topic_by_topic(tmp_path: Path) -> None:
    rows = {
        "snippets/assets/a/x.py": {"mutants": 3, "alive": {"1: a => b": "why"}},
        "snippets/assets/b/y.py": {"mutants": 1000, "alive": {}},
        "snippets/metaxy/c/z.py": {"mutants": 5, "alive": {}},
    }
    site = write_files(tmp_path, {MUTANTS: json.dumps(rows)})
    assert tabulate_mutants(site).splitlines()[2:] == [
        "| assets | 1,002 | 1,003 |",
        "| metaxy | 5 | 5 |",
        "| **all** | **1,007 (99.9%)** | **1,008** |",
    ]


def test_the_last_upgrade_is_shown_as_it_was_printed(tmp_path: Path) -> None:
    site = write_files(tmp_path, {UPGRADE: "== install (0 s)\n"})
    shown = show_upgrade(site)
    assert shown == "```text\n== install (0 s)\n```"
