"""The figures of a film by name: what each is drawn from, for a notebook's cell and for the list beneath a player."""

from collections.abc import Callable
from functools import partial

import plotly.graph_objects as go

from workbench.core.time import Span
from workbench.errors import NotFoundError, WorkbenchError
from workbench.plots.cycles import cycles_figure
from workbench.plots.gaze import gaze_figure, mutual_figure
from workbench.plots.grid import grid_figure
from workbench.plots.paper import colour_of, say_instead
from workbench.plots.recurrence import recurrence_figure
from workbench.plots.timeline import TimelineContent, timeline_figure
from workbench.plots.transitions import transitions_figure
from workbench.plots.turns import ribbon_figure, turns_figure
from workbench.practice.people import Person
from workbench.practice.steps import StepRole
from workbench.session.casefile import CaseSession
from workbench.session.charting import read_columns, read_cycles, read_principles
from workbench.session.measuring import measure_gaze, measure_recurrence, measure_steps, measure_turns

Draw = Callable[[Span | None], go.Figure]
"""Draws a stretch of a film, or with None the whole; what it draws from has been read before."""

TIMELINE = "Timeline"


def draw_gaze(case: CaseSession, recording: str | None = None) -> go.Figure:
    """Looking at one another as shares of time; NotFoundError where two people's looks are not marked."""
    return gaze_figure(measure_gaze(case, film_of(case, recording)).shares)


def draw_bouts(case: CaseSession, recording: str | None = None) -> go.Figure:
    """Every look at one another and who completed it; NotFoundError where two people's looks are not marked."""
    return _bouts(case, film_of(case, recording))(None)


def draw_turns(case: CaseSession, recording: str | None = None) -> go.Figure:
    """Handing over the floor; NotFoundError where two people's voices are not marked."""
    film = film_of(case, recording)
    reading = measure_turns(case, film)
    return turns_figure(reading.floor, _by_name(reading.people), case.people(), case.recording(film).length)


def draw_ribbon(case: CaseSession, recording: str | None = None) -> go.Figure:
    """Who sounds and who has the floor; NotFoundError where two people's voices are not marked."""
    return _ribbon(case, film_of(case, recording))(None)


def draw_order(case: CaseSession, recording: str | None = None) -> go.Figure:
    """What follows what among the steps of two people; NotFoundError where they are not marked."""
    reading = measure_steps(case, film_of(case, recording))
    people = case.people()
    colours = {reading.code_of(actor, role): colour_of(actor.id, people) for actor in reading.people for role in StepRole}
    return transitions_figure(reading.order, reading.where, colours)


def draw_recurrence(case: CaseSession, recording: str | None = None) -> go.Figure:
    """Coming back to the same thing at each lag; NotFoundError where two people's looks are not marked."""
    reading = measure_recurrence(case, film_of(case, recording))
    one, other = reading.people
    return recurrence_figure(reading.recurrence, reading.by_shifts, one.shown_name, other.shown_name)


def draw_principles(case: CaseSession, recording: str | None = None, *, by_minute: bool = False) -> go.Figure:
    """The grid of principles by clip, or by minute; by minute too where the film has no clips."""
    film = film_of(case, recording)
    return grid_figure(read_principles(case, film), read_columns(case, film, by_minute=by_minute), case.people(), case.vocabulary)


def draw_cycles(case: CaseSession) -> go.Figure:
    """The case from cycle to cycle."""
    return cycles_figure(read_cycles(case))


def film_of(case: CaseSession, recording: str | None) -> str:
    """The id of a film that was asked for, or of the case's first; NotFoundError where there is none."""
    if recording is not None:
        return case.recording(recording).id
    recordings = case.recordings()
    if not recordings:
        raise NotFoundError(f"Case {case.case.code} has no film yet", f"Bring one in: vig import FILM --case {case.case.code}")
    return recordings[0].id


def plan_drawing(name: str, case: CaseSession, film: str) -> Draw:
    """One of :data:`DRAWINGS` of a film, ready to be drawn; where it cannot be drawn, a figure that says why."""
    try:
        return DRAWINGS[name](case, film)
    except WorkbenchError as error:
        return _whole(say_instead(name, error.problem, error.next_step))


def _timeline(case: CaseSession, film: str) -> Draw:
    content = TimelineContent(
        "Looks, voices, turns and steps: click anywhere and the film goes there",
        case.recording(film).length,
        case.people(),
        [(tier, case.intervals(tier.id)) for tier in case.tiers(film)],
        case.steps(film),
        case.moments(film),
        [clip for playlist in case.playlists() for clip in case.clips(playlist.id) if clip.recording_id == film],
    )
    return partial(timeline_figure, content)


def _ribbon(case: CaseSession, film: str) -> Draw:
    reading = measure_turns(case, film)
    return partial(ribbon_figure, reading.floor, reading.voices, _by_name(reading.people), case.people(), case.recording(film).length)


def _bouts(case: CaseSession, film: str) -> Draw:
    reading = measure_gaze(case, film)
    return partial(mutual_figure, *reading.looking, _by_name(reading.people), case.people(), case.recording(film).length)


def _by_name(people: tuple[Person, Person]) -> dict[str, Person]:
    return {person.shown_name: person for person in people}


def _whole(figure: go.Figure) -> Draw:
    """A figure that is the same whatever stretch is looked at."""
    return lambda window: figure


DRAWINGS: dict[str, Callable[[CaseSession, str], Draw]] = {
    TIMELINE: _timeline,
    "Mutual gaze": _bouts,
    "Shares of looking": lambda case, film: _whole(draw_gaze(case, film)),
    "Ribbon of turns": _ribbon,
    "Handing over": lambda case, film: _whole(draw_turns(case, film)),
    "What follows what": lambda case, film: _whole(draw_order(case, film)),
    "Coming back": lambda case, film: _whole(draw_recurrence(case, film)),
    "Principles": lambda case, film: _whole(draw_principles(case, film)),
    "Cycles": lambda case, film: _whole(draw_cycles(case)),
}
"""The figures that can be chosen beneath a film, in their order there."""
