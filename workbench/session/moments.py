"""Moments of a case: marked, changed, taken away."""

from collections.abc import Sequence
from typing import Any

from workbench.core.identity import new_id
from workbench.core.time import Span, format_time
from workbench.practice.clips import Moment, MomentKind
from workbench.session.editing import CaseEditor
from workbench.session.placing import span_on_frames

MOMENT_FIELDS = frozenset({"span", "kind", "principles", "why", "note"})


class MomentEdits(CaseEditor):
    """Edits of moments."""

    def mark_moment(
        self,
        recording_id: str,
        span: Span,
        *,
        kind: MomentKind = MomentKind.BETTER_THAN_USUAL,
        principles: Sequence[str] = (),
    ) -> Moment:
        """A new moment on a film."""
        span = span_on_frames(span, self.frame_table(recording_id), "moment")
        moment = Moment(new_id(), recording_id, span, kind, self._known(principles))
        return self._add(moment, f"Mark a moment at {format_time(span.start)}")

    def change_moment(self, id: str, **fields: Any) -> Moment:  # noqa: A002
        """Change any of :data:`MOMENT_FIELDS` of a moment."""
        moment = self.workspace.get(Moment, id)
        self._place(fields, moment.recording_id, "moment")
        return self._change(moment, f"Change the moment at {format_time(moment.span.start)}", fields, MOMENT_FIELDS)

    def remove_moment(self, id: str) -> Moment:  # noqa: A002
        """Take a moment away; clips made of it stay."""
        moment = self.workspace.get(Moment, id)
        with self._edit(f"Remove the moment at {format_time(moment.span.start)}") as edit:
            edit.remove(Moment, id)
        return moment
