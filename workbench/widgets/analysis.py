"""What a page reads of an analysis: how far it is, places to look, voices, and the faces in one picture.

Nothing of it is a verdict, and nothing of it is in a family's page. Pure functions fill the forms; times are ticks of the film clock.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from workbench.analysis.tracks import FaceTracks, Reason
from workbench.analysis.voice import Sound
from workbench.core.tiers import Interval
from workbench.core.time import TICKS_PER_S
from workbench.practice.who_is_who import Match, WhoIsWho
from workbench.widgets.form import Form


class WireAnalysing(Form):
    """How far the looking through of the film is: `part` from 0 to 1."""

    words: str
    part: float
    left_s: float | None


class WirePlaceToLook(Form):
    """A stretch worth a look, with the reasons in sentences; `id` is that of its candidate under the film."""

    id: str
    start: int
    end: int
    reasons: list[str]


class WireVoice(Form):
    """One of the voices that were told apart: how long it is heard, where to listen to it, and whose it is (None: no telling)."""

    speaker: int
    seconds: float
    listen_at: int
    person_id: str | None
    is_proposed: bool


class WireAhead(Form):
    """When somebody looks straight ahead."""

    person_id: str
    at: int


class WireAnalysis(Form):
    """What was found in the film; `places` in the order in which they are worth a look."""

    is_looked_through: bool
    has_faces: bool
    has_voices: bool
    can_learn: bool
    places: list[WirePlaceToLook]
    voices: list[WireVoice]
    ahead: list[WireAhead]


class WireFace(Form):
    """A face in one picture: its box in fractions of the picture, whose it is, and words where its gaze is not measured."""

    track: int
    left: float
    top: float
    right: float
    bottom: float
    person_id: str | None
    is_proposed: bool
    words: str


class WireFaces(Form):
    """The faces in the picture looked at nearest to an instant."""

    faces: list[WireFace]


def wire_analysis(
    places: Iterable[Interval],
    sounds: Sequence[Sound] | None,
    voices: Mapping[int, Match],
    who: WhoIsWho,
    *,
    has_faces: bool,
    can_learn: bool,
) -> WireAnalysis:
    """What was found in a film.

    Parameters
    ----------
    places : iterable of Interval
        The candidates of the row of places.
    sounds : sequence of Sound or None
        None where nobody listened.
    """
    ranked = sorted(places, key=lambda place: int(place.label.rpartition(" ")[2]))
    return WireAnalysis(
        is_looked_through=has_faces and sounds is not None,
        has_faces=has_faces,
        has_voices=bool(sounds),
        can_learn=can_learn,
        places=[WirePlaceToLook(id=p.id, start=p.span.start, end=p.span.end, reasons=p.note.splitlines()) for p in ranked],
        voices=_wire_voices(sounds or (), voices),
        ahead=[WireAhead(person_id=each.person_id, at=each.at) for each in who.ahead],
    )


def _wire_voices(sounds: Sequence[Sound], voices: Mapping[int, Match]) -> list[WireVoice]:
    """The voices, who is heard longest first."""
    own: dict[int, list[Sound]] = {}
    for sound in sounds:
        own.setdefault(sound.speaker, []).append(sound)
    said = []
    for speaker, mine in own.items():
        match = voices.get(speaker)
        longest = max(mine, key=lambda sound: sound.span.length)
        seconds = sum(sound.span.length for sound in mine) / TICKS_PER_S
        said.append(
            WireVoice(
                speaker=speaker,
                seconds=seconds,
                listen_at=longest.span.start,
                person_id=match.person_id if match else None,
                is_proposed=match.is_proposed if match else False,
            )
        )
    return sorted(said, key=lambda voice: -voice.seconds)


def wire_faces(tracks: FaceTracks | None, faces: Mapping[int, Match], at: int) -> WireFaces:
    """The faces in the picture looked at nearest to an instant, from left to right."""
    if tracks is None:
        return WireFaces(faces=[])
    said = []
    nearest = int(np.argmin(np.abs(tracks.at - at))) if len(tracks.at) else -1
    for row in np.flatnonzero(tracks.sample == nearest):
        track = int(tracks.track[row])
        left, top, right, bottom = (float(edge) for edge in tracks.box[row])
        match = faces.get(track)
        reason = Reason(int(tracks.gaze_reason[row]))
        said.append(
            WireFace(
                track=track,
                left=left,
                top=top,
                right=right,
                bottom=bottom,
                person_id=match.person_id if match else None,
                is_proposed=match.is_proposed if match else False,
                words="" if reason is Reason.MEASURABLE else f"where they look cannot be measured here: {reason.words}",
            )
        )
    return WireFaces(faces=sorted(said, key=lambda face: face.left))
