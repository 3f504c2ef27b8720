"""vig letter, vig filming-guide and vig words, as a person types them."""

import sys
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.unit.cli.running import Run
from workbench.cli.words import _ABOUT
from workbench.practice.datafiles import NAMES


@pytest.fixture
def hazel(run: Run) -> None:
    """A case with a Dutch client."""
    assert run("case", "create", "HAZEL", "--hope", "dat hij naar me luistert").status == 0
    assert run("case", "person", "HAZEL", "M1", "--role", "client", "--name", "mama", "--language", "nl").status == 0


@pytest.mark.usefixtures("hazel")
class TestLetter:
    def test_it_is_drafted_read_approved_and_written(self, run: Run, tmp_path: Path) -> None:
        drafted = run("letter", "hazel", "--kind", "closing")
        assert drafted.status == 0
        assert drafted.out.startswith(
            "Wat we samen hebben gezien\n\nVoor mama\n\nToen we begonnen, hoopte je: “dat hij naar me luistert”\n"
        )
        assert drafted.out.endswith("This is a draft. Read it, change it with --edit, and say --approve before you write it.\n")
        pdf, docx = tmp_path / "letter.pdf", tmp_path / "letter.docx"
        refused = run("letter", "HAZEL", "--kind", "closing", "--pdf", pdf)
        assert (refused.status, pdf.exists()) == (2, False)
        assert "approve" in refused.err
        written = run("letter", "HAZEL", "--kind", "closing", "--approve", "--pdf", pdf, "--docx", docx)
        assert written.out.splitlines() == [f"{docx} is written.", f"{pdf} is written."]
        assert "Voor mama" in PdfReader(BytesIO(pdf.read_bytes())).pages[0].extract_text()

    def test_its_words_come_from_a_text(self, run: Run, tmp_path: Path) -> None:
        text = tmp_path / "own.txt"
        text.write_text("\ufeffLieve mama\n\nJe zei:\r\n“Kijk”\n\n\nTot ziens\n", encoding="utf-8")
        told = run("letter", "HAZEL", "--kind", "strengths", "--text", text, "--json").json
        assert told["letter"]["heading"] == "Lieve mama"
        assert told["letter"]["paragraphs"] == ["Je zei:\n“Kijk”", "Tot ziens"]
        assert told["letter"]["edited"] is True
        text.write_bytes(b"\xff\xfe")
        assert "cannot be read as text" in run("letter", "HAZEL", "--kind", "strengths", "--text", text).err
        assert run("letter", "HAZEL", "--kind", "strengths").out == "Lieve mama\n\nJe zei:\n“Kijk”\n\nTot ziens\n"

    def test_it_is_changed_in_ones_own_editor(self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        script = tmp_path / "editor.py"
        script.write_text(
            "import os, pathlib, sys\nfile = pathlib.Path(sys.argv[1])\n"
            "file.write_text(file.read_text(encoding='utf-8').replace('Voor mama', 'Voor jou'), encoding='utf-8')\n"
            "os.utime(file, (2_000_000_000, 2_000_000_000))\n",
            encoding="utf-8",
        )
        monkeypatch.setenv("VISUAL", f"{sys.executable} {script}")
        assert "Voor jou" in run("letter", "HAZEL", "--kind", "closing", "--edit").out
        monkeypatch.setenv("VISUAL", f"{sys.executable} -c pass")
        assert "Voor jou" in run("letter", "HAZEL", "--kind", "closing", "--edit").out
        assert "Voor mama" in run("letter", "HAZEL", "--kind", "closing", "--draft").out


@pytest.mark.usefixtures("hazel")
class TestFilmingGuide:
    def test_it_is_a_page_in_the_clients_language(self, run: Run, tmp_path: Path) -> None:
        page = tmp_path / "guide.pdf"
        assert run("filming-guide", "HAZEL", "--pdf", page).out == f"{page} is written (nl).\n"
        assert "Een paar minuten samen filmen" in PdfReader(BytesIO(page.read_bytes())).pages[0].extract_text()

    def test_a_bad_place_is_said_and_leaves_nothing(self, run: Run, tmp_path: Path) -> None:
        answer = run("filming-guide", "HAZEL", "--pdf", tmp_path / "nowhere" / "guide.pdf")
        assert (answer.status, answer.err.count("\n")) == (2, 1)
        assert not (tmp_path / "nowhere").exists()


class TestWords:
    def test_all_files_are_listed_with_their_languages(self, run: Run) -> None:
        answer = run("words")
        assert answer.status == 0
        for name in ("principles", "lengths", "checklists", "stages", "letters", "guide"):
            assert any(line.split()[:3] == [name, "en,", "nl"] for line in answer.out.splitlines())

    @pytest.mark.usefixtures("hazel")
    def test_one_is_copied_broken_and_refused_with_its_line(self, run: Run, workspace_folder: Path) -> None:
        copy = workspace_folder / "checklists.nl.toml"
        assert run("words", "--edit", "checklists", "--language", "nl").out.startswith(f"Edit {copy}\n")
        assert run("words", "--check").out == "checklists.nl.toml is as it should be.\n"
        copy.write_text(copy.read_text(encoding="utf-8").replace('words = "Wachten"', "words = 4"), encoding="utf-8")
        checked = run("words", "--check")
        assert checked.status == 2
        assert "checklists.nl.toml, line 13: checklist 1, point 4, words has to be text in quotation marks." in checked.out
        assert run("case", "HAZEL").status == 0
        assert run("words", "--edit", "checklists", "--language", "nl").status == 2
        assert "Edited here: checklists.nl.toml." in run("words").out

    @pytest.mark.usefixtures("hazel")
    def test_what_a_page_of_ones_own_leaves_out_is_named(self, run: Run, workspace_folder: Path) -> None:
        own = workspace_folder / "page.ar.toml"
        run("words", "--edit", "page", "--language", "ar")
        lines = own.read_text(encoding="utf-8").splitlines(keepends=True)
        own.write_text("".join(line for line in lines if not line.startswith(("slower =", "stop ="))), encoding="utf-8")
        assert run("words", "--check").out == "page.ar.toml is as it should be; what it leaves out is said as shipped: slower, stop.\n"

    @pytest.mark.usefixtures("hazel")
    def test_the_guiders_language_is_kept(self, run: Run) -> None:
        assert run("words", "--guider", "nl").out == "Your own words are in nl where there are any, else in English.\n"
        assert run("words", "--json").json["guider"] == "nl"
        assert run("words", "--guider", "../nl").status == 2

    def test_only_one_thing_is_done_at_once(self, run: Run) -> None:
        assert "--help" in run("words", "--check", "--guider", "nl").err


def test_every_data_file_is_named_with_what_it_is_for() -> None:
    assert tuple(_ABOUT) == NAMES
