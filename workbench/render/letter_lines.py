"""What the lines of a letter's paragraphs are: text, an item of a list, or somebody's own words in quotation marks."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from workbench.practice.drafting import BULLET, plain_text

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
