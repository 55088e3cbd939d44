"""What the site's own tools said last: figures, and a transcript."""

import json
import math

from docs._ext.core.site import Site

MUTANTS = "docs/_ext/data/mutants.json"
UPGRADE = "docs/_ext/data/upgrade.txt"


def show_upgrade(site: Site, _: str = "") -> str:
    """Show what the last upgrade printed."""
    return f"```text\n{(site.root / UPGRADE).read_text()}```"


def tabulate_mutants(site: Site, _: str = "") -> str:
    """Write how many mutants were tried and killed, topic by topic."""
    rows = json.loads((site.root / MUTANTS).read_text())
    topics: dict[str, list[int]] = {}
    for name, row in sorted(rows.items()):
        killed, tried = topics.get(topic := name.split("/")[1], (0, 0))
        killed += row["mutants"] - len(row["alive"])
        topics[topic] = [killed, tried + row["mutants"]]
    killed, tried = (
        sum(counts) for counts in zip(*topics.values(), strict=True)
    )
    share = math.floor(1000 * killed / tried) / 10  # 100 % is all.
    lines = ["| topic | killed | of |", "| --- | ---: | ---: |"]
    lines += [f"| {t} | {k:,} | {of:,} |" for t, (k, of) in topics.items()]
    lines += [f"| **all** | **{killed:,} ({share}%)** | **{tried:,}** |"]
    return "\n".join(lines)
