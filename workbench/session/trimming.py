"""Better places for the edges of a playlist's clips, from what is marked on their films, on whole frames."""

from collections.abc import Iterator

from workbench.core.time import TICKS_PER_S, Span, Ticks
from workbench.practice.clips import Clip
from workbench.practice.trimming import LEAD_S, REACH_S, Edge, Trim, propose_trims
from workbench.session.reading import CaseReader

_AROUND = round((LEAD_S + REACH_S) * TICKS_PER_S)


def read_trims(case: CaseReader, playlist_id: str) -> list[Trim]:
    """What is proposed for the clips of a playlist, in their order; proposals that come to nothing on whole frames are left out."""
    return [trim for clip in case.clips(playlist_id) for trim in _trims_of(case, clip)]


def _trims_of(case: CaseReader, clip: Clip) -> Iterator[Trim]:
    film, table = case.recording(clip.recording_id).span, case.frame_table(clip.recording_id)
    speech = case.speech_around(clip.recording_id, [_around(clip.span.start), _around(clip.span.end)])
    for trim in propose_trims(clip, film, case.steps(clip.recording_id), speech, case.wording.checks.trim):
        is_start = trim.edge is Edge.START
        shown = table.span_of(table.frame_at(min(trim.at, table.end - 1) if is_start else trim.at - 1))
        at = shown.start if is_start else shown.end
        if at != (clip.span.start if is_start else clip.span.end):
            yield Trim(trim.clip_id, trim.edge, at, trim.words)


def _around(instant: int) -> Span:
    return Span(Ticks(max(0, instant - _AROUND)), Ticks(instant + _AROUND))
