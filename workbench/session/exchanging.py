"""What was coded goes out to other tools, without pictures and names; everyone in view and coded has to agree to research in numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from workbench.errors import EditError
from workbench.exchange.format import Format
from workbench.practice.casework import Recording
from workbench.practice.exports import Export, Way
from workbench.practice.people import Person
from workbench.practice.verdict import Permit, Stretch
from workbench.render.research import coded_people, plan_coding, write_coding
from workbench.session.leaving import Leaving, Written, let_out
from workbench.session.reading import CaseReader
from workbench.session.training import read_coded


def export_coding(
    case: CaseReader, recording_ids: Sequence[str], kind: Format, target: Path, *, for_whom: str, playlist_id: str | None = None
) -> Export:
    """Write what was coded of films as a new folder in `target`, and enter it in the register.

    Parameters
    ----------
    recording_ids : sequence of str
        The films; with `playlist_id` those of its clips where none is named.
    for_whom : str
        Who gets it, as initials or a code.

    Raises
    ------
    EditError
        If there is no film, or it is not said for whom it is.
    ConsentError
        If somebody in view, or somebody coded, does not agree to research in numbers; nothing is written then.
    RefusedError, RenderError
        As :func:`workbench.render.research.write_coding`.
    """
    clips = case.clips(playlist_id) if playlist_id else []
    chosen = list(dict.fromkeys(recording_ids or [clip.recording_id for clip in clips]))
    if not chosen or not for_whom.strip():
        raise EditError("What was coded is of films and for somebody", "Name a film or a playlist with clips, and say for whom it is")
    films = {recording_id: case.recording(recording_id) for recording_id in chosen}
    coded = {film: replace(read_coded(case, film), hidden=()) for film in films}
    people, own_clips = case.people(), [clip for clip in clips if clip.recording_id in films]
    plan = plan_coding(coded, people, case.case.code, kind.holds, own_clips, made_on=case.today())
    unseen = [person.id for person in coded_people(coded, people) if not _in_view(person, films.values())]

    def write(permit: Permit) -> Written:
        return Written(write_coding(plan, kind, target, permit), plan.id)

    stretches = [Stretch(film.title or "a film", film.id, coded[film.id].table.span) for film in films.values()]
    leaving = Leaving(case.case_id, Way.CODING, stretches, for_whom.strip(), playlist_id=playlist_id, words_of=tuple(unseen))
    return let_out(case.workspace, leaving, write, case.today())


def _in_view(person: Person, films: Iterable[Recording]) -> bool:
    return all(person.id in (film.in_view or ()) for film in films)
