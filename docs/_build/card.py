"""Draws the picture that stands beside a link to the site elsewhere.

Its words are those of `mkdocs.yml`, its letters those that Pillow brings:

    uv run python -m docs._build.card
"""

import textwrap
from pathlib import Path

from mkdocs.config import load_config
from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).parents[2]
CARD = "docs/images/card.png"
SIZE = (1200, 630)

_PAPER = "#17324d"
_INK = "#ffffff"
_ACCENT = "#7fdcb6"
_MARGIN = 90


def read_words(root: Path) -> list[str]:
    """Read what is to stand on the picture: name, description and note.

    Args:
        root: The folder that holds `mkdocs.yml`.
    """
    config = load_config(f"{root}/mkdocs.yml")
    return [
        config.site_name,
        str(config.site_description),
        str(config.copyright),
    ]


def draw_card(name: str, description: str, note: str) -> Image.Image:
    """Draw the picture.

    Args:
        name: The name of the site.
        description: What it is, in one sentence.
        note: What else is to be known.

    Raises:
        ValueError: A text is too wide.
    """
    card = Image.new("RGB", SIZE, _PAPER)
    draw = ImageDraw.Draw(card)
    draw.rectangle((_MARGIN, 130, _MARGIN + 120, 140), fill=_ACCENT)
    _write(draw, 180, 92, _INK, name)
    _write(draw, 320, 48, _ACCENT, "\n".join(textwrap.wrap(description, 38)))
    _write(draw, 530, 28, _INK, note)
    return card.quantize(colors=64, dither=Image.Dither.NONE)


def _write(
    draw: ImageDraw.ImageDraw, top: int, size: int, colour: str, text: str
) -> None:
    font = ImageFont.load_default(size)
    place = (_MARGIN, top)
    right = draw.multiline_textbbox(place, text, font=font, spacing=16)[2]
    if right > SIZE[0] - _MARGIN:
        raise ValueError(f"{text!r} is too wide for the card; shorten it")
    draw.multiline_text(place, text, fill=colour, font=font, spacing=16)


def main() -> None:
    """Draw the picture into its file."""
    path = ROOT / CARD
    path.parent.mkdir(exist_ok=True)
    draw_card(*read_words(ROOT)).save(path, optimize=True)


if __name__ == "__main__":
    main()
