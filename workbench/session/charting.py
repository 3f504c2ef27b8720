"""What figures are drawn from that is no measure of two people in one film: principles that were marked, films cycle by cycle."""

from workbench.errors import NotFoundError
from workbench.measures.result import Measure
from workbench.plots.cycles import CycleFilm
from workbench.plots.grid import Column, Seen, minutes_of
from workbench.practice.casework import RecordingKind
from workbench.practice.steps import Layer
from workbench.session.measuring import measure_gaze, measure_steps, measure_turns
from workbench.session.reading import CaseReader


def read_principles(case: CaseReader, recording_id: str) -> list[Seen]:
    """Every principle marked in a film: on steps of the family for who did it, on moments for nobody alone."""
    steps = [step for step in case.steps(recording_id) if step.layer is Layer.FAMILY]
    on_steps = [Seen(code, step.span.start, step.actor_id) for step in steps for code in step.principles]
    return [*on_steps, *(Seen(code, moment.span.start) for moment in case.moments(recording_id) for code in moment.principles)]


def read_columns(case: CaseReader, recording_id: str, *, by_minute: bool) -> list[Column]:
    """The film's clips in playing order, or its minutes; its minutes too where no clip was made of it."""
    clips = [clip for playlist in case.playlists() for clip in case.clips(playlist.id) if clip.recording_id == recording_id]
    if by_minute or not clips:
        return minutes_of(case.recording(recording_id).length)
    return [Column(f"{clip.position + 1} {clip.title}".strip(), clip.span) for clip in clips]


def read_cycles(case: CaseReader) -> list[CycleFilm]:
    """The families' films that belong to a cycle, in its order, with what can be measured in each and why the rest cannot."""
    number = {cycle.id: cycle.number for cycle in case.cycles()}
    films = [film for film in case.recordings() if film.cycle_id in number and film.kind is RecordingKind.FAMILY_FILM]
    films.sort(key=lambda film: (number[film.cycle_id or ""], film.filmed_on or film.imported_on, film.title))
    return [_measured(case, film.id, f"cycle {number[film.cycle_id or '']}: {film.title}") for film in films]


def _measured(case: CaseReader, recording_id: str, name: str) -> CycleFilm:
    measures: list[Measure] = []
    missing: list[str] = []
    for kind in (_gaze, _turns, _steps):
        try:
            measures += kind(case, recording_id)
        except NotFoundError as error:
            missing.append(error.problem)
    return CycleFilm(name, tuple(measures), tuple(missing))


def _gaze(case: CaseReader, recording_id: str) -> tuple[Measure, ...]:
    return measure_gaze(case, recording_id).shares[:3]


def _turns(case: CaseReader, recording_id: str) -> tuple[Measure, ...]:
    measures = measure_turns(case, recording_id).measures
    return measures[0], measures[-1]


def _steps(case: CaseReader, recording_id: str) -> tuple[Measure, ...]:
    return tuple(each for each in measure_steps(case, recording_id).after_initiatives if each.name.endswith("initiatives followed"))
