"""Draws windows to scale around the hours in which clocks change, as SVG."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import dagster as dg

from tests._harness.draw.svg import CHARACTER, frame, write

_HOUR = timedelta(hours=1)
_YEAR = timedelta(days=365)
_LONG = 6  # hours of a window that has a scale of its own
_WIDTH = 325
_BAR = 16
_HEAD = 22
_MARGIN = 2


@dataclass(frozen=True)
class Window:
    """A window with its key.

    Args:
        key: The key.
        start: When it starts, in UTC.
        end: When it ends, in UTC.
    """

    key: str
    start: datetime
    end: datetime

    @property
    def hours(self) -> int:
        """How many hours it has."""
        return round((self.end - self.start) / _HOUR)


def draw_windows(
    definitions: list[dg.TimeWindowPartitionsDefinition], name: str
) -> str:
    """Draw the windows around each change of the clocks in a year.

    Args:
        definitions: What cuts time into windows.
        name: The picture's name, which its ids start with.

    Returns:
        A line of HTML: a figure for each change.

    Raises:
        ValueError: In no definition's zone do the clocks change.
    """
    figures: list[str] = []
    for definition in definitions:
        zone = ZoneInfo(definition.timezone)
        for change in find_changes(zone, definition.start):
            windows = find_windows(definition, change)
            ids = f"{name}-{len(figures) + 1}"
            figures.append(_draw(windows, zone, ids).strip())
    if not figures:
        raise ValueError(
            f"{name}: nothing to draw; give a definition a time zone in which "
            "the clocks change, or delete the picture"
        )
    return f'<div class="pictures">{"".join(figures)}</div>\n'


def find_changes(zone: ZoneInfo, start: datetime) -> list[datetime]:
    """Find when the clocks change, in UTC, within a year.

    Args:
        zone: The time zone.
        start: When the year starts.
    """
    begin = start.astimezone(UTC)
    hours = [begin + _HOUR * n for n in range(_YEAR // _HOUR)]
    return [
        after
        for before, after in pairwise(hours)
        if before.astimezone(zone).utcoffset()
        != after.astimezone(zone).utcoffset()
    ]


def find_windows(
    definition: dg.TimeWindowPartitionsDefinition, change: datetime
) -> list[Window]:
    """Find the window in which the clocks change, and those around it.

    Args:
        definition: The windows.
        change: When the clocks change.
    """
    usual = definition.get_first_partition_window()
    assert usual is not None
    length = usual.end - usual.start
    near = dg.TimeWindow(change - 2 * length, change + 1.5 * length)
    keys = definition.get_partition_keys_in_time_window(near)
    spans = [definition.time_window_for_partition_key(key) for key in keys]
    return [
        Window(key, span.start.astimezone(UTC), span.end.astimezone(UTC))
        for key, span in zip(keys, spans, strict=True)
    ]


def _draw(windows: list[Window], zone: ZoneInfo, name: str) -> str:
    parts = [write(f"{zone.key} above, UTC below", _MARGIN, 14, "note start")]
    most = max(window.hours for window in windows)
    if most > _LONG:
        top = float(_HEAD)
        for window in windows:
            parts += _draw_long(window, zone, top, _WIDTH / most)
            top += 76
    else:
        top = _draw_short(windows, zone, parts)
    size = _WIDTH + 2 * _MARGIN, round(top)
    return frame(parts, size, name, "Windows", _describe(windows))


def _draw_long(
    window: Window, zone: ZoneInfo, top: float, scale: float
) -> list[str]:
    """A bar with a cell an hour; every third hour has its name."""
    parts = [
        write(f"{window.key}: {window.hours} hours", _MARGIN, top + 14, "start")
    ]
    parts.append(_bar(_MARGIN, top + 34, scale * window.hours))
    rules = f"m{scale:.2f} 0v{_BAR}m0 -{_BAR}" * (window.hours - 1)
    parts.append(f'<path class="rule" d="M{_MARGIN} {top + 34:g}{rules}"/>')
    for number in range(window.hours):
        left = _MARGIN + scale * number
        moment = window.start + _HOUR * number
        for clock, y in ((zone, top + 31), (UTC, top + 62)):
            hour = moment.astimezone(clock).hour
            if hour % 3 == 0:
                parts.append(write(f"{hour}", left, y, "note start"))
    return parts


def _draw_short(
    windows: list[Window], zone: ZoneInfo, parts: list[str]
) -> float:
    """All windows on one scale, each a step lower, with its key at the end."""
    begin = windows[0].start
    hours = round((windows[-1].end - begin) / _HOUR)
    longest = max(len(window.key) for window in windows)
    scale = (_WIDTH - 30 - longest * CHARACTER) // hours
    keys = _MARGIN + 30 + scale * hours
    bottom = _HEAD + 20 + 24 * len(windows)
    for number in range(hours + 1):
        moment = begin + _HOUR * number
        x = _MARGIN + 16 + scale * number
        for clock, y in ((zone, _HEAD + 16), (UTC, bottom + 14)):
            parts.append(
                write(f"{moment.astimezone(clock):%H:%M}", x, y, "note")
            )
        parts.append(
            f'<path class="rule" d="M{x:g} {_HEAD + 20:g}V{bottom:g}"/>'
        )
    for number, window in enumerate(windows):
        top = _HEAD + 24 + 24 * number
        left = _MARGIN + 16 + scale * ((window.start - begin) / _HOUR)
        width = scale * window.hours
        parts.append(_bar(left, top, width))
        parts.append(write(window.key, keys, top + 13, "start"))
    return bottom + 20


def _bar(x: float, y: float, width: float) -> str:
    return (
        f'<g class="marked"><rect x="{x:g}" y="{y:g}" width="{width:.2f}" '
        f'height="{_BAR}"/></g>'
    )


def _describe(windows: list[Window]) -> str:
    return " ".join(
        f"{window.key} has {window.hours} hours."
        if window.hours > _LONG
        else f"{window.key} is {window.start:%H:%M} to {window.end:%H:%M} UTC."
        for window in windows
    )
