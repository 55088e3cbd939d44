"""A graph shows what its program defines, and follows it."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import dagster as dg
import pytest

from tests._harness.draw.assets import draw_graph
from tests._harness.draw.features import draw_feature_graph
from tests._machinery.draw.reading import (
    count_arrows,
    describe,
    read_arrows,
    read_boxes,
    texts,
)

if TYPE_CHECKING:
    import metaxy as mx


@dg.asset(kinds={"duckdb"}, group_name="shop")
def orders() -> None: ...


@dg.asset(deps=[orders, "prices"], key_prefix="reports")
def revenue() -> None: ...


@dg.asset_check(asset=revenue)
def revenue_is_positive() -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=True)


DEFS = dg.Definitions(
    assets=[orders, revenue, dg.AssetSpec("prices")],
    asset_checks=[revenue_is_positive],
)


def test_a_graph_shows_each_asset_and_what_it_depends_on() -> None:
    svg = draw_graph(DEFS, "shop")
    assert texts(svg) == [
        "orders",
        "group shop · duckdb",
        "prices",
        "external",
        "reports/revenue",
        "1 check",
    ]
    assert count_arrows(svg) == 2
    assert describe(svg) == [
        "orders (group shop · duckdb). prices (external). "
        "reports/revenue (1 check) depends on orders and prices."
    ]


def test_what_starts_an_asset_is_in_its_box() -> None:
    @dg.asset(deps=[orders])
    def newsletter() -> None: ...

    @dg.asset(automation_condition=dg.AutomationCondition.eager())
    def letters() -> None: ...

    @dg.asset(partitions_def=dg.DailyPartitionsDefinition("2025-05-01"))
    def invoices() -> None: ...

    job = dg.define_asset_job("send", selection=[newsletter])

    @dg.asset_sensor(asset_key=orders.key, job=job)
    def orders_arrived() -> dg.RunRequest:
        return dg.RunRequest()

    nightly = dg.ScheduleDefinition(
        name="nightly", job=job, cron_schedule="@daily"
    )
    defs = dg.Definitions(
        assets=[orders, newsletter, letters, invoices],
        sensors=[orders_arrived],
        schedules=[nightly],
    )
    assert texts(draw_graph(defs, "shop")) == [
        "invoices",
        "daily partitions",
        "letters",
        "eager",
        "newsletter",
        "schedule nightly · sensor orders_arrived",
        "orders",
        "group shop · duckdb · watched by orders_arrived",
    ]


@pytest.mark.parametrize("more", [[], ["letters", "invoices"]])
def test_a_long_arrow_leads_past_the_boxes_between(more: list[str]) -> None:
    report = dg.AssetSpec("report", deps=[revenue, orders])
    others = [dg.AssetSpec(name, deps=[revenue]) for name in more]
    defs = dg.Definitions(assets=[orders, revenue, report, *others])
    svg = draw_graph(defs, "shop")
    (bends,) = [arrow[1:-1] for arrow in read_arrows(svg) if len(arrow) > 2]
    for x, y in bends:
        for left, top, width, height in read_boxes(svg):
            is_inside = left < x < left + width and top < y < top + height
            assert not is_inside


@pytest.mark.parametrize("kind", ["assets", "features"])
def test_no_two_boxes_overlap(kind: str, features: "mx.FeatureGraph") -> None:
    add_feature("customers", ["name"], [])
    add_feature("letters", ["text"], ["customers", "invoices"])
    svg = (
        draw_graph(DEFS, "shop")
        if kind == "assets"
        else draw_feature_graph(features, "shop")
    )
    boxes = read_boxes(svg)
    assert len(boxes) > 2
    for i, (x, y, width, height) in enumerate(boxes):
        for other_x, other_y, other_width, other_height in boxes[i + 1 :]:
            apart_x = x + width <= other_x or other_x + other_width <= x
            apart_y = y + height <= other_y or other_y + other_height <= y
            assert apart_x or apart_y


def test_a_program_without_assets_is_not_drawn() -> None:
    with pytest.raises(ValueError, match="shop: nothing to draw; define it"):
        draw_graph(dg.Definitions(), "shop")


def add_feature(
    key: str, fields: list["str | mx.FieldSpec"], deps: list[str]
) -> None:
    """Define a feature in the graph that is in use."""
    import metaxy as mx

    metaxy: Any = mx
    base = metaxy.BaseFeature
    spec = metaxy.FeatureSpec(
        key=key, id_columns=["id"], fields=fields, deps=deps
    )
    type(base)(key, (base,), {"__module__": __name__}, spec=spec)


@pytest.fixture
def features() -> Iterator["mx.FeatureGraph"]:
    """Orders with two fields, and invoices whose total needs one of them."""
    import metaxy as mx

    with mx.FeatureGraph().use() as graph:
        add_feature("orders", ["status", "amount"], [])
        amount = mx.FieldDep(feature="orders", fields=["amount"])
        total = mx.FieldSpec(key="total", deps=[amount], code_version="2")
        add_feature("invoices", [total], ["orders"])
        yield graph


def test_a_feature_graph_shows_fields_and_what_each_depends_on(
    features: "mx.FeatureGraph",
) -> None:
    svg = draw_feature_graph(features, "shop")
    assert texts(svg) == [
        "orders",
        "by id",
        "status",
        "amount",
        "invoices",
        "by id",
        "total · version 2",
    ]
    assert describe(svg) == [
        "orders (by id). Field status. Field amount. "
        "invoices (by id) depends on orders. "
        "Field total · version 2 depends on orders.amount."
    ]
    heights = {
        text: float(y) - 4
        for y, text in re.findall(r'<text x="\S+" y="(\S+)">([^<]*)<', svg)
    }
    (((_, start), (_, end)),) = read_arrows(svg)
    assert start == heights["amount"]
    assert end == heights["total · version 2"]


def test_a_new_dependency_of_a_field_is_one_more_arrow(
    features: "mx.FeatureGraph",
) -> None:
    before = draw_feature_graph(features, "shop")
    add_feature("reminders", ["text"], ["orders"])
    after = draw_feature_graph(features, "shop")
    assert count_arrows(after) == count_arrows(before) + 2
    assert "Field text depends on orders.amount and orders.status." in after


def test_a_feature_that_no_field_is_made_from_has_an_arrow_of_its_own(
    features: "mx.FeatureGraph",
) -> None:
    import metaxy as mx

    amount = mx.FieldDep(feature="orders", fields=["amount"])
    text = mx.FieldSpec(key="text", deps=[amount])
    add_feature("customers", ["name"], [])
    add_feature("letters", [text], ["customers", "orders"])
    svg = draw_feature_graph(features, "shop")
    assert count_arrows(svg) == 3
    assert "letters (by id) depends on customers and orders." in svg
