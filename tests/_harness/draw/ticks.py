"""Draws what automation conditions did, with a row for each tick, as SVG."""

from collections.abc import Iterator

from tests._harness.draw.conditions import Evaluation, Tables
from tests._harness.draw.svg import MARGIN, cell, frame, width_of, write

_LEGEND = "✓ true · – false · blank: not evaluated"
_MOST = 5  # lines of a row
_LINE, _COLUMN, _GAP = 17, 22, 12


def draw_ticks(tables: Tables, name: str) -> str:
    """Draw a table for each asset; if there is none, ValueError."""
    if not tables:
        raise ValueError(
            f"{name}: nothing to draw; call dg.evaluate_automation_conditions "
            "in the program, or delete the picture"
        )
    figures = [
        _draw(asset, ticks, f"{name}-{number}").strip()
        for number, ((_, asset), ticks) in enumerate(tables.items(), 1)
    ]
    return f'<div class="pictures">{"".join(figures)}</div>\n'


def _draw(asset: str, ticks: list[Evaluation], name: str) -> str:
    """Draw the time, what happened before, the parts, and what is requested.

    The label of a part is above, on a line of its own that ends at its column.
    """
    labels = list(dict.fromkeys(each for tick in ticks for each in tick.parts))
    times = _name_times(ticks)
    since = MARGIN + max(map(width_of, times)) + _GAP
    before = [width_of(each) for tick in ticks for each in _shorten(tick.since)]
    above = [width_of(each) - n * _COLUMN for n, each in enumerate(labels)]
    left = max(since + max(before, default=0), MARGIN + max(above))
    right = left + len(labels) * _COLUMN + _GAP
    top = float(_LINE * (len(labels) + 1) + _GAP)
    drawn = [write(asset, MARGIN, 14, "start")]
    for number, label in enumerate(labels):
        x, y = left + (number + 0.5) * _COLUMN, top - (number + 1) * _LINE
        drawn.append(write(label, x - width_of(label) + 4, y, "start"))
        drawn.append(f'<path class="rule" d="M{x:g} {y + 5:g}V{top:g}"/>')
    width = right
    for time, tick in zip(times, ticks, strict=True):
        drawn.append(write(time, MARGIN, top + 14, "start"))
        for number, label in enumerate(labels):
            x = left + (number + 0.5) * _COLUMN
            drawn.append(write(tick.parts.get(label, ""), x, top + 14))
        happened, asked = _shorten(tick.since), _shorten(tick.requested)
        for n, each in enumerate(happened):
            drawn.append(write(each, since, top + 14 + n * _LINE, "start"))
        for n, each in enumerate(asked):
            size = width_of(each) + _GAP, _LINE
            drawn.append(
                cell(each, right, top + n * (_LINE + 2), size, "marked")
            )
            width = max(width, right + size[0])
        top += (_LINE + 2) * max(1, len(happened), len(asked)) + 4
    drawn.append(write(_LEGEND, MARGIN, top + 14, "note start"))
    size = round(max(width, width_of(_LEGEND))) + MARGIN, round(top + 20)
    said = " ".join(_describe(times, ticks))
    return frame(drawn, size, name, f"Ticks of {asset}", said)


def _name_times(ticks: list[Evaluation]) -> list[str]:
    """Name the ticks by time, by day and time, or by their number."""
    times = [tick.time for tick in ticks if tick.time]
    if len(times) < len(ticks):
        return [f"{number}" for number, _ in enumerate(ticks, 1)]
    has_days = len({time.date() for time in times}) > 1
    pattern = "%b %-d %H:%M" if has_days else "%H:%M"
    return [time.strftime(pattern) for time in times]


def _shorten(lines: list[str]) -> list[str]:
    if len(lines) <= _MOST:
        return lines
    return [*lines[: _MOST - 1], f"{len(lines) - _MOST + 1} more"]


def _describe(times: list[str], ticks: list[Evaluation]) -> Iterator[str]:
    for time, tick in zip(times, ticks, strict=True):
        happened = ", ".join(_shorten(tick.since)) or "nothing happened"
        true = [
            part for part, mark in tick.parts.items() if mark not in ("", "–")
        ]
        asked = ", ".join(_shorten(tick.requested)) or "not requested"
        yield f"{time}: {happened}; true: {', '.join(true) or 'none'}; {asked}."
