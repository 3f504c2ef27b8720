"""The typefaces of a PDF: those of this machine that can draw every letter of its text; the project ships none.

A PDF made here sets one letter beside the other from left to right. Writing that runs from right to left or joins its letters is refused in
words, as is a letter that no font has: no text becomes a row of empty boxes.
"""

import unicodedata
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from workbench.errors import RenderError
from workbench.practice.drafting import plain_text
from workbench.render.fonts import font_files

_JOINING = {"BENGALI", "DEVANAGARI", "GUJARATI", "GURMUKHI", "KANNADA", "KHMER", "LAO", "MALAYALAM", "MONGOLIAN", "MYANMAR", "ORIYA"}
_JOINING |= {"SINHALA", "TAMIL", "TELUGU", "THAI", "TIBETAN"}
_UNSEEN = frozenset("\u200b\u200c\u200d\u200e\u200f\ufe0e\ufe0f\u00ad")
"""Letters that are never drawn: joiners, marks of direction and of variants."""


class Typeface:
    """The fonts for a text: the one that draws most of it, and others for the letters that one lacks.

    Parameters
    ----------
    text : str
        All that is to be set.
    instead : str
        What to do where the text cannot be set, as the next step of an error.

    Raises
    ------
    RenderError
        If a part of the text cannot be drawn as it is written.
    """

    def __init__(self, text: str, instead: str) -> None:
        letters = {letter for letter in plain(text) if not letter.isspace()}
        _check_direction(letters, instead)
        written = [letter for letter in letters if not unicodedata.category(letter).startswith("S")]  # a heart changes no other letter
        fonts = sorted(_fonts(), key=lambda font: sum(not _has(font, letter) for letter in written))
        if not fonts:
            raise RenderError("No font was found on this computer", "Install a font like Noto Sans or DejaVu Sans")
        self.name: str = fonts[0].fontName
        self._other = {letter: _font_for(letter, fonts, instead) for letter in letters if not _has(fonts[0], letter)}

    def markup(self, text: str) -> str:
        """Text for a paragraph, its letters each in a font that has them."""
        return "".join(
            f'<font name="{self._other[letter]}">{letter}</font>' if letter in self._other else escape(letter) for letter in plain(text)
        ).replace("\n", "<br/>")


def plain(text: str) -> str:
    """Text with letters and their marks in one, without what is never drawn."""
    return "".join(letter for letter in unicodedata.normalize("NFC", plain_text(text)) if letter not in _UNSEEN)


def _check_direction(letters: set[str], instead: str) -> None:
    for letter in sorted(letters):
        if unicodedata.bidirectional(letter) in ("R", "AL"):
            raise RenderError("Writing from right to left cannot be set in a PDF here", instead)
        script = unicodedata.name(letter, "").split(" ")[0]
        if script in _JOINING:
            raise RenderError(f"{script.capitalize()} letters cannot be set in a PDF here, because they join as they are written", instead)


def _font_for(letter: str, fonts: list[TTFont], instead: str) -> str:
    for font in fonts:
        if _has(font, letter):
            name: str = font.fontName
            return name
    named = unicodedata.name(letter, f"U+{ord(letter):04X}").lower()
    raise RenderError(f"No font on this computer has the letter {letter} ({named})", f"{instead}, or write it in another way")


def _has(font: TTFont, letter: str) -> bool:
    return ord(letter) in font.face.charToGlyph


@cache
def _fonts() -> tuple[TTFont, ...]:
    """The machine's fonts as a PDF can hold them, the wanted first; those of another kind are passed by."""
    found = []
    for path in dict.fromkeys(font_files()):
        try:
            font = TTFont(f"vig-{Path(path).stem}", path)
        except (TTFError, OSError):
            continue
        registerFont(font)
        found.append(font)
    return tuple(found)
