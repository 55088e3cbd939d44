"""A picture of keys, windows or runs shows what its program does."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import dagster as dg
import pytest

from tests._harness.draw.kinds import draw_picture
from tests._harness.draw.partitions import (
    draw_partitions,
    find_moment,
    read_dependencies,
)
from tests._harness.draw.runs import draw_runs, record_events
from tests._harness.draw.windows import draw_windows
from tests._harness.run.outputs import compare_file

DAYS = dg.DailyPartitionsDefinition("2025-05-01", end_date="2025-05-11")
OPEN_DAYS = dg.DailyPartitionsDefinition("2025-05-01")
HOURS = dg.HourlyPartitionsDefinition("2025-05-01-00:00")
WEEKS = dg.WeeklyPartitionsDefinition("2025-05-01")
REGIONS = dg.StaticPartitionsDefinition(["north", "south"])
BOTH = dg.MultiPartitionsDefinition({"day": OPEN_DAYS, "region": REGIONS})
DAY_BEFORE = dg.TimeWindowPartitionMapping(start_offset=-1, end_offset=-1)


def texts(svg: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def describe(svg: str) -> list[str]:
    return re.findall(r"<desc[^>]*>([^<]*)</desc>", svg)


def two_assets(
    above: dg.PartitionsDefinition,
    below: dg.PartitionsDefinition | None,
    mapping: dg.PartitionMapping | None = None,
) -> dg.Definitions:
    @dg.asset(partitions_def=above)
    def orders() -> None: ...

    dep = dg.AssetDep(orders, partition_mapping=mapping)

    @dg.asset(partitions_def=below, deps=[dep])
    def revenue(context: dg.AssetExecutionContext) -> None:
        context.log.info(context.asset_partition_keys_for_input("orders"))
        seen = context.asset_partition_keys_for_input("orders")
        context.add_output_metadata({"keys": sorted(seen)})

    return dg.Definitions(assets=[orders, revenue])


def read_in_a_run(defs: dg.Definitions, key: str | None) -> list[str]:
    """The keys that a real run of `revenue` reads."""
    assets = [
        a for a in defs.assets or [] if isinstance(a, dg.AssetsDefinition)
    ]
    result = dg.materialize(assets, selection=["revenue"], partition_key=key)
    (event,) = result.asset_materializations_for_node("revenue")
    keys = event.metadata["keys"].value
    assert isinstance(keys, list)
    return keys


@pytest.mark.parametrize(
    ("above", "below", "mapping"),
    [
        (DAYS, DAYS, None),
        (DAYS, DAYS, DAY_BEFORE),
        (OPEN_DAYS, WEEKS, None),
        (HOURS, OPEN_DAYS, None),
        (OPEN_DAYS, HOURS, None),
        (DAYS, REGIONS, dg.AllPartitionMapping()),
        (DAYS, None, dg.LastPartitionMapping()),
        (DAYS, None, None),
        (OPEN_DAYS, BOTH, None),
        (BOTH, OPEN_DAYS, None),
    ],
)
def test_a_run_reads_the_keys_that_the_picture_shows(
    above: dg.PartitionsDefinition,
    below: dg.PartitionsDefinition | None,
    mapping: dg.PartitionMapping | None,
) -> None:
    defs = two_assets(above, below, mapping)
    with dg.partition_loading_context(find_moment(defs)):
        (found,) = read_dependencies(defs)
    key, read = list(found.reads.items())[-1]
    assert sorted(read) == read_in_a_run(defs, key if below else None)


def count_lines(svg: str) -> int:
    return svg.count('class="edge"')


def test_each_key_that_is_read_has_a_line_to_the_key_that_reads_it() -> None:
    svg = draw_partitions(two_assets(OPEN_DAYS, WEEKS), "shop")
    assert count_lines(svg) == 7
    assert describe(svg) == [
        "revenue 2025-05-04 reads orders 2025-05-04 to 2025-05-10."
    ]


def test_another_mapping_is_another_picture() -> None:
    same = draw_partitions(two_assets(DAYS, DAYS), "shop")
    before = draw_partitions(two_assets(DAYS, DAYS, DAY_BEFORE), "shop")
    assert (count_lines(same), count_lines(before)) == (3, 2)
    assert "no mapping" in texts(same)
    assert "TimeWindowPartitionMapping" in texts(before)


def test_a_mapping_without_fields_is_named() -> None:
    svg = draw_partitions(
        two_assets(DAYS, None, dg.LastPartitionMapping()), "shop"
    )
    assert "LastPartitionMapping" in texts(svg)
    assert describe(svg) == ["revenue reads orders 2025-05-10."]


def test_keys_apart_are_not_told_as_a_range() -> None:
    some = dg.SpecificPartitionsPartitionMapping(
        ["2025-05-01", "2025-05-03", "2025-05-04"]
    )
    svg = draw_partitions(two_assets(DAYS, None, some), "shop")
    assert describe(svg) == [
        "revenue reads orders 2025-05-01 and 2025-05-03 and 2025-05-04."
    ]


def test_a_key_that_reads_nothing_says_so() -> None:
    nothing = dg.StaticPartitionMapping({"north": "north"})
    svg = draw_partitions(two_assets(REGIONS, REGIONS, nothing), "shop")
    assert count_lines(svg) == 1
    assert describe(svg) == ["revenue south reads nothing."]


def test_of_many_keys_the_first_and_the_last_are_shown() -> None:
    svg = draw_partitions(two_assets(HOURS, OPEN_DAYS), "shop")
    shown = [text for text in texts(svg) if text.startswith("2025-05-01-")]
    hours = ["00:00", "01:00", "02:00", "22:00", "23:00"]
    assert shown == [f"2025-05-01-{hour}" for hour in hours]
    assert "19 more" in texts(svg)


def test_in_two_dimensions_what_is_read_is_marked() -> None:
    one_to_both = draw_partitions(two_assets(OPEN_DAYS, BOTH), "shop")
    both_to_one = draw_partitions(two_assets(BOTH, OPEN_DAYS), "shop")
    assert one_to_both.count("●") == 2
    assert both_to_one.count("●") == 3


def test_a_picture_of_keys_does_not_depend_on_today() -> None:
    defs = two_assets(OPEN_DAYS, WEEKS)
    moment = find_moment(defs)
    assert moment.year == 2025
    with dg.partition_loading_context(moment):
        assert len(OPEN_DAYS.get_partition_keys()) < 31


def test_what_is_another_thing_each_day_is_not_drawn() -> None:
    last = two_assets(OPEN_DAYS, None, dg.LastPartitionMapping())
    with pytest.raises(ValueError, match="depends on the day; give the part"):
        draw_partitions(last, "shop")


def test_assets_without_partitions_are_not_drawn() -> None:
    @dg.asset
    def orders() -> None: ...

    with pytest.raises(ValueError, match="shop: nothing to draw; let an asset"):
        draw_partitions(dg.Definitions(assets=[orders]), "shop")


BERLIN_DAYS = dg.DailyPartitionsDefinition(
    "2025-01-01", timezone="Europe/Berlin"
)
BERLIN_HOURS = dg.HourlyPartitionsDefinition(
    "2025-01-01-00:00", timezone="Europe/Berlin"
)


def bars(svg: str) -> list[float]:
    return [
        float(width)
        for width in re.findall(r'class="marked"><rect.*?width="(\S+)"', svg)
    ]


def test_a_bar_is_as_long_as_its_day() -> None:
    svg = draw_windows([BERLIN_DAYS], "shop")
    spring, autumn = svg.split("</figure><figure")
    short, long = bars(spring), bars(autumn)
    assert [round(bar / short[0] * 24, 1) for bar in short] == [24, 23, 24]
    assert [round(bar / long[0] * 24, 1) for bar in long] == [24, 25, 24]


def test_the_hours_above_a_bar_are_local_and_those_below_are_utc() -> None:
    spring = draw_windows([BERLIN_DAYS], "shop").split("</figure>")[0]
    _, row = spring.split(">2025-03-30: 23 hours<")
    row, _ = row.split(">2025-03-31: 24 hours<")
    labels = re.findall(r'x="(\S+)" y="(\S+)">(\d+)<', row)
    above = min(float(y) for _, y, _ in labels)
    local = {text: float(x) for x, y, text in labels if float(y) == above}
    utc = {text: float(x) for x, y, text in labels if float(y) != above}
    hour = (local["6"] - local["3"]) / 3
    assert local["3"] - local["0"] == pytest.approx(2 * hour, abs=0.2)
    assert utc["3"] - utc["0"] == pytest.approx(3 * hour, abs=0.2)
    assert utc["0"] - local["0"] == pytest.approx(hour, abs=0.2)


def test_an_hour_that_comes_twice_has_two_bars() -> None:
    autumn = draw_windows([BERLIN_HOURS], "shop").split("</figure>")[1]
    assert [text for text in texts(autumn) if "-02:00" in text] == [
        "2025-10-26-02:00",
        "2025-10-26-02:00+0100",
    ]
    assert "2025-10-26-02:00+0100 is 01:00 to 02:00 UTC." in autumn
    assert len(set(bars(autumn))) == 1


def test_windows_without_a_change_of_the_clocks_are_not_drawn() -> None:
    with pytest.raises(ValueError, match="give a definition a time zone"):
        draw_windows([DAYS], "shop")


def draw(run: Callable[[], object]) -> str:
    with record_events() as events:
        run()
    return draw_runs(events, "shop")


def test_each_step_is_a_row_in_the_order_of_the_run() -> None:
    @dg.asset
    def orders() -> None: ...

    @dg.asset(deps=[orders])
    def revenue() -> None:
        raise ValueError

    @dg.asset(deps=[revenue])
    def report() -> None: ...

    svg = draw(
        lambda: dg.materialize([orders, revenue, report], raise_on_error=False)
    )
    assert describe(svg) == [
        "Run failed: orders materialized; revenue failed; report not run."
    ]
    first, second = re.findall(r'<g class="\w+"><rect x="(\S+)"', svg)
    assert float(first) < float(second)


def test_a_step_that_has_nothing_to_do_is_skipped() -> None:
    @dg.multi_asset(specs=[dg.AssetSpec("orders", skippable=True)])
    def nothing_new() -> Iterator[dg.MaterializeResult]:
        yield from ()

    @dg.asset(deps=["orders"])
    def revenue() -> None: ...

    svg = draw(lambda: dg.materialize([nothing_new, revenue]))
    assert "revenue skipped." in describe(svg)[0]
    assert "– skipped" in svg


def test_a_step_that_is_tried_again_has_a_bar_for_each_try() -> None:
    tries = iter([1, 2])

    @dg.asset(retry_policy=dg.RetryPolicy(max_retries=1))
    def orders() -> None:
        if next(tries) == 1:
            raise ValueError

    svg = draw(lambda: dg.materialize([orders]))
    assert describe(svg) == [
        "Run succeeded: orders to be tried again, then materialized."
    ]
    assert svg.count('<g class="failed">') == 1
    assert svg.count('<g class="marked">') == 1


def test_a_check_that_fails_is_marked() -> None:
    @dg.asset
    def orders() -> None: ...

    @dg.asset_check(asset=orders)
    def none_missing() -> dg.AssetCheckResult:
        return dg.AssetCheckResult(passed=False)

    svg = draw(lambda: dg.materialize([orders, none_missing]))
    assert "orders_none_missing check failed." in describe(svg)[0]
    assert "✗ check failed" in svg
    assert "check passed" not in svg


def test_each_run_names_its_keys() -> None:
    @dg.asset(partitions_def=DAYS)
    def orders() -> None: ...

    def backfill() -> None:
        for key in ("2025-05-01", "2025-05-02"):
            dg.materialize([orders], partition_key=key)

    (description,) = describe(draw(backfill))
    assert description.startswith("Run 1 of 2025-05-01 succeeded: orders")
    assert "Run 2 of 2025-05-02 succeeded: orders" in description


def test_a_run_that_raises_is_drawn_as_well() -> None:
    @dg.asset
    def orders() -> None:
        raise ValueError

    def run() -> None:
        with suppress(ValueError):
            dg.materialize([orders])

    assert describe(draw(run)) == ["Run failed: orders failed."]


def test_a_program_that_runs_nothing_is_not_drawn() -> None:
    with pytest.raises(ValueError, match="run an asset in the program"):
        draw(lambda: None)


PROGRAM = '''"""A shop."""
import dagster as dg

@dg.asset
def orders() -> None: ...

{more}
defs = dg.Definitions(assets=[orders])

if __name__ == "__main__":
    dg.materialize([orders])
'''


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program with a picture of each asset and one of its run."""
    path = tmp_path / "shop.py"
    path.write_text(PROGRAM.format(more=""))
    return path


