"""The shared review written down: when, with whom, and what the client said and named of each clip."""

from datetime import date
from typing import Any

from workbench.core.identity import new_id
from workbench.errors import EditError, NotFoundError
from workbench.practice.casework import CycleState
from workbench.practice.clips import Clip
from workbench.practice.reviews import ClipResponse, SharedReview
from workbench.session.cycles import bring_cycle_to
from workbench.session.editing import CaseEditor, check_fields, sensible
from workbench.session.goals import past_day
from workbench.session.records import CaseRecords

REVIEW_FIELDS = frozenset({"held_on", "cycle_id", "playlist_id", "recording_id", "present", "done", "working_point", "how_it_was", "note"})
RESPONSE_FIELDS = frozenset({"said_first", "named", "feeling", "working_point", "kept"})


class ReviewEdits(CaseEditor, CaseRecords):
    """Edits of the record of shared reviews."""

    def add_review(self, *, held_on: date | None = None, **fields: Any) -> SharedReview:
        """Write down a shared review, with any of :data:`REVIEW_FIELDS`; its cycle is reviewed then, if it was not yet."""
        check_fields("review", fields, REVIEW_FIELDS)
        day = held_on or self.today()
        self._check_review({"held_on": day, **fields})
        review = SharedReview(new_id(), self.case_id, day, **fields)
        with self._edit(f"Write down the review of {day}") as edit:
            edit.put(review)
            bring_cycle_to(edit, review.cycle_id, CycleState.REVIEWED)
        return review

    def change_review(self, id: str, **fields: Any) -> SharedReview:  # noqa: A002
        """Change any of :data:`REVIEW_FIELDS` of a review."""
        review = self.review(id)
        self._check_review(fields)
        return self._change(review, f"Change the review of {review.held_on}", fields, REVIEW_FIELDS)

    def remove_review(self, id: str) -> SharedReview:  # noqa: A002
        """Take the record of a review away, and what was said of its clips with it."""
        review = self.review(id)
        with self._edit(f"Remove the review of {review.held_on}") as edit:
            edit.remove(SharedReview, id)
        return review

    def note_response(self, review_id: str, clip_id: str, **fields: Any) -> ClipResponse:
        """What the client said of a clip: any of :data:`RESPONSE_FIELDS`; what was written of this clip before is kept or replaced."""
        check_fields("response", fields, RESPONSE_FIELDS)
        review, clip = self.review(review_id), self.workspace.get(Clip, clip_id)
        if clip.playlist_id not in {playlist.id for playlist in self.playlists()}:
            raise NotFoundError(f"The clip {clip_id} is not in case {self.case.code}", "Open the case it belongs to")
        if review.playlist_id not in (None, clip.playlist_id):
            raise EditError("This clip was not in the playlist of that review", "Choose a clip of the playlist that was watched")
        with self._edit("Write down what the client said") as edit:
            same = edit.find(ClipResponse, review_id=review.id, clip_id=clip.id)
            kept = {name: getattr(same[0], name) for name in RESPONSE_FIELDS} if same else {}
            response = sensible(
                lambda: ClipResponse(same[0].id if same else new_id(), review.id, clip.title, clip.id, **{**kept, **fields})
            )
            edit.put(response)
        return response

    def remove_response(self, id: str) -> ClipResponse:  # noqa: A002
        """Take away what was written of one clip."""
        response = self.workspace.get(ClipResponse, id)
        with self._edit("Remove what the client said") as edit:
            edit.remove(ClipResponse, id)
        return response

    def _check_review(self, fields: dict[str, Any]) -> None:
        """What a review names is of this case, and its day was."""
        if "held_on" in fields:
            past_day(fields["held_on"], self.today(), "A review is held")
        for name, look in (("cycle_id", self.cycle), ("playlist_id", self.playlist), ("recording_id", self.recording)):
            if fields.get(name):
                look(fields[name])
        strangers = set(fields.get("present", ())) - {person.id for person in self.people()}
        if strangers:
            raise NotFoundError(f"{len(strangers)} of those present are not in case {self.case.code}", "Add them to the case first")
