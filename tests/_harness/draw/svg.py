"""Draws boxes and what they depend on as an SVG that follows the palette."""

from dataclasses import dataclass
from html import escape
from itertools import pairwise

import igraph

CHARACTER = 7.4  # the width of one of a name
_NOTE_CHARACTER = 6.2
_FIELD_HEIGHT = 22
_GAP_ACROSS = 24
_GAP_ALONG = 48
_MARGIN = 2
_PHONE = 345  # what fits on its screen


@dataclass
class Box:
    """What a program defines: an asset, or a feature with its fields.

    Args:
        name: Its key.
        note: What is worth knowing about it, such as its partitions.
        external: Whether something else than this program makes it.
        fields: The text of each of its fields.
    """

    name: str
    note: str
    external: bool
    fields: tuple[str, ...] = ()
    x: float = 0
    y: float = 0

    @property
    def width(self) -> float:
        """As wide as its longest line."""
        longest = max(
            len(self.note) * _NOTE_CHARACTER,
            *(len(line) * CHARACTER for line in (self.name, *self.fields)),
        )
        return round(longest + 28)

    @property
    def head(self) -> float:
        """The height of its name and note."""
        return 46 if self.note else 32

    @property
    def height(self) -> float:
        """The height of all of its lines."""
        return self.head + _FIELD_HEIGHT * len(self.fields)

    def port(self, field: int | None) -> float:
        """Where an arrow meets its side.

        Args:
            field: The field that the arrow belongs to; None for the whole box.
        """
        if field is None:
            return self.y + (self.head if self.fields else self.height) / 2
        return self.y + self.head + _FIELD_HEIGHT * (field + 0.5)


@dataclass(frozen=True)
class Edge:
    """What a box, or one of its fields, depends on.

    Args:
        parent: The number of the box that is depended on.
        child: The number of the box that depends on it.
        parent_field: The number of the parent's field; None for all of it.
        child_field: The number of the child's field; None for all of it.
    """

    parent: int
    child: int
    parent_field: int | None = None
    child_field: int | None = None


def draw(
    boxes: list[Box], edges: list[Edge], name: str, title: str, description: str
) -> str:
    """Draw boxes as a figure that follows the page's palette.

    Args:
        boxes: The boxes; they are placed.
        edges: What depends on what.
        name: The picture's name, which its ids start with.
        title: What is drawn, for those who do not see it.
        description: What the picture shows, for the same.

    Returns:
        A line of HTML.

    Raises:
        ValueError: There are no boxes.
    """
    if not boxes:
        raise ValueError(
            f"{name}: nothing to draw; define it in the program, or delete "
            "the picture"
        )
    layout = _place(boxes, edges)
    width = max(box.x + box.width for box in boxes) + _MARGIN
    height = max(box.y + box.height for box in boxes) + _MARGIN
    parts = [_draw_edge(boxes, e, layout) for e in edges]
    parts += [_node(box) for box in boxes]
    return frame(parts, (width, height), name, title, description)


def frame(
    parts: list[str],
    size: tuple[float, float],
    name: str,
    title: str,
    description: str,
) -> str:
    """Put what is drawn into a figure that follows the page's palette.

    Args:
        parts: The elements of the SVG.
        size: Its width and height.
        name: The picture's name, which its ids start with.
        title: What is drawn, for those who do not see it.
        description: What the picture shows, for the same.

    Returns:
        A line of HTML.
    """
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
    """Give a line of text.

    Args:
        text: The line.
        x: Where it starts or has its middle, as its kind says.
        y: Its base line.
        kind: The classes that the style sheet knows: `note`, `start`.
    """
    kind = f' class="{kind}"' if kind else ""
    return f'<text{kind} x="{round(x, 1):g}" y="{y:g}">{escape(text)}</text>'


def measure(text: str) -> float:
    """Say how wide a name is.

    Args:
        text: The name.
    """
    return len(text) * CHARACTER


def cell(
    text: str, x: float, y: float, size: tuple[float, float], kind: str = ""
) -> str:
    """Give a small box with a line of text in its middle.

    Args:
        text: The line.
        x: Its left side.
        y: Its upper side.
        size: Its width and height.
        kind: The classes that the style sheet knows, such as `marked`.
    """
    width, height = size
    return (
        f'<g class="{kind}"><rect x="{x:g}" y="{y:g}" width="{width:g}" '
        f'height="{height:g}" rx="3"/>'
        f"{write(text, x + width / 2, y + height / 2 + 4)}</g>"
    )


