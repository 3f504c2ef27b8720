"""The data files as a workspace has them: its own, the shipped ones, and broken ones that stop nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cases import seconds, write_case
from workbench.app.showing import read_preferences
from workbench.errors import EditError, NotFoundError, WorkspaceError
from workbench.practice.checklists import SELF_REFLECTION, SHARED_REVIEW
from workbench.practice.clips import LengthProfile
from workbench.practice.datafiles import NAMES, SHIPPED
from workbench.practice.page_words import shipped_page_words
from workbench.session.casefile import open_case
from workbench.session.portfolio import find_profile
from workbench.session.wording import Wording, choose_language, copy_data_file, own_data_files, refused_data_files, unsaid_words
from workbench.store.workspace import Workspace, open_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with open_workspace(tmp_path / "ws", create=True) as opened:
        yield opened


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_a_file_of_the_workspace_takes_the_place_of_the_shipped_one_of_that_name(tmp_path: Path) -> None:
    edit(copy_data_file(tmp_path, "checklists", "nl"), "Wachten", "Rustig wachten")
    assert Wording(tmp_path, "nl-BE").checklists[SHARED_REVIEW].words_by_code["wait"] == "Rustig wachten"
    assert Wording(tmp_path, "en").checklists[SHARED_REVIEW].words_by_code["wait"] == "Wait"


@pytest.mark.parametrize("name", NAMES)
def test_each_file_is_read_in_the_language_and_a_broken_one_gives_way_to_the_shipped(tmp_path: Path, name: str) -> None:
    attribute = {"principles": "vocabulary"}.get(name, name)
    shipped = getattr(Wording(tmp_path, "nl"), attribute)
    own = copy_data_file(tmp_path, name, "nl")
    assert own.read_bytes() == (SHIPPED / own.name).read_bytes()
    own.write_text("language = ", encoding="utf-8")
    assert getattr(Wording(tmp_path, "nl"), attribute) == shipped
    refused = refused_data_files(tmp_path)
    assert list(refused) == [own.name]
    assert f"{own.name}, line 1: " in str(refused[own.name])


def test_a_copy_in_a_new_language_says_so_and_is_never_put_over_another(tmp_path: Path) -> None:
    copy = copy_data_file(tmp_path, "letters", "fr-CA")
    assert copy.name == "letters.fr.toml"
    assert 'language = "fr"\n' in copy.read_text(encoding="utf-8")
    assert Wording(tmp_path, "fr").letters.language == "fr"
    assert own_data_files(tmp_path) == [copy]
    with pytest.raises(EditError, match="is in the workspace already"):
        copy_data_file(tmp_path, "letters", "fr")
    with pytest.raises(EditError, match="not a language"):
        copy_data_file(tmp_path, "letters", "../x")
    with pytest.raises(NotFoundError, match="principles, lengths"):
        copy_data_file(tmp_path, "passwords", "en")
    with pytest.raises(WorkspaceError):
        copy_data_file(tmp_path / "nowhere", "letters", "en")
    assert [path.name for path in tmp_path.iterdir()] == ["letters.fr.toml"]


def test_the_guider_and_the_family_have_a_language_each(workspace: Workspace) -> None:
    session, _, mum, _ = write_case(workspace)
    session.change_person(mum.id, language="nl")
    case = open_case(workspace, "HAZEL")
    assert case.vocabulary.by_code["E1"].behaviour == "waits"
    assert case.vocabulary.by_code["E1"].family == "Je wacht even"
    assert case.vocabulary.questions[0] == "Wat zie je hier gebeuren?"
    choose_language(workspace.folder, "nl")
    assert open_case(workspace, "HAZEL").vocabulary.by_code["E1"].behaviour == "wacht af"
    with pytest.raises(EditError, match="not a language"):
        choose_language(workspace.folder, "Dutch, please")


def test_the_live_checks_take_their_lengths_from_the_file(workspace: Workspace) -> None:
    session, recording, _, _ = write_case(workspace)
    clip = session.make_clip(session.mark_moment(recording.id, seconds(1, 9)).id)
    session.change_playlist(clip.playlist_id, profile=LengthProfile.MICRO)
    assert "length" not in {advice.check for advice in session.advice(clip.playlist_id)}
    own = copy_data_file(workspace.folder, "lengths", "en")
    edit(own, "longest_s = 10", "longest_s = 5")
    edit(own, "fewest_clips = 3", "fewest_clips = 1")
    advice = {advice.check: advice.words for advice in open_case(workspace, "HAZEL").advice(clip.playlist_id)}
    assert advice["length"].endswith("; 3 to 5 s are usual.")
    assert "count" not in advice


def test_a_guider_is_advised_in_their_language_and_a_review_closes_in_the_clients(workspace: Workspace) -> None:
    session, recording, mum, _ = write_case(workspace)
    session.change_person(mum.id, language="nl")
    clip = session.make_clip(session.mark_moment(recording.id, seconds(1, 9)).id)
    assert session.playlist(clip.playlist_id).closing_question == "Wat wil je hiervan meenemen?"
    assert "No pause point yet." in [advice.words for advice in session.advice(clip.playlist_id)]
    choose_language(workspace.folder, "nl")
    words = [advice.words for advice in open_case(workspace, "HAZEL").advice(clip.playlist_id)]
    assert words[0] == "Voor één nabespreking zijn 3 tot 5 fragmenten gebruikelijk; deze heeft er 1."
    assert "Duurt 8.0 s; 20 tot 90 s is gebruikelijk." in words
    session.change_person(mum.id, language="en")
    assert session.add_playlist("Next").closing_question == "What would you like to take with you?"


def test_a_file_of_principles_without_a_closing_question_has_the_shipped_one_of_its_language(tmp_path: Path) -> None:
    own = copy_data_file(tmp_path, "principles", "nl")
    edit(own, 'closing_question = "Wat wil je hiervan meenemen?"', "")
    assert refused_data_files(tmp_path) == {}
    assert Wording(tmp_path, "nl").vocabulary.closing_question == "Wat wil je hiervan meenemen?"
    edit(own, "[scopes]", 'closing_question = "En nu?"\n[scopes]')
    assert Wording(tmp_path, "nl").vocabulary.closing_question == "En nu?"


def test_a_page_in_a_language_of_ones_own_says_as_shipped_what_it_does_not_say(tmp_path: Path) -> None:
    own = tmp_path / "page.ar.toml"
    own.write_text('language = "ar"\nplay = "تشغيل"\n', encoding="utf-8")
    assert refused_data_files(tmp_path) == {}
    words = Wording(tmp_path, "ar").page
    assert (words.language, words.play, words.pause) == ("ar", "تشغيل", "Pause")
    assert words.model_copy(update={"language": "en", "play": "Play"}) == shipped_page_words("en")
    assert "pause" in unsaid_words(own)
    assert {"language", "play"}.isdisjoint(unsaid_words(own))
    own.write_text('language = "ar"\nplay = "تشغيل"\npuase = "x"\n', encoding="utf-8")
    assert "line 3: puase is not a word of this file" in refused_data_files(tmp_path)[own.name].problem
    assert Wording(tmp_path, "ar").page == shipped_page_words("en")


def test_a_page_in_a_shipped_language_falls_back_to_that_language(tmp_path: Path) -> None:
    (tmp_path / "page.nl.toml").write_text('language = "nl"\nplay = "Start"\n', encoding="utf-8")
    assert Wording(tmp_path, "nl").page == shipped_page_words("nl").model_copy(update={"play": "Start"})


def test_checklists_are_about_the_principles_of_the_workspace(tmp_path: Path) -> None:
    edit(copy_data_file(tmp_path, "checklists", "en"), '["R1", "D1"]', '["Z1"]')
    assert "Z1 is no principle in the file of principles" in refused_data_files(tmp_path)["checklists.en.toml"].problem
    assert Wording(tmp_path, "en").checklists[SELF_REFLECTION].point[2].principles == ("R1", "D1")
    edit(copy_data_file(tmp_path, "principles", "en"), 'code = "R6"', 'code = "Z1"')
    assert refused_data_files(tmp_path) == {}
    assert Wording(tmp_path, "en").checklists[SELF_REFLECTION].point[2].principles == ("Z1",)


def test_the_portfolio_stands_beside_the_stages_of_the_guiders_file(workspace: Workspace) -> None:
    english = find_profile(workspace).name
    choose_language(workspace.folder, "nl")
    assert find_profile(workspace).name != english
    edit(copy_data_file(workspace.folder, "stages", "nl"), find_profile(workspace).name, "Onze eigen weg")
    assert find_profile(workspace).name == "Onze eigen weg"


def test_a_broken_file_stops_no_screen_and_is_said_on_it(workspace: Workspace) -> None:
    write_case(workspace)
    own = copy_data_file(workspace.folder, "principles", "en")
    edit(own, 'phase = "play"', 'phase = "war"')
    line = own.read_text(encoding="utf-8").split("\n").index('phase = "war"') + 1
    case = open_case(workspace, "HAZEL")
    assert len(case.vocabulary.by_code) == 42
    notice = read_preferences(case).notice
    assert notice.startswith(f"principles.en.toml, line {line}: level 4, phase has to be 'love', 'play' or 'work'.")
    assert notice.endswith("Until then the shipped one is used")
