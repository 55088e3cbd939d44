"""Reports what newer packages leave for a person to do."""

from collections.abc import Sequence

from docs._ext.core.site import Site, is_mistake
from docs._ext.releases.data import (
    FAILS,
    RUNS,
    DataError,
    Measures,
    Verdict,
    is_proof,
)
from tests._harness.releases.calls import read_uses
from tests._harness.releases.changes import (
    Change,
    Finding,
    compare,
    describe_findings,
    find_seen,
    read_surfaces,
)

Verdicts = dict[str, Verdict]
Sections = dict[str, list[str]]
NOTHING = "Nothing is left for a person."


def write_report(title: str, about: Sequence[str], sections: Sections) -> str:
    """Write Markdown: what there is to know, then what there is to do."""
    lines = [f"# {title}", *(text for line in about for text in ("", line))]
    for name, below in sections.items():
        lines += ["", f"## {name}", "", *below] if below else []
    if not any(sections.values()):
        lines += ["", NOTHING]
    return "\n".join(lines) + "\n"


def select(measures: Measures, name: str) -> Verdicts:
    """Give what the files did in an environment."""
    rows = measures.rows.items()
    return {path: row.on[name] for path, row in rows if name in row.on}


def find_differing(before: Verdicts, after: Verdicts) -> Verdicts:
    """Give the verdicts of what ran, and now fails or says something else."""
    return {
        path: verdict
        for path, verdict in after.items()
        if verdict.kind != RUNS and before.get(path, Verdict(RUNS)).kind == RUNS
    }


def list_differing(
    differing: Verdicts, findings: Sequence[Finding] = ()
) -> Sections:
    """Sort what no longer gives what is written, with what it uses."""
    sections: Sections = {}
    for path, verdict in sorted(differing.items()):
        used = [f.change for f in findings if path in f.programs]
        lines = sections.setdefault(_name_section(path, verdict), [])
        lines.append(f"- `{path}`: {verdict}")
        lines += [f"  - it uses `{change}`" for change in used]
    return sections


def _name_section(path: str, verdict: Verdict) -> str:
    if is_proof(path):
        return "Pages with claims that no longer hold"
    if is_mistake(path):
        return "Mistakes with another error"
    if verdict.kind == FAILS:
        return "Programs that no longer run"
    return "Programs that give something else"


def compare_releases(
    site: Site, old: str, new: str
) -> tuple[list[Change], list[Finding]]:
    """Give all changes between two releases, and those that programs see."""
    before, after = surfaces = read_surfaces(site, [old, new])
    uses = {path: read_uses(text) for path, text in site.programs.items()}
    changes = list(compare(before, after))
    return changes, find_seen(changes, surfaces, uses)


def list_changes(changes: list[Change], findings: list[Finding]) -> Sections:
    """List what breaks, what will go and what is new."""
    breaking = [f for f in findings if f.change.breaks]
    new = [c for c in changes if c.kind == "new" and c.name.isidentifier()]
    return {
        "Changes of what the pages use": [*describe_findings(breaking)],
        "Deprecated now": [f"- `{c}`" for c in changes if c.announces],
        "New names": [f"- `dg.{c.name}`" for c in new if not c.parameter],
    }


def report_between(site: Site, measures: Measures, old: str, new: str) -> str:
    """Report what one measured release broke of what ran on another."""
    on = {name: select(measures, name) for name in (old, new)}
    for name, verdicts in on.items():
        if not verdicts:
            known = ", ".join(measures.series)
            raise DataError(f"not measured: {name}; there are: {known}")
    releases = [measures.environments[name].dagster for name in (old, new)]
    changes, findings = compare_releases(site, *releases)
    differing = find_differing(on[old], on[new])
    sections = list_differing(differing, findings)
    sections |= list_changes(changes, findings)
    title = f"Dagster {releases[1]}, after {releases[0]}"
    return write_report(title, [], sections)
