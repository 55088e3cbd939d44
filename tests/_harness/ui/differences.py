"""Compares two pictures pixel by pixel."""

from pathlib import Path

from PIL import Image, ImageChops

# What two runs of the same browser differ in: a letter's edge here and there.
MOST_PIXELS = 40
_SAME = 24  # of 255: a colour that nobody tells from the other


def compare(old: Path, new: Path, difference: Path) -> str:
    """Say in what a picture differs from another.

    Args:
        old: A picture.
        new: The other.
        difference: Where to draw what differs, if it is more than chance.

    Returns:
        What differs, or nothing.
    """
    with Image.open(old) as first, Image.open(new) as second:
        one, two = first.convert("RGB"), second.convert("RGB")
    if one.size != two.size:
        return f"{new}: {two.size} pixels, but {old}: {one.size}"
    red, green, blue = ImageChops.difference(one, two).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    differs = most.point([255 * (level > _SAME) for level in range(256)])
    count = differs.histogram()[255]
    if count <= MOST_PIXELS:
        return ""
    marked = Image.composite(Image.new("RGB", one.size, "red"), two, differs)
    marked.save(difference)
    return f"{count} pixels differ: {old}, {new}, marked in {difference}"
