"""A letter as a PDF: A4, calm, in the family's colours, ready to print. It carries its words and nothing about where it came from."""

from collections.abc import Iterator, Sequence
from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, HRFlowable, Image, KeepTogether, Paragraph, SimpleDocTemplate, Spacer

from workbench.design import DESIGN
from workbench.practice.letters import Letter
from workbench.practice.sentences import LetterWords
from workbench.render.letter_lines import LetterPicture, Line, LineKind, lines_of
from workbench.render.stills import encode_still
from workbench.render.typeface import Typeface

INSTEAD = "Write the letter as DOCX, which any word processor can set and print"

_MARGIN = 28 * mm
_AFTER = {LineKind.TEXT: 3.4 * mm, LineKind.ITEM: 3.4 * mm, LineKind.QUOTE: 5.4 * mm}


def build_pdf(letter: Letter, words: LetterWords, pictures: Sequence[LetterPicture] = ()) -> bytes:
    """The pages of a letter, with its stills after the words.

    Raises
    ------
    RenderError
        If its writing cannot be set in a PDF here; the next step is the DOCX.
    """
    day = words.date(letter.drafted_on)
    captions = [picture.words for picture in pictures]
    face = Typeface("\n".join([letter.heading, *letter.paragraphs, *captions, day, "•"]), INSTEAD)
    content = BytesIO()
    document = SimpleDocTemplate(
        content,
        pagesize=A4,
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=26 * mm,
        bottomMargin=24 * mm,
        title=letter.heading,
        author="",
        lang=letter.language,
        invariant=1,
    )
    document.build([*_flow(letter, day, face), *(_shown(picture, face) for picture in pictures)])
    return content.getvalue()


def _flow(letter: Letter, day: str, face: Typeface) -> Iterator[Flowable]:
    styles = _styles(face)
    yield Paragraph(face.markup(day), styles["day"])
    yield Paragraph(face.markup(letter.heading), styles["heading"])
    yield HRFlowable(width=22 * mm, thickness=1.6, color=HexColor(DESIGN.accent), hAlign="LEFT", spaceAfter=8 * mm, lineCap="round")
    for paragraph in letter.paragraphs:
        lines = list(lines_of(paragraph)) or [Line(LineKind.TEXT, "")]
        for number, line in enumerate(lines):
            style = styles[line.kind]
            if number + 1 < len(lines):
                style = ParagraphStyle(f"{style.name}-followed", parent=style, keepWithNext=number == 0)
            bullet = "•" if line.kind is LineKind.ITEM else None
            yield Paragraph(face.markup(line.text), style, bulletText=bullet)
        yield Spacer(1, _AFTER[lines[-1].kind])


def _shown(shown: LetterPicture, face: Typeface) -> Flowable:
    """A still with its line below it on the same page."""
    width_mm, height_mm = shown.size_mm
    picture = Image(BytesIO(encode_still(shown.picture, "jpg")), width_mm * mm, height_mm * mm, hAlign="LEFT")
    line = [Paragraph(face.markup(shown.words), _styles(face)["caption"])] if shown.words else []
    return KeepTogether([Spacer(1, 4 * mm), picture, *line])


def _styles(face: Typeface) -> dict[str, ParagraphStyle]:
    ink, quiet = HexColor(DESIGN.family.ink), HexColor(DESIGN.family.ink_quiet)
    text = ParagraphStyle("text", fontName=face.name, fontSize=12, leading=18, textColor=ink, spaceAfter=1.4 * mm, bulletFontName=face.name)
    return {
        "day": ParagraphStyle("day", parent=text, textColor=quiet, fontSize=10.5, spaceAfter=10 * mm),
        "heading": ParagraphStyle("heading", parent=text, fontSize=23, leading=29, spaceAfter=4 * mm),
        "caption": ParagraphStyle("caption", parent=text, textColor=quiet, fontSize=11, leading=15, spaceBefore=2.4 * mm),
        LineKind.TEXT: text,
        LineKind.ITEM: ParagraphStyle(
            "item", parent=text, leftIndent=6 * mm, bulletIndent=1.2 * mm, bulletColor=HexColor(DESIGN.accent), bulletFontSize=12
        ),
        LineKind.QUOTE: ParagraphStyle(
            "quote",
            parent=text,
            fontSize=13,
            leading=19,
            leftIndent=4.5 * mm,
            rightIndent=4.5 * mm,
            spaceBefore=3.4 * mm,
            spaceAfter=3 * mm,
            backColor=HexColor(DESIGN.family.paper),
            borderPadding=(8, 11, 5, 11),  # type: ignore[arg-type]  # from the top as in CSS, which the stubs do not know
            borderRadius=5,
        ),
    }
