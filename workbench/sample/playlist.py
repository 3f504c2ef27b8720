"""What a guider would make of the sample film: a playlist of clips for the family, and the rings drawn on it; nothing is stored here."""

from workbench.core.regions import Purpose, Region, ShapeKind
from workbench.core.time import Span, Ticks
from workbench.practice.clips import Clip, PausePoint, Playlist
from workbench.sample.pointing import ring_around_head
from workbench.sample.rehearsal import FRAME_TICKS, Rehearsal, frame_at
from workbench.sample.script import ClipLine, MomentLine
from workbench.sample.truth import derived_id

_RING_EVERY_S = 0.4


def plan_playlist(case_id: str, recording_id: str, rehearsal: Rehearsal) -> tuple[Playlist, list[Clip]]:
    """The playlist and its clips in order; clips that lie beyond the end of a shortened film are left out."""
    line = rehearsal.script.playlist
    playlist = Playlist(derived_id(recording_id, "playlist"), case_id, line.title, line.closing_question)
    moments = {moment.key: moment for moment in rehearsal.script.moments if frame_at(moment.end_s) <= rehearsal.n_frames}
    shown = [clip for clip in rehearsal.script.clips if clip.moment in moments]
    return playlist, [_clip(playlist.id, recording_id, position, clip, moments[clip.moment]) for position, clip in enumerate(shown)]


def plan_regions(recording_id: str, rehearsal: Rehearsal) -> list[Region]:
    """Rings around a head that follow it."""
    regions = []
    for line in rehearsal.script.regions:
        first, end = frame_at(line.start_s), frame_at(line.end_s)
        if end <= rehearsal.n_frames:
            keyframes = ring_around_head(rehearsal, line.who, range(first, end, frame_at(_RING_EVERY_S)))
            name, span = derived_id(recording_id, "region", line.label), Span(_at(line.start_s), _at(line.end_s))
            regions.append(Region(name, recording_id, span, ShapeKind.ELLIPSE, keyframes, line.label, Purpose.POINT_OUT))
    return regions


def _at(seconds: float) -> Ticks:
    return Ticks(frame_at(seconds) * FRAME_TICKS)


def _clip(playlist_id: str, recording_id: str, position: int, line: ClipLine, moment: MomentLine) -> Clip:
    return Clip(
        id=derived_id(recording_id, "clip", line.moment),
        playlist_id=playlist_id,
        recording_id=recording_id,
        span=Span(_at(moment.start_s), _at(moment.end_s)),
        position=position,
        title=line.title,
        introduction=line.introduction,
        question=line.question,
        pauses=tuple(PausePoint(_at(pause.at), pause.question) for pause in line.pauses),
        poster_at=_at(line.poster),
        moment_id=derived_id(recording_id, "moment", line.moment),
        principles=moment.principles,
        hope_to_notice=line.hope,
        may_be_hard=line.hard,
    )
