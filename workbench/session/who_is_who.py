"""Saying who is who in a film that was analysed: each word is one edit, and the candidates under the film follow it at once."""

import numpy as np

from workbench.analysis.tracks import Reason
from workbench.core.time import Ticks, format_time
from workbench.errors import EditError
from workbench.practice.people import Person
from workbench.practice.refusal import name_of
from workbench.practice.who_is_who import TrackEdit, WhoIsWho
from workbench.session.analysis_parts import AnalysisSettings
from workbench.session.candidates import CandidateEdits
from workbench.session.proposing import Found, plan_candidates, put_candidates, read_found


class WhoIsWhoEdits(CandidateEdits):
    """Edits of who is who; EditError where the film was not looked through, or a track or a speaker is not there."""

    def found(self, recording_id: str) -> Found:
        """What was found in a film and who is who in it, as far as anything was found."""
        return read_found(self.workspace, self.recording(recording_id).id)

    def name_face(self, recording_id: str, track: int, person_id: str) -> WhoIsWho:
        """Say whose face a track is; with "" that it is nobody's of those in view."""
        found = self._analysed(recording_id)
        if found.tracks is None or track not in found.tracks.tracks:
            raise EditError("This face is not followed any more", "Choose one of those that are drawn on the picture")
        return self._say(found, found.who.naming_face(track, person_id), f"Say that a face is {self._called(found, person_id)}")

    def merge_faces(self, recording_id: str, track: int, into: int) -> WhoIsWho:
        """Say that two tracks are one face; it has the name of the second."""
        found = self._analysed(recording_id)
        return self._say(found, found.who.with_edit(TrackEdit(track, into)), "Say that two faces are one")

    def split_face(self, recording_id: str, track: int, at: int) -> WhoIsWho:
        """Say that a track is another face from an instant on."""
        found = self._analysed(recording_id)
        into = max(found.tracks.tracks, default=-1) + 1 if found.tracks else 0
        return self._say(found, found.who.with_edit(TrackEdit(track, into, Ticks(at))), f"Part a face at {format_time(at)}")

    def name_voice(self, recording_id: str, speaker: int, person_id: str) -> WhoIsWho:
        """Say whose voice a speaker is; with "" that it is nobody's of those in view."""
        found = self._analysed(recording_id)
        if speaker not in {sound.speaker for sound in found.sounds or ()}:
            raise EditError("This voice is not there any more", "Choose one of those in the list")
        return self._say(found, found.who.naming_voice(speaker, person_id), f"Say that a voice is {self._called(found, person_id)}")

    def look_ahead(self, recording_id: str, person_id: str, at: int | None) -> WhoIsWho:
        """Say that somebody looks straight ahead at an instant; with None that nothing is known of it."""
        found = self._analysed(recording_id)
        name = self._called(found, person_id)
        if at is not None and not _is_seen(found, person_id, at):
            raise EditError(
                f"{name} cannot be measured in this picture", "Go to a frame in which the whole face is seen, then say it again"
            )
        who = found.who.looking_ahead(person_id, None if at is None else Ticks(at))
        return self._say(found, who, f"Say when {name} looks straight ahead")

    def _analysed(self, recording_id: str) -> Found:
        found = self.found(recording_id)
        if found.tracks is None and found.sounds is None:
            raise EditError("This film has not been looked through yet", "Choose “Look for places” first")
        return found

    def _called(self, found: Found, person_id: str) -> str:
        if not person_id:
            return "nobody of those in view"
        for person in found.people:
            if person.id == person_id:
                return name_of(person)
        raise EditError(
            f"{name_of(self.workspace.get(Person, person_id))} is not in view in this film", "Say on the tab Consent who can be seen in it"
        )

    def _say(self, found: Found, who: WhoIsWho, label: str) -> WhoIsWho:
        plan = plan_candidates(
            read_found(self.workspace, found.recording.id, who), self.frame_table(found.recording.id), AnalysisSettings()
        )
        with self._edit(label) as edit:
            put_candidates(edit, plan)
        return plan.who


def _is_seen(found: Found, person_id: str, at: int) -> bool:
    """Whether somebody's gaze is measured in the picture looked at nearest to an instant."""
    tracks = found.tracks
    if tracks is None or not len(tracks.at):
        return False
    here = tracks.sample == int(np.argmin(np.abs(tracks.at - at)))
    own = np.isin(tracks.track, [track for track, match in found.faces.items() if match.person_id == person_id])
    return bool((tracks.gaze_reason[here & own] == Reason.MEASURABLE).any())
