"""An asset graph shows what its definitions hold, and follows them."""

import re

import dagster as dg
import pytest

from docs._build.graphs import draw_graph


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


def texts(svg: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def test_each_asset_is_a_box_with_what_is_worth_knowing() -> None:
    assert texts(draw_graph(DEFS, "shop")) == [
        "orders",
        "group shop · duckdb",
        "prices",
        "external",
        "reports/revenue",
        "1 check",
    ]


def test_each_dependency_is_an_arrow() -> None:
    assert draw_graph(DEFS, "shop").count('class="edge"') == 2


def test_the_description_says_what_the_picture_shows() -> None:
    assert (
        "orders (group shop · duckdb). prices (external). "
        "reports/revenue (1 check) depends on orders and prices.</desc>"
    ) in draw_graph(DEFS, "shop")


def test_a_new_asset_appears() -> None:
    @dg.asset(deps=[revenue])
    def newsletter() -> None: ...

    more = dg.Definitions.merge(DEFS, dg.Definitions(assets=[newsletter]))
    svg = draw_graph(more, "shop")
    assert "newsletter" in texts(svg)
    assert svg.count('class="edge"') == 3


def test_no_two_boxes_overlap() -> None:
    svg = draw_graph(DEFS, "shop")
    boxes = [
        tuple(map(float, numbers))
        for numbers in re.findall(
            r'<rect x="(\S+)" y="(\S+)" width="(\S+)" height="(\S+)"', svg
        )
    ]
    for i, (x, y, width, height) in enumerate(boxes):
        for other_x, other_y, other_width, other_height in boxes[i + 1 :]:
            apart_x = x + width <= other_x or other_x + other_width <= x
            apart_y = y + height <= other_y or other_y + other_height <= y
            assert apart_x or apart_y


def test_definitions_that_do_not_load_are_not_drawn() -> None:
    @dg.asset
    def newsletter(customers: list[str]) -> None: ...

    with pytest.raises(dg.DagsterInvalidDefinitionError):
        draw_graph(dg.Definitions(assets=[newsletter]), "shop")
