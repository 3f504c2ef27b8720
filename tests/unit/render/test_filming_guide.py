"""The filming guide: one page, all its words, three pictures."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from workbench.errors import RenderError
from workbench.practice.datafiles import find_data_file
from workbench.practice.sentences import FilmingGuide, read_filming_guide
from workbench.render.filming_guide import build_filming_guide
from workbench.render.guide_pictures import PICTURES


def guide(language: str = "en") -> FilmingGuide:
    return read_filming_guide(find_data_file("guide", language))


def words_of(content: bytes) -> str:
    return " ".join(PdfReader(BytesIO(content)).pages[0].extract_text().split())


@pytest.mark.parametrize("language", ["en", "nl"])
def test_it_is_one_page_of_a4_with_every_word(language: str) -> None:
    content = build_filming_guide(guide(language))
    reader = PdfReader(BytesIO(content))
    assert len(reader.pages) == 1
    assert [round(float(edge) / 72 * 25.4) for edge in reader.pages[0].mediabox[2:]] == [210, 297]
    text = words_of(content)
    told = guide(language)
    for part in (told.heading, told.lead, told.end, *(part for tip in told.tip for part in (tip.title, tip.words))):
        assert part in text


@pytest.mark.parametrize("language", ["en", "nl"])
def test_it_has_the_three_pictures_and_plain_sentences(language: str) -> None:
    told = guide(language)
    assert [tip.picture for tip in told.tip if tip.picture] == list(PICTURES)
    for tip in told.tip:
        for sentence in tip.words.split(". "):
            assert len(sentence.split()) <= 18, sentence


def test_each_picture_is_drawn_where_it_is_asked_for() -> None:
    def drawn(*pictures: str) -> bytes:
        tips = tuple(tip.model_copy(update={"picture": picture}) for tip, picture in zip(guide().tip, pictures, strict=False))
        return PdfReader(BytesIO(build_filming_guide(guide().model_copy(update={"tip": tips})))).pages[0].get_contents().get_data()  # type: ignore[union-attr]

    pages = {drawn(picture) for picture in ("", *PICTURES)}
    assert len(pages) == 4


def test_more_words_are_set_smaller_until_no_page_can_hold_them() -> None:
    def long(times: int) -> FilmingGuide:
        return guide().model_copy(update={"lead": "Just do what you often do. " * times})

    assert len(PdfReader(BytesIO(build_filming_guide(long(12)))).pages) == 1
    with pytest.raises(RenderError, match="more words than one page") as caught:
        build_filming_guide(long(200))
    assert "Shorten" in caught.value.next_step


def test_writing_from_right_to_left_is_refused_in_words() -> None:
    with pytest.raises(RenderError, match="from right to left"):
        build_filming_guide(guide().model_copy(update={"heading": "שלום"}))
