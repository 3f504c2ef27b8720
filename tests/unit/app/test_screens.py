"""What a notebook's cell shows: the whole screen, or a calm card with the next step."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ipywidgets
import plotly.graph_objects as go
import pytest

from tests.cases import SECOND, add_recording, uneven_table
from tests.unit.app.conftest import Office, Page
from workbench.app import screens
from workbench.app.arriving import BringIn
from workbench.app.screens import guider_screen, open_case, trainer_screen
from workbench.errors import NotFoundError
from workbench.plots.timeline import MOMENTS
from workbench.session.casefile import create_case
from workbench.widgets.player import PlayerWidget


@pytest.fixture(autouse=True)
def _own_workspaces(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("VIG_WORKSPACE", str(tmp_path / "ws"))
    monkeypatch.delenv("VIG_CASE", raising=False)
    screens._workspace_in.cache_clear()
    yield
    screens._workspace_in.cache_clear()


def part(screen: ipywidgets.Widget, kind: type) -> Any:
    (found,) = [child for child in below(screen) if isinstance(child, kind)]
    return found


def below(screen: ipywidgets.Widget) -> list[Any]:
    """Everything on a screen, boxes opened; the box of what is brought in is one thing."""
    boxes = [child for child in screen.children if type(child) is ipywidgets.VBox]
    return [*(child for child in screen.children if child not in boxes), *(inner for box in boxes for inner in below(box))]


def card_words(screen: ipywidgets.Widget) -> str:
    assert isinstance(screen, ipywidgets.HTML)
    words: str = screen.value
    return words


def test_the_guiders_screen_is_a_player_over_one_live_figure_as_wide_as_the_page(office: Office) -> None:
    screen = guider_screen()
    assert screen.layout.width == "100%"
    assert part(screen, PlayerWidget).screen == "guider"
    assert part(screen, PlayerWidget).film["recording_id"] == office[1].id
    assert part(screen, go.FigureWidget).layout.xaxis.range == (0, office[1].length / SECOND)
    assert not [child for child in screen.children if isinstance(child, ipywidgets.Dropdown)]


def test_a_mark_on_the_page_appears_in_the_figure(office: Office) -> None:
    screen = guider_screen("hazel")
    reply = Page(part(screen, PlayerWidget)).send("mark_moment", start=SECOND, end=3 * SECOND)
    assert reply["ok"]
    (bars,) = part(screen, go.FigureWidget).select_traces({"name": MOMENTS})
    assert bars.base == (1.0,)


def test_the_figures_playhead_follows_the_player(office: Office) -> None:
    screen = guider_screen()
    part(screen, PlayerWidget).playhead = {"frame": 40, "ticks": 2 * SECOND, "playing": False}
    assert part(screen, go.FigureWidget).layout.shapes[0].x0 == 2.0


def test_a_click_in_the_figure_becomes_a_command_to_the_page(office: Office) -> None:
    screen = guider_screen()
    page = Page(part(screen, PlayerWidget))
    figure = part(screen, go.FigureWidget)
    points = {"trace_indexes": [len(figure.data) - 1], "point_indexes": [[0, 0]], "xs": [2.0], "ys": [0]}
    figure._js2py_pointsCallback = {"event_type": "plotly_click", "points": points, "device_state": None, "selector": None}
    assert page.told == [{"command": "seek", "ticks": 2 * SECOND}]


def test_the_trainers_screen_shows_the_film_and_changes_nothing(office: Office) -> None:
    session, recording, *_ = office
    screen = trainer_screen(session)
    player = part(screen, PlayerWidget)
    assert player.screen == "player"
    reply = Page(player).send("mark_moment", start=SECOND, end=3 * SECOND)
    assert not reply["ok"]
    assert session.moments(recording.id) == []
    assert Page(player).send("change_settings", around_after_ms=500)["ok"]
    assert player.settings["around_after_ms"] == 500


def test_several_films_bring_a_quiet_chooser(office: Office) -> None:
    session, *_ = office
    tea = add_recording(session, uneven_table(200), "Tea")
    screen = guider_screen(session)
    chooser = part(screen, ipywidgets.Dropdown)
    assert [title for title, _ in chooser.options] == ["Puzzle", "Tea"]
    chooser.value = tea.id
    assert part(screen, PlayerWidget).film["recording_id"] == tea.id
    assert part(screen, go.FigureWidget).layout.xaxis.range == (0, tea.length / SECOND)
    assert Page(part(screen, PlayerWidget)).send("mark_moment", start=SECOND, end=2 * SECOND)["ok"]
    assert len(session.moments(tea.id)) == 1
    assert part(guider_screen(session, "Tea"), PlayerWidget).film["title"] == "Tea"
    assert "no film called" in card_words(guider_screen(session, "Dinner"))


def test_a_case_without_a_film_teaches_how_to_bring_one_in(office: Office) -> None:
    create_case(office[0].workspace, "ROWAN")
    screen = guider_screen("ROWAN")
    assert "vig import FILM --case ROWAN" in card_words(screen.children[0])
    assert part(screen, PlayerWidget).film is None
    assert part(screen, BringIn).place.placeholder


def test_a_film_that_comes_is_on_the_empty_screen_at_the_next_look_and_a_second_brings_the_chooser(office: Office) -> None:
    session = create_case(office[0].workspace, "ROWAN")
    screen = guider_screen("ROWAN")
    page = Page(part(screen, PlayerWidget))
    assert page.send("look")["ok"]
    first = add_recording(session, uneven_table(200), "Tea")
    assert page.send("look")["ok"]
    assert part(screen, PlayerWidget).film["recording_id"] == first.id
    assert part(screen, go.FigureWidget).layout.xaxis.range == (0, first.length / SECOND)
    assert not [child for child in screen.children if isinstance(child, ipywidgets.HTML | ipywidgets.Dropdown)]

    second = add_recording(session, uneven_table(200), "Walk")
    assert page.send("look")["ok"]
    chooser = part(screen, ipywidgets.Dropdown)
    assert [title for title, _ in chooser.options] == ["Tea", "Walk"]
    assert chooser.value == part(screen, PlayerWidget).film["recording_id"] == first.id
    chooser.value = second.id
    assert part(screen, PlayerWidget).film["recording_id"] == second.id


def test_without_a_workspace_the_screen_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("VIG_WORKSPACE", str(tmp_path / "<none>"))
    words = card_words(guider_screen())
    assert "There is no workspace" in words
    assert "&lt;none&gt;" in words


def test_a_case_is_taken_by_name_then_from_the_environment_then_when_it_is_the_only_one(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert open_case().case.code == "HAZEL"
    create_case(office[0].workspace, "ROWAN")
    with pytest.raises(NotFoundError, match="There are 2 cases here: HAZEL, ROWAN"):
        open_case()
    monkeypatch.setenv("VIG_CASE", "ROWAN")
    assert open_case().case.code == "ROWAN"
    assert open_case("hazel").case.code == "HAZEL"


def test_a_workspace_without_a_case_says_how_to_begin(office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from workbench.store.workspace import open_workspace

    monkeypatch.setenv("VIG_WORKSPACE", str(tmp_path / "empty"))
    open_workspace(tmp_path / "empty", create=True).close()
    with pytest.raises(NotFoundError, match="There is no case here yet"):
        open_case()


def test_another_figure_is_chosen_beneath_the_film_in_the_one_live_widget(office: Office) -> None:
    screen = guider_screen()
    figure, names = part(screen, go.FigureWidget), part(screen, ipywidgets.ToggleButtons)
    names.value = "Mutual gaze"
    assert part(screen, go.FigureWidget) is figure
    assert "looks of 0 people" in figure.layout.annotations[0].text
    names.value = "In space"
    assert part(screen, go.FigureWidget) is figure
    (plane,) = [child for child in screen.children if figure in getattr(child, "children", ())]
    assert plane.layout.display == "none"
    assert "not known yet where whose head is" in part(screen, ipywidgets.HTML).value
    part(screen, PlayerWidget).playhead = {"frame": 40, "ticks": 2 * SECOND, "playing": False}
    names.value = "Timeline"
    assert plane.layout.display is None
    assert figure.layout.shapes[0].x0 == 2.0
    assert not [child for child in below(screen) if isinstance(child, ipywidgets.HTML)]
