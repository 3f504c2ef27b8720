"""A letter as a DOCX, which a word processor opens, changes and prints; in any script, from right to left too.

It carries its words and stills, its language and its day, and nothing about who wrote it or where it came from.
"""

import unicodedata
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from workbench.design import DESIGN
from workbench.practice.letters import Letter
from workbench.practice.sentences import LetterWords
from workbench.render.letter_lines import LetterPicture, LineKind, lines_of
from workbench.render.stills import encode_still

_STYLES = {LineKind.TEXT: "Normal", LineKind.ITEM: "List Bullet", LineKind.QUOTE: "Quote"}
_FONT = "Calibri"
_PANEL = DESIGN.family.paper


def build_docx(letter: Letter, words: LetterWords, pictures: Sequence[LetterPicture] = ()) -> bytes:
    """The file of a letter, with its stills after the words."""
    document = Document()
    _lay_out(document, letter)
    _write(document, words.date(letter.drafted_on), "Date")
    _write(document, letter.heading, "Title")
    for paragraph in letter.paragraphs:
        lines = list(lines_of(paragraph))
        for number, line in enumerate(lines):
            made = _write(document, line.text, _STYLES[line.kind])
            made.paragraph_format.keep_with_next = number == 0 and len(lines) > 1
            if number + 1 == len(lines):
                made.paragraph_format.space_after = Pt(18 if line.kind is LineKind.QUOTE else 12)
    for picture in pictures:
        _show(document, picture)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def reads_from_the_right(text: str) -> bool:
    """Whether the first letter of a text that has a direction is written from right to left."""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def _lay_out(document: DocumentObject, letter: Letter) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(28)
    section.top_margin, section.bottom_margin = Mm(26), Mm(24)
    facts = document.core_properties
    facts.title, facts.language = letter.heading, letter.language
    facts.author = facts.comments = facts.last_modified_by = facts.keywords = ""
    facts.created = facts.modified = datetime.combine(letter.drafted_on, datetime.min.time())
    ink, quiet = DESIGN.family.ink, DESIGN.family.ink_quiet
    _style(document, "Normal", 12, ink, before=0, after=4, language=letter.language)
    document.styles.add_style("Date", 1)
    _style(document, "Date", 10.5, quiet, before=0, after=26)
    title = _style(document, "Title", 23, ink, before=0, after=22)
    _without_border(title)
    _style(document, "List Bullet", 12, ink, before=0, after=3)
    _style(document, "Caption", 11, quiet, before=0, after=16).font.bold = False
    quote = _style(document, "Quote", 13, ink, before=8, after=6)
    quote.font.italic = False
    quote.paragraph_format.left_indent = quote.paragraph_format.right_indent = Mm(4)
    _shade(quote, _PANEL)
    _border(quote)


def _style(
    document: DocumentObject, name: str, size: float, colour: str, *, before: float, after: float, language: str = ""
) -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), RGBColor.from_string(colour.lstrip("#"))
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.25
    if language:
        tag = OxmlElement("w:lang")
        for side in ("val", "bidi"):
            tag.set(qn(f"w:{side}"), language)
        style.element.get_or_add_rPr().append(tag)
    return style


def _without_border(style: ParagraphStyle) -> None:
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)


def _border(style: ParagraphStyle) -> None:
    """The client's own words: a line where reading begins, and room above and below in the colour of the panel."""
    border = OxmlElement("w:pBdr")
    for side, size, room, colour in (("top", 4, 5, _PANEL), ("left", 18, 10, DESIGN.accent), ("bottom", 4, 5, _PANEL)):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", size), ("space", room), ("color", colour.lstrip("#"))):
            line.set(qn(f"w:{name}"), str(value))
        border.append(line)
    style.element.get_or_add_pPr().insert_element_before(border, "w:shd", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr")


def _shade(style: ParagraphStyle, colour: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour.lstrip("#"))):
        shade.set(qn(f"w:{name}"), value)
    style.element.get_or_add_pPr().insert_element_before(shade, "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr")


def _write(document: DocumentObject, text: str, style: str) -> Paragraph:
    made = document.add_paragraph(text, style=style)
    if reads_from_the_right(text):
        properties = made._p.get_or_add_pPr()
        properties.insert_element_before(OxmlElement("w:bidi"), "w:spacing", "w:ind", "w:jc", "w:rPr")
        for run in made.runs:
            run.font.rtl = True
    return made


def _show(document: DocumentObject, shown: LetterPicture) -> None:
    """A still with its line below it on the same page; who cannot see it hears the line."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = bool(shown.words)
    paragraph.paragraph_format.space_before = Pt(10)
    width_mm, height_mm = shown.size_mm
    inline = paragraph.add_run().add_picture(BytesIO(encode_still(shown.picture, "jpg")), Mm(width_mm), Mm(height_mm))
    inline._inline.docPr.set("descr", shown.words)
    for side in ("distT", "distB", "distL", "distR"):  # where nothing is said some programs leave room around it
        inline._inline.set(side, "0")
    if shown.words:
        _write(document, shown.words, "Caption")
