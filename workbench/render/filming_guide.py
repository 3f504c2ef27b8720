"""The filming guide as one page to print: a few plain words, and three small pictures drawn here."""

from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from workbench.design import DESIGN
from workbench.errors import RenderError
from workbench.practice.sentences import FilmingGuide, Tip
from workbench.render.guide_pictures import HEIGHT, PICTURES, WIDTH
from workbench.render.typeface import Typeface

_MARGIN = 22 * mm
_GAP = 8 * mm
_SIZES = (1.12, 1.06, 1.0, 0.94, 0.88, 0.82, 0.76)
"""How large the words are set, the first at which all is on one page."""


def build_filming_guide(guide: FilmingGuide) -> bytes:
    """The page of a guide.

    Raises
    ------
    RenderError
        If its writing cannot be set in a PDF here, or it is too long for one page.
    """
    words = [guide.heading, guide.lead, guide.end, *(part for tip in guide.tip for part in (tip.title, tip.words))]
    face = Typeface("\n".join(words), "Write the guide in letters that go from left to right, or take the English one")
    for size in _SIZES:
        page = _Page(guide, face, size)
        if page.fits:
            return page.content
    raise RenderError("The filming guide has more words than one page can hold", f"Shorten the sentences in guide.{guide.language}.toml")


class _Page:
    """One page, written from the top at one size of letters."""

    def __init__(self, guide: FilmingGuide, face: Typeface, size: float) -> None:
        self._content = BytesIO()
        self._canvas = Canvas(self._content, pagesize=A4, invariant=1, lang=guide.language)
        self._canvas.setTitle(guide.heading)
        self._canvas.setAuthor("")
        self._face = face
        self._size = size
        self._top = A4[1] - 24 * mm
        self._write(guide.heading, 25, DESIGN.family.ink, after=4 * mm)
        self._rule()
        self._write(guide.lead, 13.5, DESIGN.family.ink_quiet, after=9 * mm)
        for tip in guide.tip:
            self._tip(tip)
        if guide.end:
            self._top -= 2 * mm
            self._write(guide.end, 12.5, DESIGN.family.ink_quiet)
        self.fits = self._top >= 18 * mm
        self._canvas.showPage()
        self._canvas.save()

    @property
    def content(self) -> bytes:
        """The file."""
        return self._content.getvalue()

    def _tip(self, tip: Tip) -> None:
        top, left = self._top, _MARGIN + (WIDTH + _GAP if tip.picture else 0)
        title, words = self._set(tip.title, 15.5, DESIGN.accent, left), self._set(tip.words, 12.5, DESIGN.family.ink, left)
        height = title.height + 1.6 * mm + words.height
        if tip.picture:
            self._canvas.saveState()
            self._canvas.translate(_MARGIN, top - HEIGHT)
            PICTURES[tip.picture](self._canvas)
            self._canvas.restoreState()
            self._top -= max(0.0, (HEIGHT - height) / 2)
        self._draw(title, left, after=1.6 * mm)
        self._draw(words, left)
        self._top = min(self._top, top - HEIGHT if tip.picture else top) - _GAP * self._size

    def _write(self, text: str, size: float, colour: str, *, after: float = 0.0) -> None:
        self._draw(self._set(text, size, colour, _MARGIN), _MARGIN, after=after)

    def _set(self, text: str, size: float, colour: str, left: float) -> Paragraph:
        """Text broken into lines between `left` and the margin on the right."""
        size *= self._size
        style = ParagraphStyle("words", fontName=self._face.name, fontSize=size, leading=size * 1.4, textColor=HexColor(colour))
        paragraph = Paragraph(self._face.markup(text), style)
        paragraph.wrap(A4[0] - _MARGIN - left, A4[1])
        return paragraph

    def _draw(self, paragraph: Paragraph, left: float, *, after: float = 0.0) -> None:
        self._top -= paragraph.height
        paragraph.drawOn(self._canvas, left, self._top)
        self._top -= after

    def _rule(self) -> None:
        self._canvas.setStrokeColor(HexColor(DESIGN.accent))
        self._canvas.setLineWidth(1.8)
        self._canvas.setLineCap(1)
        self._canvas.line(_MARGIN, self._top, _MARGIN + 24 * mm, self._top)
        self._top -= 5 * mm
