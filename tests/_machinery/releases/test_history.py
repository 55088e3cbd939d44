"""What each release changed, and since when there is what, is kept."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from markdown import markdown

from docs._ext.core.site import current_site
from docs._ext.releases.data import current, order
from docs._ext.releases.history import (
    CHANGED,
    draw_api,
    since,
    write_api,
    write_compat,
)
from tests._harness.releases.environment import SERIES
from tests._harness.releases.history import list_names, list_steps
from tests._harness.releases.surface import Surface, Symbol

GOING = {"deprecated": "2.0"}


def surface(release: str, **symbols: Symbol) -> Surface:
    named = {name.replace("__io", "(io)"): s for name, s in symbols.items()}
    return Surface(release, named)


def function(**rest: Any) -> Symbol:
    return Symbol("function", "shop.asset", **rest)


def parameter(**rest: Any) -> Symbol:
    return Symbol("parameter", "io", default="1", **rest)


HISTORY = [
    surface("1.9.0", asset=function(), old=function()),
    surface("1.9.1", asset=function(), asset__io=parameter()),
    surface(
        "1.9.2",
        asset=function(stages=GOING, advice="Use op."),
        asset__io=parameter(hidden=True),
        old=function(),
    ),
    surface("1.9.3", asset=function(stages=GOING), old=function()),
]


def test_each_name_has_its_releases() -> None:
    assert list_names(HISTORY) == {
        "dagster.asset": {
            "since": "1.9.0",
            "deprecated": {"since": "1.9.2", "removal": "2.0"},
            "keywords": {
                "io": {
                    "since": "1.9.1",
                    "until": "1.9.2",
                    "hidden": {"since": "1.9.2"},
                }
            },
        },
        "dagster.old": {"since": "1.9.2"},
    }


def test_each_release_has_its_changes() -> None:
    steps = list_steps(HISTORY)
    texts = {
        release: [f"{c['what']} {c['text']}" for c in step["changes"]]
        for release, step in steps.items()
    }
    assert texts == {
        "1.9.1": ["dg.asset(io=) is new", "dg.old is gone"],
        "1.9.2": [
            "dg.asset is deprecated now, to be removed in 2.0",
            "dg.asset(io=) is hidden: still accepted, not in the signature",
            "dg.old is back as it was in 1.9.0",
        ],
        "1.9.3": ["dg.asset(io=) is gone"],
    }
    assert steps["1.9.2"]["after"] == "1.9.1"
    assert steps["1.9.2"]["changes"][0]["instead"] == "Use op."
    assert [c.get("breaks") for c in steps["1.9.1"]["changes"]] == [None, True]


def test_what_dagster_does_not_document_is_left_out() -> None:
    hidden = Symbol("function", documented=False)
    new = Surface("1.9.1", {"Run": Symbol("class"), "Run.f": hidden})
    old = Surface("1.9.0", {"Run": Symbol("class")})
    assert list_steps([old, new])["1.9.1"]["changes"] == []
    assert [*list_names([old, new])] == ["dagster.Run"]


def test_the_history_ends_with_the_measured_release() -> None:
    site = current_site()
    steps = json.loads((site.root / CHANGED).read_text())
    measured = {e.dagster for e in current(site).environments.values()}
    assert [*steps] == sorted(steps, key=order)
    assert [*steps][-1] == max(measured, key=order)
    assert measured <= {*steps}  # of the newest patch of each series


@pytest.mark.parametrize("series", SERIES[1:])
def test_both_lists_of_a_series_have_each_change(series: str) -> None:
    site = current_site()
    steps = json.loads((site.root / CHANGED).read_text())
    of_series = [s for r, s in steps.items() if r.startswith(f"{series}.")]
    count = sum(len(step["changes"]) for step in of_series)
    assert count
    assert write_api(site, series).count("\n- ") == count
    html = markdown(draw_api(site, series), extensions=["attr_list"])
    items = BeautifulSoup(html, "html.parser").find_all("li")
    classes = [" ".join(item["class"]) for item in items]
    assert len(items) == count
    assert {*classes} <= {"breaks", "going", "new", "other"}
    assert not any("{ ." in item.get_text() for item in items)


def test_a_change_says_what_to_write_instead() -> None:
    text = write_api(current_site(), "1.12")
    line = next(x for x in text.splitlines() if "dg.build_sensor_for_" in x)
    assert "Instead: Use dg.FreshnessPolicy, as in [tools/migration" in line


def test_an_entry_says_since_when_it_is_there() -> None:
    site = current_site()
    assert since(site, "dagster.asset") == "Since Dagster 1.9.0 or earlier."
    assert since(site, "dagster.BetaWarning").startswith("Since Dagster 1.10.")
    assert since(site, "metaxy.ext.dagster.metaxify") == ""


def test_compat_json_has_what_its_page_says() -> None:
    site = current_site()
    page = site.pages["docs/releases/compat_json.md"]
    content = json.loads(write_compat(site))
    assert content["license"] == "CC0-1.0"
    assert {key for key in content if f"| `{key}` |" not in page} == set()
    keys = {key for name in content["names"].values() for key in name}
    keys |= {
        key
        for name in content["names"].values()
        for keyword in name.get("keywords", {}).values()
        for key in keyword
    }
    assert {key for key in keys if f"`{key}`" not in page} == set()
    assert content["names"]["dagster.asset"]["keywords"]["name"]
    kinds = {k for p in content["programs"].values() for k in p.values()}
    assert kinds <= {"runs", "differs", "fails"}
