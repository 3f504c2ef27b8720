"""What a letter is set of: lines of text, items of a list, somebody's own words in quotation marks, and the pictures after them."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from PIL import Image

from workbench.practice.drafting import BULLET, plain_text

_WIDEST_MM, _HIGHEST_MM = 140.0, 92.0
_OPENING = tuple('“„«"‘”')


class LineKind(StrEnum):
    """How a line is set."""

    TEXT = "text"
    ITEM = "item"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a paragraph, without the bullet of an item."""

    kind: LineKind
    text: str


@dataclass(frozen=True, slots=True)
class LetterPicture:
    """A still as it stands in a letter, with the line below it."""

    picture: Image.Image
    words: str

    @property
    def size_mm(self) -> tuple[float, float]:
        """How wide and how high it is printed: as large as two of them have room on a page below one another."""
        scale = min(_WIDEST_MM / self.picture.width, _HIGHEST_MM / self.picture.height)
        return self.picture.width * scale, self.picture.height * scale


def lines_of(paragraph: str) -> Iterator[Line]:
    r"""A paragraph's lines, without empty ones.

    Examples
    --------
    >>> [line.kind.value for line in lines_of("You said:\n“Look”\n• and this")]
    ['text', 'quote', 'item']
    """
    for line in plain_text(paragraph).split("\n"):
        text = line.strip()
        if text.startswith(BULLET.strip()):
            yield Line(LineKind.ITEM, text.removeprefix(BULLET.strip()).strip())
        elif text:
            yield Line(LineKind.QUOTE if text.startswith(_OPENING) else LineKind.TEXT, text)
