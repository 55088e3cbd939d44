"""A picture of keys or runs shows what its program does."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from tests._harness.draw.kinds import draw_picture
from tests._harness.draw.partitions import (
    draw_partitions,
    find_moment,
    read_dependencies,
)
from tests._harness.draw.runs import draw_runs, record_runs
from tests._harness.run.outputs import Fault, compare_file
from tests._machinery.draw.reading import (
    count_arrows,
    describe,
    read_boxes,
    texts,
)

DAYS = dg.DailyPartitionsDefinition("2025-05-01", end_date="2025-05-11")
OPEN_DAYS = dg.DailyPartitionsDefinition("2025-05-01")
HOURS = dg.HourlyPartitionsDefinition("2025-05-01-00:00")
WEEKS = dg.WeeklyPartitionsDefinition("2025-05-01")
REGIONS = dg.StaticPartitionsDefinition(["north", "south"])
BOTH = dg.MultiPartitionsDefinition({"day": OPEN_DAYS, "region": REGIONS})
DAY_BEFORE = dg.TimeWindowPartitionMapping(start_offset=-1, end_offset=-1)


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


def read(*assets: Any) -> tuple[str, int, str]:
    """The mapping that a picture names, its arrows and its description."""
    svg = draw_partitions(two_assets(*assets), "shop")
    (description,) = describe(svg)
    return texts(svg)[-3], count_arrows(svg), description


def test_each_key_that_is_read_has_an_arrow_to_the_key_that_reads_it() -> None:
    days = "revenue 2025-05-04 reads orders 2025-05-04 to 2025-05-10."
    assert read(OPEN_DAYS, WEEKS) == ("default mapping", 7, days)


def test_another_mapping_is_another_picture() -> None:
    day = "revenue 2025-05-03 reads orders 2025-05-02."
    mapping = "TimeWindowPartitionMapping"
    assert read(DAYS, DAYS, DAY_BEFORE) == (mapping, 2, day)


def test_a_mapping_without_fields_is_named() -> None:
    day = "revenue reads orders 2025-05-10."
    last = dg.LastPartitionMapping()
    assert read(DAYS, None, last) == ("LastPartitionMapping", 1, day)


def test_keys_apart_are_not_described_as_a_range() -> None:
    keys = ["2025-05-01", "2025-05-03", "2025-05-04"]
    some = dg.SpecificPartitionsPartitionMapping(keys)
    _, _, description = read(DAYS, None, some)
    assert description == f"revenue reads orders {' and '.join(keys)}."


def test_a_key_that_reads_nothing_is_described() -> None:
    north = dg.StaticPartitionMapping({"north": "north"})
    _, arrows, description = read(REGIONS, REGIONS, north)
    assert (arrows, description) == (1, "revenue south reads nothing.")


def test_of_many_keys_the_first_and_the_last_are_shown() -> None:
    svg = draw_partitions(two_assets(HOURS, OPEN_DAYS), "shop")
    shown = [text for text in texts(svg) if text.startswith("2025-05-01-")]
    hours = ["00:00", "01:00", "02:00", "22:00", "23:00"]
    assert shown == [f"2025-05-01-{hour}" for hour in hours]
    assert "19 more" in texts(svg)


def test_in_two_dimensions_what_is_read_is_marked() -> None:
    to_both = draw_partitions(two_assets(OPEN_DAYS, BOTH), "shop")
    assert to_both.count("●") == 2
    from_both = draw_partitions(two_assets(BOTH, OPEN_DAYS), "shop")
    assert from_both.count("●") == 3


def test_a_picture_of_keys_does_not_depend_on_today() -> None:
    moment = find_moment(two_assets(OPEN_DAYS, WEEKS))
    assert f"{moment:%Y-%m}" == "2025-05"


def test_what_is_another_thing_each_day_is_not_drawn() -> None:
    last = two_assets(OPEN_DAYS, None, dg.LastPartitionMapping())
    with pytest.raises(ValueError, match="depends on the day; give the part"):
        draw_partitions(last, "shop")


def draw(*assets: Any, keys: Iterable[str | None] = (None,)) -> str:
    with record_runs() as runs, suppress(ValueError):
        for key in keys:
            dg.materialize(assets, partition_key=key)
    return draw_runs(runs.values(), "shop")


@dg.asset(partitions_def=DAYS)
def daily_orders() -> None: ...


@dg.asset
def failing() -> None:
    raise ValueError


@dg.asset(deps=[failing])
def report() -> None: ...


@dg.asset_check(asset=daily_orders)
def none_missing() -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=False)


@dg.multi_asset(specs=[dg.AssetSpec("news", skippable=True)])
def nothing_new() -> Iterator[dg.MaterializeResult]:
    yield from ()


@dg.asset(deps=["news"])
def letter() -> None: ...


def test_a_step_that_fails_and_one_that_does_not_run_are_drawn() -> None:
    svg = draw(failing, report)
    assert describe(svg) == ["Run: failed. failing failed; report not run."]
    assert any("✗ failed" in text for text in texts(svg))


def test_a_step_that_has_nothing_to_do_is_skipped() -> None:
    svg = draw(nothing_new, letter)
    assert "letter skipped." in describe(svg)[0]
    assert "– skipped   not to scale" in texts(svg)


def test_a_check_that_fails_is_marked() -> None:
    svg = draw(daily_orders, none_missing, keys=["2025-05-01"])
    assert "none_missing check failed." in describe(svg)[0]
    assert "● materialized   ✗ check failed   not to scale" in texts(svg)
    assert "none_missing" in texts(svg)


def test_each_run_names_its_keys() -> None:
    assert describe(draw(daily_orders, keys=["2025-05-01", "2025-05-02"])) == [
        "Run 1, partition 2025-05-01: succeeded. daily_orders materialized. "
        "Run 2, partition 2025-05-02: succeeded. daily_orders materialized."
    ]


def test_a_step_that_is_tried_again_has_a_bar_for_each_try() -> None:
    tries = iter([1, 2])

    @dg.asset(retry_policy=dg.RetryPolicy(max_retries=1))
    def orders() -> None:
        if next(tries) == 1:
            raise ValueError

    svg = draw(orders)
    assert describe(svg) == [
        "Run: succeeded. orders up for retry, then materialized."
    ]
    assert re.findall(r'<g class="(\w+)">', svg) == ["failed", "marked"]
    (first, *_), (second, *_) = read_boxes(svg)
    assert first < second


def test_a_program_that_runs_nothing_is_not_drawn() -> None:
    with pytest.raises(ValueError, match="run an asset in the program"):
        draw(keys=[])


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
    drawn = draw_beside(program, ending, tmp_path / "second")
    with pytest.raises(Fault, match=r"svg:1: .*--update-examples"):
        compare_file(picture, drawn, update=False)


@pytest.mark.parametrize(
    ("more", "ending", "message"),
    [
        ("raise KeyError('prices')", ".svg", "shop.py:7: KeyError"),
        ("orders = None", ".svg", "shop.py:8: "),
        ("", ".partitions.svg", "let an asset depend on one with partitions"),
        ("", ".runs.svg", "shop.runs.svg:1: no such kind of picture; name it"),
    ],
)
def test_what_cannot_be_drawn_is_named_with_the_remedy(
    program: Path, tmp_path: Path, more: str, ending: str, message: str
) -> None:
    program.write_text(PROGRAM.format(more=more))
    with pytest.raises(Fault, match=re.escape(message)):
        draw_beside(program, ending, tmp_path / "folder")
