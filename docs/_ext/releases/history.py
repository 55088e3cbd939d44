"""Shows what each release changed, and since when there is a name."""

import json
import re
import tomllib
from collections.abc import Iterator
from html import escape
from typing import Any

from docs._ext.core.site import PRESET, Site, per_site
from docs._ext.releases.data import current, is_proof
from docs._ext.releases.table import draw_choice

CHANGED = "docs/_ext/data/changed.json"
NAMES = "docs/_ext/data/names.json"
_TOKENS = {
    "breaks": "breaks",
    "going": "deprecated or superseded",
    "new": "new",
    "other": "other",
}
_KINDS = {"announced": "going", "hidden": "going", "new": "new"}

_Change = dict[str, Any]


@per_site
def _load(site: Site, file: str) -> dict[str, Any]:
    path = site.root / file
    text = path.read_text() if path.exists() else "{}"
    found: dict[str, Any] = json.loads(text)
    return found


def write_api(site: Site, series: str) -> str:
    """List in Markdown what each release of a series changed."""
    return "\n".join(_list(site, series))


def draw_api(site: Site, series: str) -> str:
    """List the same so that a person can filter it, without a script."""
    rules = ",".join(
        f"form.kinds:has(#kind-{token}:checked)~h2:not(.{token}),"
        f"form.kinds:has(#kind-{token}:checked)~ul>li:not(.{token})"
        for token in _TOKENS
    )
    choice = draw_choice("Kind", "kind", {"all": "all", **_TOKENS})
    style = f"<style>{rules}{{display:none}}</style>"
    form = f'{style}<form class="compatibility kinds">{choice}</form>'
    intro, *lists = _list(site, series, classes=True)
    return "\n".join([intro, "", form, *lists])


def _list(site: Site, series: str, *, classes: bool = False) -> Iterator[str]:
    steps = {
        release: step
        for release, step in _load(site, CHANGED).items()
        if release.startswith(f"{series}.") and step["changes"]
    }
    tokens = [_token(c) for step in steps.values() for c in step["changes"]]
    counts = [f"{tokens.count(t)} {title}" for t, title in _TOKENS.items()]
    yield f"{len(tokens)} changes: {', '.join(counts)}."

    def mark(*changes: _Change) -> str:
        found = " .".join(dict.fromkeys(map(_token, changes)))
        return f" {{ .{found} }}" if classes else ""

    for release, step in steps.items():
        changes = step["changes"]
        yield from (
            "",
            f"## {release}, after {step['after']}{mark(*changes)}",
            "",
        )
        for change in changes:
            yield f"- {_describe(site, change)}"
            if classes:  # `attr_list` reads those of an item below its text
                yield f" {mark(change)}"


def _token(change: _Change) -> str:
    kind = _KINDS.get(change["kind"], "other")
    return "breaks" if change.get("breaks") else kind


def _describe(site: Site, change: _Change) -> str:
    mark = "**Breaks.** " if change.get("breaks") else ""
    text = escape(change["text"].rstrip("."), quote=False)
    instead = _advise(site, change)
    instead = f" Instead: {instead.rstrip('.')}." if instead else ""
    return f"{mark}`{change['what']}` {text}.{instead}"


def _advise(site: Site, change: _Change) -> str:
    """What the site knows to write instead, or else what Dagster says."""
    if _token(change) not in ("breaks", "going"):
        return ""
    name = re.sub(r"^dg\.", "dagster.", change["what"])
    rule = _read_rules(site).get(name, {}).get("msg", "")
    text, _, page = rule.removeprefix("Gone. ").partition(" See ")
    if f"docs/{page}.md" in site.pages:
        return f"{text.rstrip('.')}, as in [{page}](../{page}.md)"
    return escape(text or change.get("instead", ""), quote=False)


@per_site
def _read_rules(site: Site) -> dict[str, dict[str, str]]:
    settings = tomllib.loads((site.root / PRESET).read_text())
    rules: dict[str, dict[str, str]]
    rules = settings["lint"]["flake8-tidy-imports"]["banned-api"]
    return rules


def since(site: Site, identifier: str) -> str:
    """Say since when there is a name of Dagster."""
    known = _load(site, NAMES).get(identifier)
    if known is None:
        return ""
    first = next(iter(_load(site, CHANGED).values()))["after"]
    older = " or earlier" if known["since"] == first else ""
    return f"Since Dagster {known['since']}{older}."


def write_compat(site: Site) -> str:
    """Write `compat.json`, for programs to read."""
    measures = current(site)
    changed = _load(site, CHANGED)
    first = next(iter(changed.values()))["after"]
    programs = {
        path: {name: verdict.kind for name, verdict in row.on.items()}
        | row.turns
        for path, row in measures.rows.items()
        if not is_proof(path)
    }
    content = {
        "version": 1,
        "license": "CC0-1.0",
        "releases": [first, *changed],
        "environments": {
            name: {"dagster": where.dagster, "python": where.python}
            for name, where in measures.environments.items()
        },
        "names": _load(site, NAMES),
        "programs": programs,
    }
    return json.dumps(content, separators=(",", ":"), sort_keys=True)
