"""Shows what each release changed, and since when there is a name."""

import json
from collections.abc import Callable, Iterator
from html import escape
from typing import Any

from docs._ext.core.site import Site, per_site
from docs._ext.releases.data import current, is_proof
from docs._ext.releases.table import choice

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
_Write = Callable[[list[_Change]], Iterator[str]]


@per_site
def _load(site: Site, file: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site.root / file).read_text())
    return found


def write_api(site: Site, series: str) -> str:
    """List in Markdown what each release of a series changed."""
    return "\n".join(_list(site, series, _write))


def draw_api(site: Site, series: str) -> str:
    """Draw the same as lists that a person can filter, without a script."""
    chosen = "form.kinds:has(#kind-{0}:checked)~"
    rule = f"{chosen}ul li:not(.{{0}}),{chosen}h2:has(+ul:not(:has(.{{0}})))"
    rules = ",".join(rule.format(token) for token in _TOKENS)
    form = choice("Kind", "kind", {"all": "all", **_TOKENS})
    intro, *lists = _list(site, series, _draw)
    style = f"<style>{rules}{{display:none}}</style>"
    form = f'{style}<form class="kinds">{form}</form>'
    return "\n".join([intro, "", form, *lists])


def _list(site: Site, series: str, write: _Write) -> Iterator[str]:
    steps = {
        release: step
        for release, step in _load(site, CHANGED).items()
        if release.startswith(f"{series}.") and step["changes"]
    }
    changes = [change for step in steps.values() for change in step["changes"]]
    tokens = [_token(change) for change in changes]
    counts = [f"{tokens.count(t)} {title}" for t, title in _TOKENS.items()]
    yield f"{len(changes)} changes: {', '.join(counts)}."
    for release, step in steps.items():
        yield from ("", f"## {release}", "", *write(step["changes"]))


def _token(change: _Change) -> str:
    return (
        "breaks"
        if change.get("breaks")
        else _KINDS.get(change["kind"], "other")
    )


def _write(changes: list[_Change]) -> Iterator[str]:
    for change in changes:
        mark = "**Breaks.** " if change.get("breaks") else ""
        text = " Instead: ".join(_sentences(change))
        yield f"- {mark}`{change['what']}` {text}"


def _draw(changes: list[_Change]) -> Iterator[str]:
    items = []
    for change in changes:
        token = _token(change)
        mark = "<strong>Breaks.</strong> " if token == "breaks" else ""
        text = escape(" Instead: ".join(_sentences(change)))
        what = f"<code>{escape(change['what'])}</code>"
        items.append(f'<li class="{token}">{mark}{what} {text}</li>')
    yield f"<ul>{''.join(items)}</ul>"


def _sentences(change: _Change) -> list[str]:
    texts = [change["text"], change.get("instead", "")]
    return [f"{text.rstrip('.')}." for text in texts if text]


def since(site: Site, identifier: str) -> str:
    """Say since when there is a name of Dagster."""
    first = next(iter(_load(site, CHANGED).values()))["after"]
    known = _load(site, NAMES).get(identifier)
    if known is None:
        return ""
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
