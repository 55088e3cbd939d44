"""Draws boxes and what they depend on as an SVG that follows the palette."""

from dataclasses import dataclass
from html import escape
from itertools import chain, groupby, pairwise

import igraph

_CHARACTER = 7.4  # the width of one in a name
MARGIN = 2
_NOTE_CHARACTER = 6.2
_FIELD_HEIGHT = 22
_GAP_ACROSS = 24
_GAP_ALONG = 48
_PHONE = 345  # what fits on its screen

Point = tuple[float, float]


@dataclass
class Box:
    """What a program defines: an asset, or a feature with its fields."""

    name: str = ""
    note: str = ""
    external: bool = False  # something else than this program makes it
    fields: tuple[str, ...] = ()
    x: float = 0
    y: float = 0

    @property
    def width(self) -> float:
        """As wide as its longest line."""
        lines = map(width_of, (self.name, *self.fields))
        return round(max(len(self.note) * _NOTE_CHARACTER, *lines) + 28)

    @property
    def _head(self) -> float:
        return 46 if self.note else 32

    @property
    def height(self) -> float:
        """The height of all of its lines."""
        return self._head + _FIELD_HEIGHT * len(self.fields)

    @property
    def middle(self) -> float:
        """Halfway between its sides."""
        return self.x + self.width / 2

    def port(self, field: int | None) -> float:
        """The height at which an arrow of a field, or of the box, ends."""
        if field is None:
            return self.y + (self._head if self.fields else self.height) / 2
        return self.y + self._head + _FIELD_HEIGHT * (field + 0.5)


@dataclass(frozen=True)
class Edge:
    """What a box, or one of its fields, depends on, all by their numbers."""

    parent: int
    child: int
    parent_field: int | None = None
    child_field: int | None = None


def draw(
    boxes: list[Box],
    edges: list[Edge],
    name: str,
    title: str,
    sentences: list[str],
) -> str:
    """Place boxes and draw what depends on what; without boxes, ValueError."""
    if not boxes:
        raise ValueError(
            f"{name}: nothing to draw; define it in the program, or delete "
            "the picture"
        )
    rows, bends = _find_rows(boxes, edges)
    downwards = _should_lead_down(rows)
    _place(rows, downwards=downwards)
    parts = []
    for edge in edges:
        between = bends[edge.parent, edge.child]
        stops = [boxes[edge.parent], *between, boxes[edge.child]]
        parts.append(_draw_edge(stops, edge, downwards=downwards))
    parts += map(_draw_box, boxes)
    width = max(box.x + box.width for box in boxes) + MARGIN
    height = max(box.y + box.height for box in boxes) + MARGIN
    return frame(parts, (width, height), name, title, " ".join(sentences))


def describe_needs(name: str, parents: list[str]) -> str:
    """Say in a sentence what something depends on."""
    needs = f" depends on {' and '.join(parents)}" if parents else ""
    return f"{name}{needs}."


def _find_rows(
    boxes: list[Box], edges: list[Edge]
) -> tuple[list[list[Box]], dict[tuple[int, int], list[Box]]]:
    """Find which boxes are side by side; empty ones let arrows pass others."""
    pairs = list(dict.fromkeys((edge.parent, edge.child) for edge in edges))
    graph = igraph.Graph(n=len(boxes), edges=pairs, directed=True)
    layout = graph.layout_sugiyama()
    routes = layout.edge_routing
    bends = {
        pair: [Box() for _ in route]
        for pair, route in zip(pairs, routes, strict=True)
    }
    places = [*layout.coords, *chain(*routes)]
    stops = zip(places, [*boxes, *chain(*bends.values())], strict=True)
    in_order = sorted(stops, key=lambda stop: (stop[0][1], stop[0][0]))
    layers = groupby(in_order, key=lambda stop: stop[0][1])
    return [[box for _, box in layer] for _, layer in layers], bends


def _should_lead_down(rows: list[list[Box]]) -> bool:
    """Whether the picture is narrower that way."""
    if any(box.fields for row in rows for box in row):
        return False  # the arrows of fields need the sides of a box
    length = sum(max(box.width for box in row) for row in rows)
    length += _GAP_ALONG * (len(rows) - 1)
    is_long = len(rows) > 2 or length > _PHONE
    return is_long and max(map(len, rows)) <= 2