def draw_beside(program: Path, ending: str, folder: Path) -> str:
    folder.mkdir()
    return draw_picture(program.with_suffix(ending), folder)


@pytest.mark.parametrize("ending", [".svg", ".run.svg"])
def test_a_picture_that_is_out_of_date_fails(
    program: Path, tmp_path: Path, ending: str
) -> None:
    picture = program.with_suffix(ending)
    picture.write_text(draw_beside(program, ending, tmp_path / "first"))
    text = program.read_text().replace("orders", "invoices")
    program.write_text(text)
    with pytest.raises(
        pytest.fail.Exception, match=r"shop\.(run\.)?svg:1: .*--update-examples"
    ):
        compare_file(
            picture,
            draw_beside(program, ending, tmp_path / "second"),
            update=False,
        )


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("raise KeyError('prices')", r"shop\.py:7: KeyError"),
        ("orders = None", r"shop\.py:8: "),
    ],
)
def test_a_program_that_does_not_load_is_named_with_the_line(
    program: Path, tmp_path: Path, more: str, message: str
) -> None:
    program.write_text(PROGRAM.format(more=more))
    with pytest.raises(pytest.fail.Exception, match=message):
        draw_beside(program, ".svg", tmp_path / "folder")


@pytest.mark.parametrize(
    ("ending", "message"),
    [
        (".partitions.svg", "let an asset depend on one with partitions"),
        (".windows.svg", "give a definition a time zone"),
        (".runs.svg", r"shop\.runs\.svg:1: no such kind of picture; name it"),
    ],
)
def test_a_picture_of_nothing_fails_with_the_remedy(
    program: Path, tmp_path: Path, ending: str, message: str
) -> None:
    with pytest.raises(pytest.fail.Exception, match=message):
        draw_beside(program, ending, tmp_path / "folder")
