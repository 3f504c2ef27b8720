"""What may go to a supervisor of one shared review: a whitelist of fields without names, and only what the people in it agreed to.

The client's own words need the client's consent to supervision in the whole case, a clip and what is measured of the review's film that
of everyone in view. Notes of the guider, what may be hard, the helping question, the setting and everybody's names stay here. What is
left out is said to the guider, and nobody else.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from workbench.core.time import FILM_CLOCK
from workbench.errors import WorkbenchError
from workbench.practice.clips import Clip
from workbench.practice.exports import Way
from workbench.practice.gate import judge
from workbench.practice.people import Role
from workbench.practice.pseudonyms import without_names
from workbench.practice.refusal import words_of
from workbench.practice.reviews import ClipResponse, SharedReview
from workbench.practice.verdict import Stretch
from workbench.session.permission import read_known, stretches_of
from workbench.session.records import CaseRecords
from workbench.session.review_film import CURIOUS, measure_review
from workbench.session.working_copy import is_complete

FORMAT, VERSION = "vig-supervision", 1
CLIP_TEXTS = ("title", "introduction", "question")
RESPONSE_TEXTS = ("said_first", "named", "feeling", "working_point")
_WHOSE_WORDS = (Role.CLIENT, Role.CARER, Role.CHILD, Role.SIBLING, Role.PROFESSIONAL)


@dataclass(frozen=True)
class ForSupervision:
    """What may go: `content` as it is written, `cuts` the clips to cut by file name, and what it rests on.

    It rests on those who are in its `stretches` of film and on those whose words it tells, `words_of`: words without a clip rest on an
    agreement too, and are taken back with it. What a guider wrote of their own part rests on nobody's, and stays.

    `left_out` says to the guider what stays here, and why.
    """

    content: dict[str, Any]
    cuts: dict[str, Clip]
    stretches: tuple[Stretch, ...]
    words_of: tuple[str, ...]
    left_out: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to talk about."""
        return not any(self.content[name] for name in ("clips", "measures", "reflections")) and not self.content["review"]["working_point"]


def gather_for_supervision(case: CaseRecords, review_id: str) -> ForSupervision:
    """What may go to a supervisor of a review today; NotFoundError if the case has no such review."""
    return _Gathering(case, case.review(review_id)).gather()


class _Gathering:
    def __init__(self, case: CaseRecords, review: SharedReview) -> None:
        self._case, self._review = case, review
        self._people = case.people()
        self._code = case.case.code
        self._left_out: list[str] = []
        self._known = read_known(case.workspace, case.case_id)
        self._stretches: list[Stretch] = []

    def gather(self) -> ForSupervision:
        review, whose = self._review, self._whose_words_may_go()
        says = bool(whose)
        cuts = dict(self._cuts())
        content = {
            "format": FORMAT,
            "version": VERSION,
            "made_on": self._case.today().isoformat(),
            "review": {
                "held_on": review.held_on.isoformat(),
                "done": list(review.done),
                "working_point": self._plain(review.working_point) if says else "",
                "how_it_was": self._plain(review.how_it_was) if says else "",
            },
            "clips": [self._clip(number, name, clip, says) for number, (name, clip) in enumerate(cuts.items(), start=1)],
            "measures": [self._plain(line) for line in self._measures()],
            "curious": CURIOUS,
            "reflections": self._reflections(),
            "supervisions": self._meetings(),
            "scores": self._scores() if says else [],
        }
        return ForSupervision(content, cuts, tuple(self._stretches), whose, tuple(self._left_out))

    def _plain(self, text: str) -> str:
        return without_names(text.strip(), self._people, self._code)

    def _whose_words_may_go(self) -> tuple[str, ...]:
        """The ids of all whose words are in the record, if the gate lets them go; none where nobody is known to be the client."""
        present = [p for p in self._people if p.role in _WHOSE_WORDS and p.id in self._review.present]
        asked = tuple(person.id for person in present or [p for p in self._people if p.role is Role.CLIENT])
        verdict = judge(Way.SUPERVISION_PACKAGE, [], self._known, self._case.today(), words_of=asked)
        against = ", ".join(map(words_of, verdict.reasons)) if asked else "nobody is said to be the client"
        if against:
            self._left_out.append(f"the client's words and scores: {against}")
        return () if against else asked

    def _may_be_seen(self, stretch: Stretch, called: str) -> bool:
        """Whether the gate lets a stretch of film go to a supervisor; who or what is against it is noted for the guider."""
        verdict = judge(Way.SUPERVISION_PACKAGE, [stretch], self._known, self._case.today())
        if verdict.allowed:
            self._stretches.append(stretch)
        else:
            self._left_out.append(f"{called}: {', '.join(words_of(reason) for reason in verdict.reasons)}")
        return verdict.allowed

    def _cuts(self) -> Iterator[tuple[str, Clip]]:
        """The clips that were watched, and those made of the review's own film, by the name of their file."""
        playlists = [self._review.playlist_id] if self._review.playlist_id else []
        watched = [clip for playlist_id in playlists for clip in self._case.clips(playlist_id)]
        others = [playlist.id for playlist in self._case.playlists() if playlist.id not in playlists]
        own = [clip for each in others for clip in self._case.clips(each) if clip.recording_id == self._review.recording_id]
        number = 0
        for clip in (*watched, *own):
            called = f"the clip “{clip.title}”" if clip.title else "a clip"
            (stretch,) = stretches_of(self._case.workspace, [clip])
            if not is_complete(self._case.workspace, clip.recording_id):
                self._left_out.append(f"{called}: the working copy of its film is not ready")
            elif self._may_be_seen(stretch, called):
                number += 1
                yield f"clips/{number}.mp4", clip

    def _clip(self, number: int, file: str, clip: Clip, says: bool) -> dict[str, Any]:
        response = next((each for each in self._case.responses(self._review.id) if each.clip_id == clip.id), None)
        shown = response if says and response else ClipResponse("", "", "")
        return {
            "number": number,
            "file": file,
            "length_s": round(FILM_CLOCK.seconds(clip.span.length), 3),
            "principles": list(clip.principles),
            **{name: self._plain(getattr(clip, name)) for name in CLIP_TEXTS},
            **{name: self._plain(getattr(shown, name)) for name in RESPONSE_TEXTS},
        }

    def _measures(self) -> list[str]:
        film = self._review.recording_id
        if film is None:
            return []
        try:
            sentences = measure_review(self._case, film).sentences
        except WorkbenchError as error:
            self._left_out.append(f"what the film of the review shows ({error.problem})")
            return []
        return sentences if self._may_be_seen(Stretch("the film of the review", film), "what the film of the review shows") else []

    def _reflections(self) -> list[dict[str, str]]:
        own = [each for each in self._case.self_assessments() if each.review_id == self._review.id]
        return [{"point": line.code, "words": self._plain(line.words)} for each in own for line in each.reflections]

    def _scores(self) -> list[dict[str, str]]:
        scores = self._case.external_measures()
        return [{"name": s.name, "version": s.version, "rater": s.rater, "on": s.on.isoformat(), "score": s.score} for s in scores]

    def _meetings(self) -> list[dict[str, str]]:
        return [
            {"held_on": each.held_on.isoformat(), "focus": self._plain(each.focus), "agreed": self._plain(each.agreed)}
            for each in self._case.supervisions()
            if each.review_id == self._review.id
        ]
