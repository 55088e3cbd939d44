"""The picture beside links to the site says what the site says."""

import pytest
from PIL import Image, ImageChops

from docs._build.card import CARD, SIZE, draw_card, read_words
from tests.conftest import ROOT

MOST_BYTES = 120_000


def differs(*words: str) -> bool:
    """Whether a drawing of these words is another than the committed one."""
    with Image.open(ROOT / CARD) as card:
        assert card.size == SIZE == (1200, 630)
        drawn = draw_card(*words).convert("RGB")
        return bool(ImageChops.difference(card.convert("RGB"), drawn).getbbox())


def test_the_card_is_what_the_command_draws() -> None:
    assert (ROOT / CARD).stat().st_size <= MOST_BYTES
    assert not differs(*read_words(ROOT)), (
        "run `uv run python -m docs._build.card`"
    )


def test_other_words_make_another_card() -> None:
    _, description, note = read_words(ROOT)
    assert differs("Dagster by Sample", description, note)


def test_words_that_are_too_wide_are_refused() -> None:
    _, *others = read_words(ROOT)
    with pytest.raises(ValueError, match="too wide for the card; shorten it"):
        draw_card("Dagster by Example, and by Example", *others)
