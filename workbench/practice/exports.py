"""The register of exports: what left the house, of which films, for whom and until when."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workbench.practice.people import Scope


class Way(StrEnum):
    """The ways out of the house."""

    PACKAGE = "package"
    OFFLINE_PAGE = "offline_page"
    REEL = "reel"
    STILL = "still"
    LETTER = "letter"
    SUPERVISION_PACKAGE = "supervision_package"
    TRAINING_INTERNAL = "training_internal"
    TRAINING_EXTERNAL = "training_external"
    CODING = "coding"

    @property
    def scope(self) -> Scope:
        """What everyone in view has to agree to."""
        return _SCOPES[self]


_SCOPES = {
    Way.PACKAGE: Scope.SHARED_REVIEW,
    Way.OFFLINE_PAGE: Scope.KEEP_COPY_FAMILY,
    Way.REEL: Scope.KEEP_COPY_FAMILY,
    Way.STILL: Scope.KEEP_COPY_FAMILY,
    Way.LETTER: Scope.KEEP_COPY_FAMILY,
    Way.SUPERVISION_PACKAGE: Scope.SUPERVISION,
    Way.TRAINING_INTERNAL: Scope.TRAINING_INTERNAL,
    Way.TRAINING_EXTERNAL: Scope.TRAINING_EXTERNAL,
    Way.CODING: Scope.RESEARCH_NUMERIC,
}

TRAINING = (Way.TRAINING_INTERNAL, Way.TRAINING_EXTERNAL)
"""The ways out for training: within the service, and elsewhere."""

WITHOUT_FILM = (Way.LETTER, Way.SUPERVISION_PACKAGE)
"""The ways out by which words may go alone."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """A bystander who is unknowable in all that is shown of one recording."""

    recording_id: str
    person_id: str


@dataclass(frozen=True, slots=True)
class Export:
    """Something that left, kept in the register so that it can be found and withdrawn.

    `playlist_id` and `recording_ids` name what it was made of, also when that is gone since: a withdrawal has to find it all the same.
    `place` is the folder or file it was written to; `files` are those in the folder, relative to it, and empty for a file.
    The day of expiry itself is still allowed; None where it has none.
    `assent_ids` names what children in it were asked and answered: an answer counts for one export only. `hidden` names bystanders
    who are unknowable in its pictures, whatever becomes of the figures that made them so. `words_of` names those whose words are told in
    it and who have to agree to that: when one of them does not any more, it is taken back, be there a picture in it or not.
    `place_in_day` orders what left on one day.
    """

    id: str
    case_id: str
    way: Way
    place: str
    made_on: date
    for_whom: str = ""
    expires_on: date | None = None
    revoked_on: date | None = None
    playlist_id: str | None = None
    recording_ids: tuple[str, ...] = ()
    assent_ids: tuple[str, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    files: tuple[str, ...] = ()
    words_of: tuple[str, ...] = ()
    place_in_day: int = 0
