"""What a page reads of what follows a review: its record, supervision, letters, checklists; and values of practice as these.

All of it is for guider and supervisor, except a letter's words, which leave only by the gate. Days are ``YYYY-MM-DD``.
"""

from collections.abc import Iterable, Sequence

from workbench.practice.checklists import Checklist
from workbench.practice.clips import Clip
from workbench.practice.letters import Letter, LetterKind, LetterStill
from workbench.practice.reviews import ClipResponse, SharedReview
from workbench.practice.supervision import ExternalMeasure, SelfAssessment, Supervision
from workbench.widgets.form import Form


class WireResponse(Form):
    """A clip of a review and what the client said of it; `clip_id` is None for a clip that is gone."""

    clip_id: str | None
    title: str
    said_first: str
    named: str
    feeling: str
    working_point: str
    kept: bool


class WireReview(Form):
    """One meeting in which clips were looked at; its clips in their order, those that are gone last."""

    id: str
    held_on: str
    cycle_id: str | None
    playlist_id: str | None
    recording_id: str | None
    present: list[str]
    done: list[str]
    working_point: str
    how_it_was: str
    note: str
    clips: list[WireResponse]


class WireMeeting(Form):
    """One meeting with a supervisor."""

    id: str
    held_on: str
    hours: float
    supervisor: str
    review_id: str | None
    focus: str
    agreed: str


class WirePoint(Form):
    """A point of a checklist, or with a guider's words, what was written to it."""

    code: str
    words: str


class WireLookBack(Form):
    """The guider's own look at a review, point by point."""

    id: str
    on: str
    review_id: str | None
    points: list[WirePoint]


class WireMeasure(Form):
    """A score of a published instrument, as its rater gave it."""

    id: str
    name: str
    version: str
    rater: str
    on: str
    score: str


class WireSupervising(Form):
    """What a guider learns by; oldest first, each."""

    meetings: list[WireMeeting]
    look_backs: list[WireLookBack]
    measures: list[WireMeasure]


class WireLetterStill(Form):
    """A still in a letter: of which film, at which instant of it, and the line below it."""

    recording_id: str
    at: int
    words: str


class WireLetter(Form):
    """A letter as it stands; `edited` says that somebody has read it."""

    id: str
    kind: LetterKind
    drafted_on: str
    language: str
    heading: str
    paragraphs: list[str]
    stills: list[WireLetterStill]
    edited: bool


class WireChecklist(Form):
    """Points to have in mind, in order; never counted."""

    code: str
    title: str
    points: list[WirePoint]


class WireMayGo(Form):
    """What may go to a supervisor of a review: how many clips, what is said of its film in words; and what stays here and why."""

    n_clips: int
    measures: list[str]
    left_out: list[str]
    is_empty: bool


def wire_review(review: SharedReview, clips: Sequence[Clip], responses: Sequence[ClipResponse]) -> WireReview:
    """A review with every clip that was watched; `clips` in playing order."""
    said = {response.clip_id: response for response in responses if response.clip_id is not None}
    watched = {clip.id for clip in clips}
    rows = [_wire_response(clip.id, clip.title, said.get(clip.id)) for clip in clips]
    rows += [_wire_response(each.clip_id, each.clip_title, each) for each in responses if each.clip_id not in watched]
    return WireReview(
        id=review.id,
        held_on=review.held_on.isoformat(),
        cycle_id=review.cycle_id,
        playlist_id=review.playlist_id,
        recording_id=review.recording_id,
        present=list(review.present),
        done=list(review.done),
        working_point=review.working_point,
        how_it_was=review.how_it_was,
        note=review.note,
        clips=rows,
    )


def _wire_response(clip_id: str | None, title: str, response: ClipResponse | None) -> WireResponse:
    said = response or ClipResponse("", "", title)
    return WireResponse(
        clip_id=clip_id,
        title=title,
        said_first=said.said_first,
        named=said.named,
        feeling=said.feeling,
        working_point=said.working_point,
        kept=said.kept,
    )


def wire_supervising(
    meetings: Iterable[Supervision], look_backs: Iterable[SelfAssessment], measures: Iterable[ExternalMeasure]
) -> WireSupervising:
    """What a guider learns by, in the order given."""
    return WireSupervising(
        meetings=[
            WireMeeting(
                id=m.id,
                held_on=m.held_on.isoformat(),
                hours=m.hours,
                supervisor=m.supervisor,
                review_id=m.review_id,
                focus=m.focus,
                agreed=m.agreed,
            )
            for m in meetings
        ],
        look_backs=[
            WireLookBack(
                id=each.id,
                on=each.on.isoformat(),
                review_id=each.review_id,
                points=[WirePoint(code=line.code, words=line.words) for line in each.reflections],
            )
            for each in look_backs
        ],
        measures=[
            WireMeasure(id=m.id, name=m.name, version=m.version, rater=m.rater, on=m.on.isoformat(), score=m.score) for m in measures
        ],
    )


def wire_letter(letter: Letter) -> WireLetter:
    """A letter as it stands."""
    return WireLetter(
        id=letter.id,
        kind=letter.kind,
        drafted_on=letter.drafted_on.isoformat(),
        language=letter.language,
        heading=letter.heading,
        paragraphs=list(letter.paragraphs),
        stills=[_wire_still(still) for still in letter.stills],
        edited=letter.edited,
    )


def _wire_still(still: LetterStill) -> WireLetterStill:
    return WireLetterStill(recording_id=still.recording_id, at=still.at, words=still.words)


def wire_checklist(checklist: Checklist) -> WireChecklist:
    """A checklist in its order."""
    points = [WirePoint(code=point.code, words=point.words) for point in checklist.point]
    return WireChecklist(code=checklist.code, title=checklist.title, points=points)
