"""Letters as files: what is in them, what is not, and which writing is refused."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from workbench.errors import RenderError
from workbench.practice.datafiles import find_data_file
from workbench.practice.letters import Letter, LetterKind
from workbench.practice.sentences import LetterWords, read_letter_words
from workbench.render import typeface
from workbench.render.letter_docx import build_docx
from workbench.render.letter_lines import Line, LineKind, lines_of
from workbench.render.letter_pdf import build_pdf

WORDS = read_letter_words(find_data_file("letters", "nl"))
LETTER = Letter(
    "0123456789abcdef",
    "fedcba9876543210",
    LetterKind.CLOSING,
    date(2026, 3, 9),
    "nl",
    "Wat we samen hebben gezien",
    ("Voor mama", "Je zei:\n“Hij keek me aan <b>& lachte”", "Je wilt:\n• Even wachten\n• Samen één boek"),
    edited=True,
)
BUILDERS = [build_pdf, build_docx]


def of(*paragraphs: str, language: str = "en") -> Letter:
    return Letter("a" * 16, "b" * 16, LetterKind.STRENGTHS, date(2026, 3, 9), language, "Look", paragraphs)


def pdf_text(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def test_a_pdf_has_the_letters_words_in_order_on_one_page_of_a4() -> None:
    reader = PdfReader(BytesIO(build_pdf(LETTER, WORDS)))
    assert len(reader.pages) == 1
    assert [round(float(edge) / 72 * 25.4) for edge in reader.pages[0].mediabox[2:]] == [210, 297]
    lines = [line.strip() for line in reader.pages[0].extract_text().splitlines() if line.strip(" •")]
    assert [line.removeprefix("•").strip() for line in lines] == [
        "9 maart 2026",
        "Wat we samen hebben gezien",
        "Voor mama",
        "Je zei:",
        "“Hij keek me aan <b>& lachte”",
        "Je wilt:",
        "Even wachten",
        "Samen één boek",
    ]


def test_a_docx_has_them_as_styled_paragraphs() -> None:
    document = Document(BytesIO(build_docx(LETTER, WORDS)))
    assert [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs if paragraph.style is not None] == [
        ("Date", "9 maart 2026"),
        ("Title", "Wat we samen hebben gezien"),
        ("Normal", "Voor mama"),
        ("Normal", "Je zei:"),
        ("Quote", "“Hij keek me aan <b>& lachte”"),
        ("Normal", "Je wilt:"),
        ("List Bullet", "Even wachten"),
        ("List Bullet", "Samen één boek"),
    ]
    language = document.styles["Normal"].element.rPr.find(qn("w:lang"))
    assert language is not None
    assert language.get(qn("w:val")) == "nl"


def test_a_file_says_nothing_about_where_it_came_from() -> None:
    information = PdfReader(BytesIO(build_pdf(LETTER, WORDS))).metadata
    assert information is not None
    assert information.title == LETTER.heading
    assert information.author in (None, "", "anonymous")
    facts = Document(BytesIO(build_docx(LETTER, WORDS))).core_properties
    assert (facts.title, facts.author, facts.last_modified_by, facts.comments, facts.keywords) == (LETTER.heading, "", "", "", "")
    assert (facts.language, facts.created.date() if facts.created else None) == ("nl", LETTER.drafted_on)
    with ZipFile(BytesIO(build_docx(LETTER, WORDS))) as archive:
        inside = b"".join(archive.read(name) for name in archive.namelist())
    for content in (inside, build_pdf(LETTER, WORDS)):
        for private in (LETTER.id, LETTER.case_id):
            assert private.encode() not in content


def test_a_pdf_is_the_same_whenever_it_is_made() -> None:
    assert build_pdf(LETTER, WORDS) == build_pdf(LETTER, WORDS)


@pytest.mark.parametrize("build", BUILDERS)
def test_a_long_letter_takes_as_many_pages_as_it_needs(build: Callable[[Letter, LetterWords], bytes]) -> None:
    long = of(*(f"Paragraph {n}:\n“{'so warm ' * 150}”" for n in range(20)))
    content = build(long, WORDS)
    if build is build_pdf:
        assert len(PdfReader(BytesIO(content)).pages) > 5
        assert "Paragraph 19" in pdf_text(content)
    else:
        assert len(Document(BytesIO(content)).paragraphs) == 42


@pytest.mark.parametrize("build", BUILDERS)
def test_words_that_no_page_is_wide_enough_for_and_odd_characters_are_set(build: Callable[[Letter, LetterWords], bytes]) -> None:
    content = build(of("x" * 4000, "control\x01\x0b and nothing \ufffe", "• ", "“”", "  "), WORDS)
    text = pdf_text(content) if build is build_pdf else "\n".join(p.text for p in Document(BytesIO(content)).paragraphs)
    assert text.count("x") == 4000
    assert "control and nothing" in text


def test_letters_that_the_first_font_lacks_are_drawn_with_another() -> None:
    letter = of("Zoë, Łukasz, Ζωή, Мария: ❤ always")
    assert "Zoë, Łukasz, Ζωή, Мария: ❤ always" in pdf_text(build_pdf(letter, WORDS))


def test_a_letter_and_its_mark_are_one() -> None:
    assert "Zoë" in pdf_text(build_pdf(of("Zoe\u0308"), WORDS))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("שלום", "from right to left"),
        ("مرحبا", "from right to left"),
        ("नमस्ते", "Devanagari letters"),
        ("tot \U000f0000", r"No font on this computer has the letter \U000f0000 \(u\+f0000\)"),
    ],
)
def test_writing_that_a_pdf_cannot_hold_is_refused_and_never_becomes_boxes(text: str, reason: str) -> None:
    with pytest.raises(RenderError, match=reason) as caught:
        build_pdf(of(text), WORDS)
    assert caught.value.next_step.startswith("Write the letter as DOCX")


def test_a_letter_without_a_font_names_the_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    fonts = typeface._fonts()
    monkeypatch.setattr(typeface, "_has", lambda font, letter: letter != "Ж")
    monkeypatch.setattr(typeface, "_fonts", lambda: fonts)
    with pytest.raises(RenderError, match=r"the letter Ж \(cyrillic capital letter zhe\)"):
        build_pdf(of("Ж"), WORDS)


def test_a_computer_without_any_font_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typeface, "_fonts", lambda: ())
    with pytest.raises(RenderError, match="No font was found"):
        build_pdf(LETTER, WORDS)


def test_writing_from_right_to_left_is_set_so_in_a_docx() -> None:
    document = Document(BytesIO(build_docx(of("שלום Noah", "Noah says שלום", language="he"), WORDS)))
    hebrew, english = document.paragraphs[2], document.paragraphs[3]
    assert hebrew._p.pPr is not None
    assert hebrew._p.pPr.find(qn("w:bidi")) is not None
    assert [run.font.rtl for run in hebrew.runs] == [True]
    assert english._p.pPr is None or english._p.pPr.find(qn("w:bidi")) is None


def test_lines_are_text_items_or_quotes() -> None:
    assert list(lines_of("You said:\n\n  “Look” \n•one\n• two\n")) == [
        Line(LineKind.TEXT, "You said:"),
        Line(LineKind.QUOTE, "“Look”"),
        Line(LineKind.ITEM, "one"),
        Line(LineKind.ITEM, "two"),
    ]