Point = tuple[float, float]


def curve(points: list[Point], *, downwards: bool = False) -> str:
    """Give an arrow to the right, or downwards.

    Args:
        points: Where it starts and ends, and what it passes in between, each
            by how far along the arrow's direction and how far across.
        downwards: Whether it leads down.
    """

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


@dataclass(frozen=True)
class Layout:
    """How boxes are connected.

    Args:
        downwards: Whether arrows lead down, and not to the right.
        bends: The empty places between others through which an arrow leads, by
            its parent and its child.
    """

    downwards: bool
    bends: dict[tuple[int, int], list[Box]]


def _place(boxes: list[Box], edges: list[Edge]) -> Layout:
    """Lay out from left to right, or downwards where that is narrower.

    The arrows of fields need the sides of a box, so these go to the right.
    """
    pairs = dict.fromkeys((edge.parent, edge.child) for edge in edges)
    layout = igraph.Graph(
        n=len(boxes), edges=list(pairs), directed=True
    ).layout_sugiyama()
    layers: dict[float, list[tuple[float, Box]]] = {}
    for box, (across, along) in zip(boxes, layout.coords, strict=True):
        layers.setdefault(along, []).append((across, box))
    bends: dict[tuple[int, int], list[Box]] = {}
    for pair, route in zip(pairs, layout.edge_routing, strict=True):
        bends[pair] = [Box("", "", False) for _ in route]
        for bend, (across, along) in zip(bends[pair], route, strict=True):
            layers.setdefault(along, []).append((across, bend))
    rows = [
        [box for _, box in sorted(layer, key=lambda pair: pair[0])]
        for _, layer in sorted(layers.items())
    ]
    length = sum(max(b.width for b in row) + _GAP_ALONG for row in rows)
    is_long = len(rows) > 2 or length - _GAP_ALONG > _PHONE
    narrow = is_long and max(map(len, rows)) <= 2
    downwards = narrow and not any(box.fields for box in boxes)
    sizes = [
        sum((b.width if downwards else b.height) + _GAP_ACROSS for b in row)
        for row in rows
    ]
    along = float(_MARGIN)
    for row, size in zip(rows, sizes, strict=True):
        across = _MARGIN + (max(sizes) - size) / 2
        for box in row:
            if downwards:
                box.x, box.y = round(across), round(along)
                across += box.width + _GAP_ACROSS
            else:
                box.x, box.y = round(along), round(across)
                across += box.height + _GAP_ACROSS
        along += _GAP_ALONG + max(
            box.height if downwards else box.width for box in row
        )
    return Layout(downwards, bends)


def _node(box: Box) -> str:
    kind = "external" if box.external else "asset"
    middle = box.x + box.width / 2
    texts = f'<text x="{middle:g}" y="{box.y + 21:g}">{escape(box.name)}</text>'
    if box.note:
        texts += (
            f'<text class="note" x="{middle:g}" y="{box.y + 37:g}">'
            f"{escape(box.note)}</text>"
        )
    for number, field in enumerate(box.fields):
        port = box.port(number)
        top = port - _FIELD_HEIGHT / 2
        texts += (
            f'<path class="rule" d="M{box.x:g} {top:g}h{box.width:g}"/>'
            f'<text x="{middle:g}" y="{port + 4:g}">{escape(field)}</text>'
        )
    return (
        f'<g class="{kind}"><rect x="{box.x:g}" y="{box.y:g}" '
        f'width="{box.width:g}" height="{box.height:g}" rx="5"/>{texts}</g>'
    )


def _draw_edge(boxes: list[Box], edge: Edge, layout: Layout) -> str:
    """A curve from one box to another, past those between, with a head."""
    bends = layout.bends[edge.parent, edge.child]
    stops = [boxes[edge.parent], *bends, boxes[edge.child]]
    if layout.downwards:
        points = [
            (y, box.x + box.width / 2)
            for box in stops
            for y in (box.y, box.y + box.height)
        ]
    else:
        fields = [edge.parent_field, *[None] * len(bends), edge.child_field]
        points = [
            (x, box.port(field))
            for box, field in zip(stops, fields, strict=True)
            for x in (box.x, box.x + box.width)
        ]
    return curve(points[1:-1], downwards=layout.downwards)
