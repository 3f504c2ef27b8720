"""Who is who in a film that was analysed: whose face a track follows and whose voice a speaker is, as the guider says.

What the analysis numbers (tracks, speakers) means nothing by itself and is other numbers when a film is analysed anew; so what is said
about it names the result it was said of, and counts for no other. It holds no picture and nothing by which a face could be known again.
"""

from dataclasses import dataclass, replace

from workbench.core.time import Ticks


@dataclass(frozen=True, slots=True)
class TrackEdit:
    """What was put right by hand: from `at` on a track is another one, or (with `at` None) it goes on as the track `into`."""

    track: int
    into: int
    at: Ticks | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """Whose a track or a speaker is; nobody's of those in view where `person_id` is ""."""

    number: int
    person_id: str


@dataclass(frozen=True, slots=True)
class Match:
    """Who a track or a speaker is ("" for nobody of those in view), and whether that is a first proposal only."""

    person_id: str
    is_proposed: bool


@dataclass(frozen=True, slots=True)
class StraightAhead:
    """At this instant somebody looks straight ahead: their looks are measured from there."""

    person_id: str
    at: Ticks


@dataclass(frozen=True, slots=True)
class WhoIsWho:
    """What was said about one recording's analysis.

    `of_faces` and `of_voices` are the hashes of the results whose numbers are meant. `proposed_of` is the hash of all that the candidates
    under the film were last made of, "" where there never were any.
    """

    id: str
    recording_id: str
    of_faces: str = ""
    of_voices: str = ""
    edits: tuple[TrackEdit, ...] = ()
    faces: tuple[Named, ...] = ()
    voices: tuple[Named, ...] = ()
    ahead: tuple[StraightAhead, ...] = ()
    proposed_of: str = ""

    def about(self, of_faces: str, of_voices: str) -> "WhoIsWho":
        """What of it still holds for these results."""
        kept = self if self.of_faces == of_faces else replace(self, of_faces=of_faces, edits=(), faces=())
        return kept if kept.of_voices == of_voices else replace(kept, of_voices=of_voices, voices=())

    def naming_face(self, track: int, person_id: str) -> "WhoIsWho":
        """The same with a track said to be somebody's."""
        return replace(self, faces=_said(self.faces, track, person_id))

    def naming_voice(self, speaker: int, person_id: str) -> "WhoIsWho":
        """The same with a speaker said to be somebody."""
        return replace(self, voices=_said(self.voices, speaker, person_id))

    def with_edit(self, edit: TrackEdit) -> "WhoIsWho":
        """The same with one more thing put right; a track that goes on as another is no longer named."""
        faces = tuple(each for each in self.faces if each.number != edit.track) if edit.at is None else self.faces
        return replace(self, edits=(*self.edits, edit), faces=faces)

    def looking_ahead(self, person_id: str, at: Ticks | None) -> "WhoIsWho":
        """The same with another instant at which somebody looks straight ahead, or with None without one."""
        rest = tuple(each for each in self.ahead if each.person_id != person_id)
        return replace(self, ahead=rest if at is None else (*rest, StraightAhead(person_id, at)))


def _said(named: tuple[Named, ...], number: int, person_id: str) -> tuple[Named, ...]:
    return (*(each for each in named if each.number != number), Named(number, person_id))
