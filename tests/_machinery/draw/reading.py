"""Reads what is drawn."""

import re


def texts(svg: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def describe(svg: str) -> list[str]:
    return re.findall(r"<desc[^>]*>([^<]*)</desc>", svg)


def count_arrows(svg: str) -> int:
    return svg.count('class="edge"')


def read_boxes(svg: str) -> list[tuple[float, ...]]:
    """The left side, upper side, width and height of each box."""
    found = re.findall(
        r'<rect x="(\S+)" y="(\S+)" width="(\S+)" height="(\S+)"', svg
    )
    return [tuple(map(float, numbers)) for numbers in found]


def read_arrows(svg: str) -> list[list[tuple[float, float]]]:
    """Where each arrow starts, what it passes, and where it ends."""
    paths = re.findall(r'class="edge" d="M([^M]+)M', svg)
    arrows = []
    for path in paths:
        points = [part.split()[-2:] for part in path.split("C")]
        arrows.append([(float(x), float(y)) for x, y in points])
    return arrows
