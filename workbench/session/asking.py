"""Who still has to be asked about a film: what the gate says about each use of the clips made of it, or of the whole film."""

from workbench.practice.casework import Recording
from workbench.practice.exports import Way
from workbench.practice.gate import judge
from workbench.practice.verdict import Stretch, Verdict
from workbench.session.permission import read_known
from workbench.session.reading import CaseReader

ASKED_FOR = (Way.PACKAGE, Way.OFFLINE_PAGE, Way.SUPERVISION_PACKAGE)
"""One way out for each use that people are asked about again and again."""


def read_verdicts(case: CaseReader, recording: Recording) -> list[Verdict]:
    """What the gate says today about each of :data:`ASKED_FOR`."""
    known = read_known(case.workspace, case.case_id)
    clips = [clip for playlist in case.playlists() for clip in case.clips(playlist.id) if clip.recording_id == recording.id]
    spans = [clip.span for clip in clips] or [recording.span]
    stretches = [Stretch("", recording.id, span) for span in spans]
    return [judge(way, stretches, known, case.today()) for way in ASKED_FOR]
