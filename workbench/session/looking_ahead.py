"""What is next for a family: what :mod:`workbench.practice.next_steps` needs to know, read from the case."""

from workbench.practice.exports import Way
from workbench.practice.gate import judge
from workbench.practice.letters import LetterKind
from workbench.practice.next_steps import Ending, FilmToDo, NextStep, PlaylistToDo, Situation, next_steps
from workbench.practice.people import Scope, find_deciding_consent
from workbench.practice.refusal import name_of
from workbench.practice.reviews import SharedReview
from workbench.practice.verdict import Stretch
from workbench.session.permission import read_known
from workbench.session.records import CaseRecords

_WATCHED = (Scope.FILM, Scope.SHARED_REVIEW)
"""The uses without which the work cannot go on."""


def read_next_steps(case: CaseRecords) -> list[NextStep]:
    """What is to be done in a case today, most urgent first."""
    return next_steps(read_situation(case))


def read_situation(case: CaseRecords) -> Situation:
    """All that is known of a case today."""
    reviews, supervisions = case.reviews(), case.supervisions()
    seen = {meeting.review_id for meeting in supervisions} | {meeting.cycle_id for meeting in supervisions} - {None}
    return Situation(
        today=case.today(),
        case=case.case,
        n_people=len(case.people()),
        cycles=case.cycles(),
        films=_films(case),
        playlists=_playlists(case, reviews),
        endings=_endings(case),
        unsupervised=[r.held_on for r in reviews if seen.isdisjoint({r.id, r.cycle_id} - {None})],
        has_letter=any(letter.kind is LetterKind.CLOSING and letter.edited for letter in case.letters()),
    )


def _films(case: CaseRecords) -> list[FilmToDo]:
    known, found = read_known(case.workspace, case.case_id), []
    given = case.given_playlists()
    shown = [(clip.recording_id, playlist.id in given) for playlist in case.playlists() for clip in case.clips(playlist.id)]
    settled = {film for film, _ in shown} - {film for film, is_given in shown if not is_given}
    for film in case.recordings():
        verdict = judge(Way.PACKAGE, [Stretch(film.title, film.id)], known, case.today())
        waiting = [reason for reason in verdict.reasons if not (reason.is_for_next and film.id in settled)]
        unasked = dict.fromkeys(name_of(reason.who) for reason in waiting if reason.who is not None)
        found.append(FilmToDo(film, len(case.moments(film.id)), tuple(unasked)))
    return found


def _playlists(case: CaseRecords, reviews: list[SharedReview]) -> list[PlaylistToDo]:
    reviewed = {review.playlist_id: review for review in reviews}
    given = case.given_playlists()
    found = []
    for playlist in case.playlists():
        review = reviewed.get(playlist.id)
        clips = case.clips(playlist.id)
        noted = {response.clip_id for response in case.responses(review.id)} if review else set()
        found.append(
            PlaylistToDo(
                playlist.id,
                playlist.title,
                len(clips),
                0 if review else len(case.advice(playlist.id)),
                playlist.id in given,
                review.id if review else None,
                sum(clip.id in noted for clip in clips),
            )
        )
    return found


def _endings(case: CaseRecords) -> list[Ending]:
    """Granted uses that end on a day, each once, judged by what decides on each film."""
    consents, today = case.consents(), case.today()
    found = {}
    for person in case.people():
        for film in case.recordings():
            if person.id in (film.in_view or ()):
                for scope in _WATCHED:
                    said = find_deciding_consent(person, consents, scope, film.id, today)
                    if said is not None and said.expires is not None and said.status == "granted":
                        use = case.vocabulary.scopes[scope]
                        found[said.id] = Ending(person.shown_name or person.code, use[:1].lower() + use[1:], said.expires)
    return list(found.values())
