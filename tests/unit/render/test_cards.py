from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont
from PIL.ImageColor import getrgb

from workbench.design import DESIGN
from workbench.render.cards import draw_caption, draw_card, draw_tag, wrap_text
from workbench.render.fonts import find_font
from workbench.render.plan import Card
from workbench.render.words import read_words

PAPER = np.array(getrgb(DESIGN.family.paper))
LONG = "Here you wait for Noah. Watch what your hands do while he looks for the next piece, and what he does when he has found it. "


def ink(picture: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The rows and the columns in which something is drawn."""
    drawn = np.abs(picture[:, :, :3].astype(int) - PAPER).max(axis=2) > 40
    return np.flatnonzero(drawn.any(axis=1)), np.flatnonzero(drawn.any(axis=0))


CARDS = [
    Card("You hoped", "“that he listens to me”"),
    Card(heading="Waiting together", body="Look at her hands.", dots=(1, 4)),
    Card(heading="A heading of many words that needs more than a single line to be said", body=LONG, dots=(0, 3)),
    Card(heading="W" * 90, body=LONG * 6, dots=(2, 3)),
    Card(heading="«أن يستمع إليّ ابني عندما نلعب معًا في المساء»"),
    Card(heading="日本語の題名"),
]


@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize(("width", "height"), [(1280, 720), (404, 720), (320, 180)])
def test_words_stand_in_the_middle_and_keep_away_from_the_edges(card: Card, width: int, height: int) -> None:
    picture = draw_card(card, width, height)
    assert (picture.shape, picture.dtype) == ((height, width, 3), np.uint8)
    rows, columns = ink(picture)
    assert rows[0] > 0.03 * height
    assert rows[-1] < 0.97 * height
    assert columns[0] > 0.05 * width
    assert columns[-1] < 0.95 * width
    assert (columns[0] + columns[-1]) / 2 == pytest.approx(width / 2, abs=0.02 * width)
    assert (rows[0] + rows[-1]) / 2 == pytest.approx(height / 2, abs=0.08 * height)


def test_a_card_without_words_is_plain_paper() -> None:
    assert (draw_card(Card(), 320, 180) == PAPER).all()


def test_the_dot_of_this_clip_alone_has_the_accent() -> None:
    picture = draw_card(Card(heading="A", dots=(2, 5)), 1280, 720)
    accent = np.abs(picture.astype(int) - getrgb(DESIGN.accent)).max(axis=2) < 10
    columns = np.flatnonzero(accent.any(axis=0))
    assert 10 <= len(columns) <= 18
    assert columns.mean() == pytest.approx(640, abs=2)


@pytest.mark.parametrize("draw", [draw_caption, draw_tag])
def test_a_panel_is_clear_at_its_corners_solid_within_and_fits_the_picture(draw: object) -> None:
    for text in ("What do you notice?", LONG):
        panel = draw(text, 1280, 720)  # type: ignore[operator]
        assert panel.shape[1] < 0.85 * 1280
        assert panel.shape[0] < 0.5 * 720
        assert panel[0, 0, 3] < 30
        assert panel[panel.shape[0] // 2, 8, 3] >= 235
        inside = panel[:, :, :3].astype(int)
        assert np.abs(inside[panel.shape[0] // 2, 6] - getrgb(DESIGN.family.raised)).max() == 0
        assert inside.min() < 70


def font() -> ImageFont.FreeTypeFont:
    path = find_font("a")
    assert path is not None
    return ImageFont.truetype(path, 20)


@given(st.lists(st.text("abcdefghij", min_size=1, max_size=30), max_size=25), st.integers(60, 500))
def test_wrapping_keeps_every_letter_in_order_and_no_line_is_too_wide(words: Sequence[str], width: int) -> None:
    lines = wrap_text(" ".join(words), font(), width)
    assert "".join(lines).replace(" ", "") == "".join(words)
    assert all(font().getlength(line) <= width for line in lines)


@given(st.lists(st.text("abcdefghij", min_size=1, max_size=8), min_size=1, max_size=25))
def test_wrapping_needs_no_more_lines_than_filling_each_line_does(words: Sequence[str]) -> None:
    filled = [words[0]]
    for word in words[1:]:
        if font().getlength(f"{filled[-1]} {word}") <= 220:
            filled[-1] += f" {word}"
        else:
            filled.append(word)
    assert len(wrap_text(" ".join(words), font(), 220)) == len(filled)


def test_line_breaks_of_the_text_stay() -> None:
    assert wrap_text("one\ntwo three\n\nfour", font(), 500) == ["one", "two three", "four"]


def test_a_font_is_found_that_draws_the_letters() -> None:
    arabic = find_font("مرة أخرى")
    assert arabic is not None
    drawn = ImageFont.truetype(arabic, 24)
    assert bytes(drawn.getmask("م")) != bytes(drawn.getmask("\U0010fffe"))


@pytest.mark.parametrize(("language", "wanted"), [("en", "You hoped"), ("nl-BE", "Jij hoopte"), ("DE", "Ihr Wunsch"), ("xx", "You hoped")])
def test_the_reel_speaks_the_family_s_language_or_else_english(language: str, wanted: str) -> None:
    assert read_words(language).you_hoped == wanted


def test_words_get_the_quotation_marks_of_their_language_once() -> None:
    assert read_words("en").quoted("that he listens") == "“that he listens”"
    assert read_words("de").quoted("dass er zuhört") == "„dass er zuhört“"
    assert read_words("en").quoted("“that he listens”") == "“that he listens”"


@pytest.mark.parametrize("shape", [(180, 320, 3), (320, 180, 3)])
@pytest.mark.parametrize("card", [*CARDS[1:4], Card(dots=(0, 2)), Card()])
@pytest.mark.parametrize(("width", "height"), [(1280, 720), (404, 720), (320, 180)])
def test_a_still_stands_whole_above_the_words_in_its_own_shape(shape: tuple[int, int, int], card: Card, width: int, height: int) -> None:
    still = np.full(shape, (20, 60, 200), dtype=np.uint8)
    picture = draw_card(card, width, height, still)
    rows, _ = ink(picture)
    assert rows[0] > 0.01 * height
    assert rows[-1] < 0.99 * height
    blue = np.abs(picture.astype(int) - (20, 60, 200)).max(axis=2) < 12
    blue_rows, blue_columns = np.flatnonzero(blue.any(axis=1)), np.flatnonzero(blue.any(axis=0))
    n_rows, n_columns = np.ptp(blue_rows) + 1, np.ptp(blue_columns) + 1
    assert n_columns / n_rows == pytest.approx(shape[1] / shape[0], rel=0.06)
    assert blue.sum() > 0.93 * n_rows * n_columns
    assert max(n_rows / height, n_columns / width) > 0.3
    below = ink(picture[blue_rows[-1] + 2 :])[0]
    assert (len(below) > 0) == bool(card.heading or card.body)
