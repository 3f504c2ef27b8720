"""What stands beside the film in a trainer's notebook."""

import pytest

from tests.cases import seconds
from tests.unit.app.conftest import Office
from workbench.app.drawing import DRAWINGS, draw_cycles, draw_gaze, draw_order, draw_principles, draw_turns, plan_drawing
from workbench.app.walk import Sheet, explain_exchange, explain_gaze, explain_turns, show_cycle
from workbench.core.identity import new_id
from workbench.core.tiers import Channel, Interval, Origin, Tier
from workbench.errors import NotFoundError
from workbench.practice.steps import InteractionStep, Modality, StepRole
from workbench.session.casefile import create_case


@pytest.fixture
def studied(office: Office) -> Office:
    """The case with steps, looks and voices of ten seconds."""
    session, recording, mum, noah = office
    first = InteractionStep(new_id(), recording.id, seconds(1, 2), noah.id, StepRole.INITIATIVE, Modality.WORDS, words="There!")
    answer = InteractionStep(new_id(), recording.id, seconds(2, 3), mum.id, StepRole.RECEPTION, Modality.FACE, first.id, ("R3",))
    tiers = [
        (Channel.LOOK, mum, [(0, 4, "Noah"), (4, 6, "puzzle"), (6, 10, "Noah")]),
        (Channel.LOOK, noah, [(0, 2, "puzzle"), (2, 7, "Mum"), (7, 10, "puzzle")]),
        (Channel.VOICE, mum, [(2, 3, "speech")]),
        (Channel.VOICE, noah, [(1, 1.5, "speech")]),
    ]
    with session.workspace.edit("truth", case_id=session.case_id) as edit:
        edit.put(first, answer)
        for channel, person, rows in tiers:
            tier = Tier(new_id(), recording.id, f"{person.shown_name} {channel}", channel, Origin.AUTHORED, person.id)
            edit.put(tier, *(Interval(new_id(), tier.id, seconds(a, b), label) for a, b, label in rows))
    return office


def test_a_yes_cycle_is_told_step_by_step(studied: Office) -> None:
    sheet = show_cycle(studied[0])
    assert sheet.rows == (
        ("00:01.000", "Noah", "initiative", "words", "There!", ""),
        ("00:02.000", "Mum", "reception", "face", "", "R3 returns look, smile, nod"),
    )


@pytest.mark.parametrize("number", [0, 2])
def test_a_cycle_that_is_not_there_is_said_so(studied: Office, number: int) -> None:
    with pytest.raises(NotFoundError, match="1 yes-cycles"):
        show_cycle(studied[0], number)


def test_every_number_stands_with_what_it_rests_on_its_definition_and_source(studied: Office) -> None:
    gaze, turns, exchange = (explain(studied[0]) for explain in (explain_gaze, explain_turns, explain_exchange))
    for measures in (gaze, turns, exchange):
        assert all(measure.rests_on and measure.definition and measure.source for measure in measures)
        assert "<th" in measures._repr_html_()
    assert gaze.all[2].words == "mutual gaze: undefined, under 30 s codable and under 5 events (2 bouts, 10.0 s codable)"
    assert turns.all[-1].words == "conversational turns: 1 turns (2 sounds, 15.4 s codable)"
    assert [measure.name for measure in exchange][0::4][:2] == ["Mum: initiatives followed", "Noah: initiatives followed"]
    assert [measure.n for measure in exchange][0::4][:2] == [0, 1]


def test_the_figures_are_of_this_film(studied: Office) -> None:
    session, recording, *_ = studied
    assert draw_gaze(session, recording.id).layout.title.text == "Looking at one another"
    mum, noah = draw_turns(session).select_traces({"type": "scatter"})
    assert (mum.name, tuple(mum.x), tuple(mum.y)) == ("Mum takes the floor", (2.0,), (0.5,))
    assert tuple(noah.x) == ()


def test_a_case_without_a_film_says_how_to_bring_one_in(office: Office) -> None:
    with pytest.raises(NotFoundError, match="vig import FILM --case ROWAN"):
        show_cycle(create_case(office[0].workspace, "ROWAN"))


def test_a_sheet_is_safe_html_and_plain_text() -> None:
    sheet = Sheet(("a",), (("<script>",),))
    assert '<td style="text-align:left">&lt;script&gt;</td>' in sheet._repr_html_()
    assert repr(sheet) == "a\n<script>"


def test_every_figure_can_be_drawn_or_says_why_not(studied: Office) -> None:
    session, recording, *_ = studied
    session.change_film(recording.id, cycle_id=session.begin_cycle().id)
    for name in DRAWINGS:
        assert plan_drawing(name, session, recording.id)(None).data
    assert [trace.name for trace in draw_principles(session, by_minute=True).data] == ["Mum"]
    assert draw_order(session).data[-1].hovertext[0].startswith("Mum reception, then Mum reception")


def test_a_figure_that_cannot_be_drawn_is_words_on_the_screen_and_an_error_in_a_cell(office: Office) -> None:
    session, recording, *_ = office
    said = plan_drawing("Mutual gaze", session, recording.id)(None)
    assert not said.data
    assert "looks of 0 people" in said.layout.annotations[0].text
    with pytest.raises(NotFoundError, match="looks of 0 people"):
        draw_gaze(session)


def test_films_of_a_case_stand_cycle_by_cycle(studied: Office) -> None:
    session, recording, *_ = studied
    assert not draw_cycles(session).data
    session.change_film(recording.id, cycle_id=session.begin_cycle().id)
    figure = draw_cycles(session)
    assert figure.layout.xaxis.categoryarray == ("cycle 1: Puzzle",)
    assert "mutual gaze" in [note.text for note in figure.layout.annotations]
