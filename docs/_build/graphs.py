"""Draws the assets of a `dg.Definitions` and what they depend on, as SVG."""

from dataclasses import dataclass
from html import escape

import dagster as dg
import igraph

_CHARACTER = 7.4
_NOTE_CHARACTER = 6.2
_GAP_ACROSS = 24
_GAP_ALONG = 48
_MARGIN = 2


@dataclass
class Box:
    """An asset on the picture.

    Args:
        name: The asset's key.
        note: What is worth knowing about it, such as its partitions.
        external: Whether something else than Dagster makes it.
    """

    name: str
    note: str
    external: bool
    x: float = 0
    y: float = 0

    @property
    def width(self) -> float:
        """As wide as its longer line."""
        longer = max(
            len(self.name) * _CHARACTER, len(self.note) * _NOTE_CHARACTER
        )
        return round(longer + 28)

    @property
    def height(self) -> float:
        """One line, or two with a note."""
        return 46 if self.note else 32


def draw_graph(defs: dg.Definitions, name: str) -> str:
    """Draw definitions as a figure that follows the page's palette.

    Args:
        defs: The definitions.
        name: The picture's name, which its ids start with.

    Returns:
        A line of HTML: the SVG with a title and a description for those who
        do not see it.

    Raises:
        DagsterInvalidDefinitionError: The definitions do not load.
    """
    boxes, edges = _read(defs)
    _place(boxes, edges)
    width = max(box.x + box.width for box in boxes) + _MARGIN
    height = max(box.y + box.height for box in boxes) + _MARGIN
    parts = [_edge(boxes[a], boxes[b]) for a, b in edges]
    parts += [_node(box) for box in boxes]
    return (
        '<figure class="graph">'
        f'<svg role="img" aria-labelledby="{name}-title {name}-description" '
        f'viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{name}-title">Asset graph</title>'
        f'<desc id="{name}-description">{_describe(boxes, edges)}</desc>'
        f"{''.join(parts)}</svg></figure>\n"
    )


def _read(defs: dg.Definitions) -> tuple[list[Box], list[tuple[int, int]]]:
    graph = defs.resolve_asset_graph()
    keys = sorted(graph.get_all_asset_keys())
    nodes = [graph.get(key) for key in keys]
    boxes = []
    for node in nodes:
        notes = sorted(node.kinds)
        if node.group_name not in (None, "default"):
            notes.insert(0, f"group {node.group_name}")
        if node.partitions_def:
            notes.append(_name_partitions(node.partitions_def))
        if node.check_keys:
            count = len(node.check_keys)
            notes.append("1 check" if count == 1 else f"{count} checks")
        if node.automation_condition:
            label = node.automation_condition.get_label()
            notes.append(label or "automated")
        if node.is_external:
            notes.append("external")
        boxes.append(
            Box("/".join(node.key.path), " · ".join(notes), node.is_external)
        )
    edges = [
        (keys.index(parent), index)
        for index, node in enumerate(nodes)
        for parent in sorted(node.parent_keys)
    ]
    return boxes, edges


def _name_partitions(partitions: dg.PartitionsDefinition[str]) -> str:
    name = type(partitions).__name__.removesuffix("PartitionsDefinition")
    return f"{name.lower()} partitions"


def _place(boxes: list[Box], edges: list[tuple[int, int]]) -> None:
    """Lay out from left to right, or downwards where that is narrower."""
    layout = igraph.Graph(
        n=len(boxes), edges=edges, directed=True
    ).layout_sugiyama()
    layers: dict[float, list[tuple[float, Box]]] = {}
    for box, (across, along) in zip(boxes, layout.coords, strict=False):
        layers.setdefault(along, []).append((across, box))
    rows = [
        [box for _, box in sorted(layer, key=lambda pair: pair[0])]
        for _, layer in sorted(layers.items())
    ]
    downwards = len(rows) > 2 and max(map(len, rows)) <= 2
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


def _node(box: Box) -> str:
    kind = "external" if box.external else "asset"
    middle = box.x + box.width / 2
    texts = f'<text x="{middle:g}" y="{box.y + 21:g}">{escape(box.name)}</text>'
    if box.note:
        texts += (
            f'<text class="note" x="{middle:g}" y="{box.y + 37:g}">'
            f"{escape(box.note)}</text>"
        )
    return (
        f'<g class="{kind}"><rect x="{box.x:g}" y="{box.y:g}" '
        f'width="{box.width:g}" height="{box.height:g}" rx="5"/>{texts}</g>'
    )


def _edge(parent: Box, child: Box) -> str:
    """A curve from one box to the next, ending in an arrow."""
    if parent.x + parent.width < child.x:
        x1, y1 = parent.x + parent.width, parent.y + parent.height / 2
        x2, y2 = child.x, child.y + child.height / 2
        bend = (x1 + x2) / 2
        curve = f"M{x1:g} {y1:g}C{bend:g} {y1:g} {bend:g} {y2:g} {x2:g} {y2:g}"
        head = f"M{x2 - 7:g} {y2 - 4:g}L{x2:g} {y2:g}L{x2 - 7:g} {y2 + 4:g}"
    else:
        x1, y1 = parent.x + parent.width / 2, parent.y + parent.height
        x2, y2 = child.x + child.width / 2, child.y
        bend = (y1 + y2) / 2
        curve = f"M{x1:g} {y1:g}C{x1:g} {bend:g} {x2:g} {bend:g} {x2:g} {y2:g}"
        head = f"M{x2 - 4:g} {y2 - 7:g}L{x2:g} {y2:g}L{x2 + 4:g} {y2 - 7:g}"
    return f'<path class="edge" d="{curve}{head}"/>'


def _describe(boxes: list[Box], edges: list[tuple[int, int]]) -> str:
    sentences = []
    for index, box in enumerate(boxes):
        note = f" ({box.note})" if box.note else ""
        parents = [boxes[a].name for a, b in edges if b == index]
        needs = f" depends on {' and '.join(parents)}" if parents else ""
        sentences.append(f"{box.name}{note}{needs}.")
    return escape(" ".join(sentences))
