"""Draws which upstream keys a downstream key reads, as SVG."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby, islice

import dagster as dg

from tests._harness.draw.svg import (
    MARGIN,
    cell,
    curve,
    frame,
    width_of,
    write,
)

_MOST_KEYS = 12  # of more, some are drawn
_FIRST, _LAST = 3, 2  # of many that are read
_ROWS = 3
_READERS = 3  # which need as many windows
_LATER = timedelta(days=32)
_HEIGHT = 24
_STEP = 30
_GAP = 56
_TOP = 50
_NO_KEYS = "no keys"

Keys = dg.PartitionsDefinition[str]


@dataclass(frozen=True)
class Dependency:
    """What some keys of one asset, the child, read of another."""

    parent: str
    child: str
    mapping: str
    above: Keys
    below: Keys | None
    reads: dict[str, list[str]]


def draw_partitions(defs: dg.Definitions, name: str) -> str:
    """Draw which keys each dependency reads, as a line of HTML.

    Definitions without an end are looked at early, when they have few keys.
    Where there is nothing to draw, or another thing each day: ValueError.
    """
    moment = find_moment(defs)
    with dg.partition_loading_context(moment + _LATER):
        later = list(read_dependencies(defs))
    with dg.partition_loading_context(moment):
        found = list(read_dependencies(defs))
        figures = [
            _draw(dependency, f"{name}-{number}").strip()
            for number, dependency in enumerate(found, 1)
        ]
    if found != later:
        raise ValueError(
            f"{name}: which keys are read depends on the day; give the "
            "partitions an end"
        )
    if not figures:
        raise ValueError(
            f"{name}: nothing to draw; let an asset depend on one with "
            "partitions, or delete the picture"
        )
    return f'<div class="pictures">{"".join(figures)}</div>\n'


def read_dependencies(defs: dg.Definitions) -> Iterator[Dependency]:
    """Ask Dagster which keys are read of each asset that has partitions."""
    graph = defs.resolve_asset_graph()
    for child in map(graph.get, graph.toposorted_asset_keys):
        for parent in map(graph.get, sorted(child.parent_keys)):
            above, below = parent.partitions_def, child.partitions_def
            if above is None:
                continue
            order = above.get_partition_keys()
            reads = {
                key or _NO_KEYS: sorted(
                    graph.get_parent_partition_keys_for_child(
                        key, parent.key, child.key
                    ).partitions_subset.get_partition_keys(),
                    key=order.index,
                )
                for key in _choose_readers(above, below)
            }
            named = child.partition_mappings.get(parent.key)
            # A mapping without fields is false.
            mapping = (
                "default mapping" if named is None else type(named).__name__
            )
            names = parent.key.to_user_string(), child.key.to_user_string()
            yield Dependency(*names, mapping, above, below, _limit(reads))


def find_moment(defs: dg.Definitions) -> datetime:
    """Say when all windows are over, or the first few if there is no end."""
    moments = []
    every = defs.resolve_asset_graph().all_partitions_defs
    for windows in filter(None, map(_find_windows, every)):
        moments.append(windows.end or windows.start)
        for _ in range(_READERS):
            window = windows.get_next_partition_window(moments[-1])
            moments.append(window.end if window else moments[-1])
    return max(moments, default=datetime.now(UTC))


def _find_windows(keys: Keys) -> dg.TimeWindowPartitionsDefinition | None:
    if isinstance(keys, dg.TimeWindowPartitionsDefinition):
        return keys
    if isinstance(keys, dg.MultiPartitionsDefinition):
        parts = (_find_windows(d.partitions_def) for d in keys.partitions_defs)
        return next(filter(None, parts), None)
    return None


def _choose_readers(above: Keys, below: Keys | None) -> list[str | None]:
    """The first keys; only the second if there are two dimensions."""
    if below is None:
        return [None]
    keys = [next(iter(row.values())) for row in _grid_of(below).values()]
    if _has_two(above, below):
        return [keys[:2][-1]]
    return [*keys[:_READERS]]


def _has_two(*sides: Keys | None) -> bool:
    """Whether one of them has two dimensions."""
    return any(isinstance(s, dg.MultiPartitionsDefinition) for s in sides)


def _limit(reads: dict[str, list[str]]) -> dict[str, list[str]]:
    """Leave out the last keys that would bring too many upstream keys."""
    while len(reads) > 1 and len(set().union(*reads.values())) > _MOST_KEYS:
        reads.popitem()
    return reads


def _grid_of(keys: Keys | None) -> dict[str, dict[str, str]]:
    """Each key by its row and its column: one column for one dimension."""
    if keys is None:
        return {_NO_KEYS: {"": _NO_KEYS}}
    if not isinstance(keys, dg.MultiPartitionsDefinition):
        return {key: {"": key} for key in keys.get_partition_keys()}
    down, across = keys.primary_dimension, keys.secondary_dimension
    return {
        row: {
            column: dg.MultiPartitionKey({down.name: row, across.name: column})
            for column in across.partitions_def.get_partition_keys()
        }
        for row in down.partitions_def.get_partition_keys()
    }


@dataclass(frozen=True)
class _Layout:
    """What is drawn, how far it reaches, and where the child starts."""

    parts: list[str]
    width: float
    height: float
    child: float


def _draw(found: Dependency, name: str) -> str:
    """Draw what is read, what reads it, and lines from one to the other.

    Keys of one dimension are in columns, keys of two in grids.
    """
    lay = _lay_grids if _has_two(found.above, found.below) else _lay_columns
    layout = lay(found)
    titles = [
        write(found.mapping, MARGIN, 14, "note start"),
        write(found.parent, MARGIN, 38, "start"),
        write(found.child, layout.child, 38, "start"),
    ]
    names = layout.child + width_of(found.child), width_of(found.mapping)
    width = round(max(layout.width, *names)) + MARGIN
    size = width, round(layout.height) + MARGIN
    parts = [*layout.parts, *titles]
    return frame(parts, size, name, "Keys read", _describe(found))


def _lay_columns(found: Dependency) -> _Layout:
    read = set().union(*found.reads.values())
    groups = _excerpt(found.above, read)
    width = max(width_of(label) for label, _ in groups) + 20
    child = MARGIN + max(width, width_of(found.parent)) + _GAP
    parts = []
    tops: dict[str, float] = {}
    for number, (label, together) in enumerate(groups):
        top = float(_TOP + number * _STEP)
        kind = "marked" if read.intersection(together) else "other"
        parts.append(cell(label, MARGIN, top, (width, _HEIGHT), kind))
        tops.update(dict.fromkeys(together, top))
    size = max(map(width_of, found.reads)) + 20, _HEIGHT
    top = _TOP - float(_STEP)
    for reader, keys in found.reads.items():
        starts = sorted({tops[key] for key in keys})
        top = max(top + _STEP, sum(starts) / len(starts) if starts else 0)
        parts.append(cell(reader, child, top, size, "marked"))
        for start in starts:
            ends = (MARGIN + width, start), (child, top)
            parts.append(curve([(x, y + _HEIGHT / 2) for x, y in ends]))
    if found.below and _has_more(found.below, len(found.reads)):
        top += _STEP
        parts.append(cell("…", child, top, size, "other"))
    bottom = max(top, _TOP + (len(groups) - 1) * _STEP) + _HEIGHT
    return _Layout(parts, child + size[0], bottom, child)


def _excerpt(definition: Keys, read: set[str]) -> list[tuple[str, list[str]]]:
    """Give each key to show, and the hidden ones between two with a label."""
    keys = list(definition.get_partition_keys())
    shown = set(keys) if len(keys) <= _MOST_KEYS else read
    if len(shown) > _MOST_KEYS:
        row = [key for key in keys if key in read]
        shown = {*row[:_FIRST], *row[-_LAST:]}
    groups: list[tuple[str, list[str]]] = []
    for is_shown, each in groupby(keys, key=shown.__contains__):
        together = list(each)
        hidden = len(read.intersection(together))
        if is_shown:
            groups += [(key, [key]) for key in together]
        else:
            groups.append((f"{hidden} more" if hidden else "…", together))
    if _has_more(definition, len(keys)) and groups[-1][0] != "…":
        groups.append(("…", []))
    return groups


def _has_more(definition: Keys, shown: int) -> bool:
    """Whether there are other keys, or will be."""
    windows = _find_windows(definition)
    is_open = windows is not None and windows.end is None
    return is_open or len(definition.get_partition_keys()) > shown


def _lay_grids(found: Dependency) -> _Layout:
    ((reader, read),) = found.reads.items()
    left = _Grid(found.above, read, MARGIN)
    child = MARGIN + max(left.width, width_of(found.parent)) + _GAP / 2
    right = _Grid(found.below, [reader], child)
    ends = (MARGIN + left.width + 4, left.mark), (child - 4, right.mark)
    parts = [*left.parts, *right.parts, curve([*ends])]
    height = max(left.height, right.height)
    return _Layout(parts, child + right.width, height, child)


class _Grid:
    """The first keys of a definition, if there is one, with some marked."""

    def __init__(self, keys: Keys | None, marked: list[str], x: float) -> None:
        rows = dict(islice(_grid_of(keys).items(), _ROWS))
        columns = list(next(iter(rows.values())))[:_ROWS]
        label = max(map(width_of, rows)) + 6
        own = max(map(width_of, columns)) + 10 if any(columns) else 30
        self.parts = [
            write(column, x + label + own * (n + 0.5), _TOP + 14)
            for n, column in enumerate(columns)
        ]
        middles = []
        top = float(_TOP)
        for name, row in rows.items():
            top += _HEIGHT
            self.parts.append(write(name, x, top + 16, "start"))
            for number, column in enumerate(columns):
                text, kind = "", "other"
                if row[column] in marked:
                    text, kind = "●", "marked"
                    middles.append(top + _HEIGHT / 2)
                left = x + label + own * number
                self.parts.append(cell(text, left, top, (own, _HEIGHT), kind))
        self.width = label + own * len(columns)
        self.height = top + _HEIGHT
        self.mark = sum(middles) / len(middles)
        if keys and _has_more(keys, len(rows) * len(columns)):
            self.parts.append(write("…", x, self.height + 16, "start"))
            self.height += _HEIGHT


def _describe(found: Dependency) -> str:
    """Say what the last of the keys reads."""
    key, read = list(found.reads.items())[-1]
    reader = found.child if found.below is None else f"{found.child} {key}"
    keys = list(found.above.get_partition_keys())
    what = f"{found.parent} {' and '.join(read)}" if read else "nothing"
    if read == keys and not _has_more(found.above, len(keys)):
        what = f"all of {found.parent}"
    elif len(read) > 2 and read == keys[keys.index(read[0]) :][: len(read)]:
        what = f"{found.parent} {read[0]} to {read[-1]}"
    return f"{reader} reads {what}."