def _place(rows: list[list[Box]], *, downwards: bool) -> None:
    """Place each row in the middle, and one after the other."""
    along = float(MARGIN)
    sizes = [sum(_across(b, downwards) + _GAP_ACROSS for b in r) for r in rows]
    for row, size in zip(rows, sizes, strict=True):
        across = MARGIN + (max(sizes) - size) / 2
        for box in row:
            place = round(along), round(across)
            box.x, box.y = reversed(place) if downwards else place
            across += _across(box, downwards) + _GAP_ACROSS
        along += max(_across(box, not downwards) for box in row) + _GAP_ALONG


def _across(box: Box, downwards: bool) -> float:
    """How far a box reaches across the direction of the arrows."""
    return box.width if downwards else box.height


def _draw_box(box: Box) -> str:
    texts = write(box.name, box.middle, box.y + 21)
    if box.note:
        texts += write(box.note, box.middle, box.y + 37, "note")
    for number, field in enumerate(box.fields):
        top = box.port(number) - _FIELD_HEIGHT / 2
        texts += f'<path class="rule" d="M{box.x:g} {top:g}h{box.width:g}"/>'
        texts += write(field, box.middle, box.port(number) + 4)
    kind = "external" if box.external else "asset"
    size = box.width, box.height
    return outline(texts, box.x, box.y, size, kind, corner=5)


def _draw_edge(stops: list[Box], edge: Edge, *, downwards: bool) -> str:
    """A curve from one box to another, past those between, with a head."""
    fields = [edge.parent_field, *[None] * (len(stops) - 2), edge.child_field]
    points: list[Point] = []
    for box, field in zip(stops, fields, strict=True):
        across = box.middle if downwards else box.port(field)
        start = box.y if downwards else box.x
        end = start + _across(box, not downwards)
        points += [(start, across), (end, across)]
    return curve(points[1:-1], downwards=downwards)


def frame(
    parts: list[str], size: Point, name: str, title: str, description: str
) -> str:
    """Make a line of HTML; ids start with the name of the picture."""
    width, height = size
    return (
        '<figure class="graph">'
        f'<svg role="img" aria-labelledby="{name}-title {name}-description" '
        f'viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-description">{escape(description)}</desc>'
        f"{''.join(parts)}</svg></figure>\n"
    )


def write(text: str, x: float, y: float, kind: str = "") -> str:
    """Write a line around `x`, or from there on if its kind has `start`."""
    kind = f' class="{kind}"' if kind else ""
    return f'<text{kind} x="{round(x, 1):g}" y="{y:g}">{escape(text)}</text>'


def width_of(text: str) -> float:
    """Say how wide a name is."""
    return len(text) * _CHARACTER


def outline(
    inside: str, x: float, y: float, size: Point, kind: str, corner: int = 3
) -> str:
    """Draw a box of a kind that the style sheet knows, around what is in it."""
    width, height = size
    return (
        f'<g class="{kind}"><rect x="{x:g}" y="{y:g}" width="{width:g}" '
        f'height="{height:g}" rx="{corner}"/>{inside}</g>'
    )


def cell(text: str, x: float, y: float, size: Point, kind: str) -> str:
    """Draw a small box with a line of text in its middle."""
    width, height = size
    inside = write(text, x + width / 2, y + height / 2 + 4)
    return outline(inside, x, y, size, kind)


def curve(points: list[Point], *, downwards: bool = False) -> str:
    """Draw an arrow by points along and across its direction."""

    def place(along: float, across: float) -> str:
        x, y = (across, along) if downwards else (along, across)
        return f"{x:g} {y:g}"

    path = f"M{place(*points[0])}"
    for (along1, across1), (along2, across2) in pairwise(points):
        bend = (along1 + along2) / 2
        path += f"C{place(bend, across1)} {place(bend, across2)} "
        path += place(along2, across2)
    along, across = points[-1]
    head = [place(along - 7, across + side) for side in (-4, 4)]
    path += f"M{head[0]}L{place(along, across)}L{head[1]}"
    return f'<path class="edge" d="{path}"/>'
