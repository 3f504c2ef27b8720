"""The shared review: what was watched together, and what the client said, named and takes along. In the client's own words."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class SharedReview:
    """One meeting in which clips were looked at together.

    `recording_id` is the film of the meeting itself, where there is one. `present` names who was there, `done` the codes of the points of
    the house checklist that were kept in mind. `note` is the guider's own.
    """

    id: str
    case_id: str
    held_on: date
    cycle_id: str | None = None
    playlist_id: str | None = None
    recording_id: str | None = None
    present: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    working_point: str = ""
    how_it_was: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ClipResponse:
    """What came of one clip: what the client said first, word for word, what they named, their word for the feeling.

    `clip_title` stays when the clip is gone. `kept` says whether the clip is worth showing again.
    """

    id: str
    review_id: str
    clip_title: str
    clip_id: str | None = None
    said_first: str = ""
    named: str = ""
    feeling: str = ""
    working_point: str = ""
    kept: bool = False
