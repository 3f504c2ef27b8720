"""Pages of words and captions for a reel, drawn once each in the family's colours.

Sizes are worked out for a picture 720 pixels on its shorter side and grow with it. Lines are wrapped to even lengths and centred, so that
writing from right to left reads as it should; letters that no font of the machine has stay empty boxes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from moviepy import ColorClip, CompositeVideoClip, ImageClip, TextClip
from PIL import Image, ImageDraw, ImageFont
from PIL.ImageColor import getrgb

from workbench.design import DESIGN
from workbench.render.fonts import find_font
from workbench.render.plan import Card

Picture = npt.NDArray[np.uint8]

_REFERENCE_PX = 720
_SMOOTHING = 4
_HEADING_PX = (60, 54, 48, 42, 36, 31, 26, 22, 18, 15, 12)
_LINE = 1.32
_STILL, _SMALL_STILL = 0.46, 0.32
_FEW_LETTERS = 120


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of text at a size in pixels; `gap` is the room above it."""

    text: str
    size: int
    colour: str
    gap: float

    @property
    def height(self) -> int:
        return round(self.size * _LINE)


def draw_card(card: Card, width: int, height: int, still: Picture | None = None) -> Picture:
    """A page of words, under a still where there is one: shape (rows, columns, 3).

    Returns
    -------
    ndarray of uint8, shape (height, width, 3)
        Red, green, blue; row 0 is the top.
    """
    unit = min(width, height) / _REFERENCE_PX
    above: list[tuple[Picture, float]] = [(_dots(*card.dots, unit), 84 * unit)] if card.dots else []
    if still is not None:
        framed = _framed(
            still, 0.78 * width, height * (_STILL if len(f"{card.heading} {card.body}") <= _FEW_LETTERS else _SMALL_STILL), unit
        )
        above.append((framed, framed.shape[0] + (40 * unit if card.heading or card.body else 0)))
    above_room = sum(room for _, room in above)
    lines = _fitted(card, width, height * (0.8 if still is None else 0.88) - above_room, unit)
    top = (height - sum(line.height + line.gap for line in lines) - above_room) / 2
    clips: list[ImageClip] = [ColorClip((width, height), color=getrgb(DESIGN.family.paper), duration=1)]
    for drawn, room in above:
        clips.append(ImageClip(drawn, transparent=True).with_position(((width - drawn.shape[1]) // 2, round(top))))
        top += room
    clips += _placed(lines, width, top)
    return np.asarray(CompositeVideoClip(clips, size=(width, height)).get_frame(0), dtype=np.uint8)


def draw_caption(text: str, width: int, height: int) -> Picture:
    """A question on a light panel, for the lower part of a picture of that size.

    Returns
    -------
    ndarray of uint8, shape (rows, columns, 4)
        Red, green, blue, opacity; as large as the panel.
    """
    unit = min(width, height) / _REFERENCE_PX
    return _panel(text, round(38 * unit), 0.82 * width - 96 * unit, (48 * unit, 30 * unit), unit)


def draw_tag(text: str, width: int, height: int) -> Picture:
    """A few words on a small panel, for a corner of a picture of that size; otherwise as :func:`draw_caption`."""
    unit = min(width, height) / _REFERENCE_PX
    return _panel(text, round(26 * unit), 0.6 * width, (26 * unit, 14 * unit), unit)


def wrap_text(text: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont, width: float) -> list[str]:
    """Lines of `text` no wider than `width` pixels, as few as possible and as even as possible; its own line breaks stay.

    Breaks are at spaces; a word that is too wide by itself is broken where it must be.
    """
    lines: list[str] = []
    for paragraph in text.splitlines():
        pieces = [piece for word in paragraph.split() for piece in _pieces(word, font, width)]
        if pieces:
            lines += _evened(pieces, font, width)
    return lines


def _fitted(card: Card, width: int, room: float, unit: float) -> list[_Line]:
    """The card's lines at the largest size at which they are no higher than their room."""
    column = min(0.78 * width, 980 * unit)
    lines: list[_Line] = []
    for heading_px in _HEADING_PX:
        lines = []
        body_px = min(34, round(heading_px * 0.62))
        parts = (
            (card.label, min(28, body_px), DESIGN.family.ink_quiet, 0.0),
            (card.heading, heading_px, DESIGN.family.ink, 18.0),
            (card.body, body_px, DESIGN.family.ink_quiet, 30.0),
        )
        for text, size_px, colour, gap in parts:
            size = max(4, round(size_px * unit))
            for number, line in enumerate(wrap_text(text, _font(text, size), column)):
                lines.append(_Line(line, size, colour, gap * unit if number == 0 and lines else 0.0))
        if sum(line.height + line.gap for line in lines) <= room:
            break
    return lines


def _placed(lines: Sequence[_Line], width: int, top: float) -> list[TextClip]:
    clips = []
    for line in lines:
        top += line.gap
        clip = _text_clip(line)
        clips.append(clip.with_position(((width - clip.w) // 2, round(top + (line.height - clip.h) / 2))))
        top += line.height
    return clips


def _text_clip(line: _Line) -> TextClip:
    return TextClip(
        font=find_font(line.text), text=line.text, font_size=line.size, color=line.colour, margin=(line.size // 2, line.size // 4)
    )


def _panel(text: str, size: int, width: float, padding: tuple[float, float], unit: float) -> Picture:
    lines = [_Line(line, size, DESIGN.family.ink, 0.0) for line in wrap_text(text, _font(text, size), width)]
    widest = max(_font(line.text, size).getlength(line.text) for line in lines)
    columns, rows = round(widest + 2 * padding[0]), round(sum(line.height for line in lines) + 2 * padding[1])
    shape = Image.new("L", (columns * _SMOOTHING, rows * _SMOOTHING))
    radius = round(min(20 * unit, rows / 2)) * _SMOOTHING
    ImageDraw.Draw(shape).rounded_rectangle((0, 0, shape.width - 1, shape.height - 1), radius, fill=240)
    words = CompositeVideoClip(_placed(lines, columns, padding[1]), size=(columns, rows), bg_color=getrgb(DESIGN.family.raised))
    return np.dstack([words.get_frame(0), np.asarray(shape.resize((columns, rows), Image.Resampling.LANCZOS))]).astype(np.uint8)


def _framed(still: Picture, width: float, height: float, unit: float) -> Picture:
    """The still as large as fits, its corners round."""
    part = min(width / still.shape[1], height / still.shape[0])
    columns, rows = round(still.shape[1] * part), round(still.shape[0] * part)
    shape = Image.new("L", (columns * _SMOOTHING, rows * _SMOOTHING))
    ImageDraw.Draw(shape).rounded_rectangle((0, 0, shape.width - 1, shape.height - 1), round(16 * unit) * _SMOOTHING, fill=255)
    small = Image.fromarray(still).resize((columns, rows), Image.Resampling.LANCZOS)
    return np.dstack([np.asarray(small), np.asarray(shape.resize((columns, rows), Image.Resampling.LANCZOS))]).astype(np.uint8)


def _dots(this: int, n_all: int, unit: float) -> Picture:
    """A row of small dots, one filled: which of the clips this is, without a number."""
    large, step = 16 * unit, 34 * unit
    columns, rows = round(step * (n_all - 1) + large + 4), round(large + 4)
    row = Image.new("RGBA", (columns * _SMOOTHING, rows * _SMOOTHING), (*getrgb(DESIGN.family.paper), 0))
    draw = ImageDraw.Draw(row)
    for number in range(n_all):
        half = (large if number == this else 0.7 * large) / 2
        x, y = 2 + large / 2 + number * step, rows / 2
        box = [value * _SMOOTHING for value in (x - half, y - half, x + half, y + half)]
        draw.ellipse(box, fill=DESIGN.accent if number == this else (*getrgb(DESIGN.family.ink_quiet), 90))
    return np.asarray(row.resize((columns, rows), Image.Resampling.LANCZOS))


def _pieces(word: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont, width: float) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and font.getlength(pieces[-1] + letter) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _evened(pieces: Sequence[str], font: ImageFont.FreeTypeFont | ImageFont.ImageFont, width: float) -> list[str]:
    """The fewest lines, made narrower together for as long as they stay as few."""
    fewest = _filled(pieces, font, width)
    narrow, wide = max(font.getlength(piece) for piece in pieces), width
    while wide - narrow > 2:
        middle = (narrow + wide) / 2
        if len(_filled(pieces, font, middle)) > len(fewest):
            narrow = middle
        else:
            wide = middle
    return _filled(pieces, font, wide)


def _filled(pieces: Sequence[str], font: ImageFont.FreeTypeFont | ImageFont.ImageFont, width: float) -> list[str]:
    lines = [pieces[0]]
    for piece in pieces[1:]:
        longer = f"{lines[-1]} {piece}"
        if font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(piece)
    return lines


def _font(text: str, size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    path = find_font(text)
    return ImageFont.truetype(path, size) if path is not None else ImageFont.load_default(size)
