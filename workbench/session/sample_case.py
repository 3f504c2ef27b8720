"""The sample case: the drawn film imported like any other, with its people, their consent, the script's truth and a playlist.

Made in two lasting edits, the import and one for all the rest, so it is whole or it is not there; made again, it is left as it is.
"""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from shutil import rmtree

from workbench.core.tiers import Tier
from workbench.media.progress import Progress
from workbench.practice.assent import Answer, Assent
from workbench.practice.casework import Case, Cycle, CycleState, Goal, Recording
from workbench.practice.people import Consent, ConsentStatus, Person, Role, Scope
from workbench.sample.film import write_sample_film
from workbench.sample.playlist import plan_playlist, plan_regions
from workbench.sample.rehearsal import Rehearsal, rehearse
from workbench.sample.script import SHIPPED
from workbench.sample.truth import build_truth, derived_id
from workbench.session.importing import import_film
from workbench.store.edit import Edit
from workbench.store.faults import disk_faults
from workbench.store.workspace import Workspace

SAMPLE_CODE = "SAMPLE"
TITLE = "The puzzle"

_FOLDER = "sample-film"
_DRAWING = 0.55
"""How much of the whole work drawing the film is."""

_SCOPES = (
    Scope.FILM,
    Scope.SHARED_REVIEW,
    Scope.FILM_REVIEW,
    Scope.SUPERVISION,
    Scope.INTERVISION,
    Scope.KEEP_COPY_FAMILY,
    Scope.TRAINING_INTERNAL,
)


def build_sample_case(workspace: Workspace, *, progress: Progress | None = None, seconds: float | None = None) -> Case:
    """The case SAMPLE with everything in it, made if it is not there; what somebody changed in it since is left alone.

    Parameters
    ----------
    progress : callable, optional
        Told in words what is done, and how much of it (0 to 1).
    seconds : float, optional
        Only the first part of the film, for trying things quickly; clips that lie beyond are left out.

    Raises
    ------
    FilmError, WorkspaceError
        If the film cannot be written or imported; what was finished is used by the next try.
    """
    tell = progress or (lambda words, done: None)
    found = _find_whole(workspace)
    if found is not None:
        _tidy(workspace)
        tell("The sample case is ready", 1.0)
        return found
    film = _drawn_film(workspace, seconds, tell)
    imported = import_film(
        workspace, film, SAMPLE_CODE, title=TITLE, progress=lambda words, done: tell(words, _DRAWING + (0.98 - _DRAWING) * done)
    )
    case = workspace.get(Case, imported.recording.case_id)
    rehearsal = rehearse(seconds=seconds)
    with workspace.edit("Fill the sample case", case_id=case.id, lasting=True) as edit:
        filled = _fill(edit, case, imported.recording, rehearsal)
    _tidy(workspace)
    tell("The sample case is ready", 1.0)
    return filled


def _find_whole(workspace: Workspace) -> Case | None:
    for case in workspace.find(Case, code=SAMPLE_CODE):
        for recording in workspace.find(Recording, case_id=case.id):
            if workspace.find(Tier, recording_id=recording.id):
                return case
    return None


def _drawn_film(workspace: Workspace, seconds: float | None, tell: Progress) -> Path:
    """The film as a file in the workspace, kept until it is imported, so an interrupted work need not draw it again."""
    script = sha256(SHIPPED.read_bytes()).hexdigest()[:12]
    folder = workspace.folder / _FOLDER
    film = folder / f"{script}-{'whole' if seconds is None else f'{seconds:g}s'}.mp4"
    if not film.exists():
        with disk_faults(folder):
            folder.mkdir(mode=0o700, exist_ok=True)
        write_sample_film(film, seconds=seconds, progress=lambda words, done: tell(words, _DRAWING * done))
    return film


def _tidy(workspace: Workspace) -> None:
    folder = workspace.folder / _FOLDER
    with disk_faults(folder):
        if folder.exists():
            rmtree(folder)


def _fill(edit: Edit, case: Case, recording: Recording, rehearsal: Rehearsal) -> Case:
    script, today = rehearsal.script, date.today()
    people = {
        line.key: Person(
            derived_id(recording.id, "person", line.key),
            case.id,
            line.code,
            line.role,
            line.shown_name,
            line.pronoun,
            asked_each_time=line.role is Role.CHILD,
        )
        for line in script.people
    }
    cycles = [
        Cycle(derived_id(recording.id, "cycle", str(n)), case.id, n, state)
        for n, state in ((1, CycleState.CLOSED), (2, CycleState.ANALYSED))
    ]
    filled = replace(case, setting=script.setting, helping_question=script.helping_question, hope=script.hope)
    edit.put(filled, Goal(derived_id(recording.id, "goal"), case.id, f"I hope {script.hope}", today), *cycles, *people.values())
    edit.put(*_consents(case, recording, list(people.values()), today))
    edit.put(*_assents(case, recording, list(people.values()), today))
    edit.put(replace(recording, cycle_id=cycles[1].id, filmed_on=today, in_view=tuple(person.id for person in people.values())))
    truth = build_truth(recording.id, {who: person.id for who, person in people.items()}, rehearsal)
    edit.put(*truth.tiers, *truth.intervals, *truth.steps, *truth.moments)
    edit.put(*plan_regions(recording.id, rehearsal))
    playlist, clips = plan_playlist(case.id, recording.id, rehearsal)
    edit.put(playlist, *clips)
    return filled


def _consents(case: Case, recording: Recording, people: list[Person], today: date) -> list[Consent]:
    """Both agree to all a review needs; the mother says it for the child, who is asked too."""
    given_by = people[0].shown_name
    return [
        Consent(
            derived_id(recording.id, "consent", person.code, scope),
            case.id,
            person.id,
            scope,
            ConsentStatus.GRANTED,
            today,
            given_by=given_by,
        )
        for person in people
        for scope in _SCOPES
    ]


def _assents(case: Case, recording: Recording, people: list[Person], today: date) -> list[Assent]:
    """The child has said yes once to a review, and once to a copy that the family keeps."""
    return [
        Assent(derived_id(recording.id, "assent", person.code, scope), case.id, person.id, scope, Answer.YES, today, recording.id, "a nod")
        for person in people
        if person.asked_each_time
        for scope in (Scope.SHARED_REVIEW, Scope.KEEP_COPY_FAMILY)
    ]
