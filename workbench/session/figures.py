"""Figures on the picture: drawn, changed, taken away."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from workbench.core.identity import new_id
from workbench.core.regions import Keyframe, Point, Purpose, Region, ShapeKind, usual_purpose
from workbench.core.time import Span, Ticks, format_time
from workbench.errors import EditError
from workbench.session.editing import CaseEditor, check_fields, sensible
from workbench.session.placing import instant_on_frame, span_on_frames

REGION_FIELDS = frozenset({"span", "label", "purpose", "hides"})


class FigureEdits(CaseEditor):
    """Edits of figures."""

    def draw_region(
        self,
        recording_id: str,
        kind: ShapeKind,
        points: Iterable[Point],
        at: Ticks,
        span: Span,
        *,
        turn_deg: float = 0.0,
        label: str = "",
        purpose: Purpose | None = None,
        hides: str | None = None,
    ) -> Region:
        """A new figure on the picture, drawn on the frame shown `at`, visible in `span`; its usual purpose where none is said.

        `hides` is the id of the person whom it makes unknowable; only a figure that anonymises can.
        """
        table = self.frame_table(recording_id)
        keyframe = sensible(lambda: Keyframe(instant_on_frame(at, table, "figure"), tuple(points), turn_deg))
        stretch = span_on_frames(span, table, "figure")
        meant = usual_purpose(kind) if purpose is None else purpose
        region = sensible(lambda: Region(new_id(), recording_id, stretch, kind, (keyframe,), label, meant, hides))
        return self._add(region, f"Draw a {kind} at {format_time(keyframe.at)}")

    def change_region(
        self,
        id: str,  # noqa: A002
        *,
        points: Iterable[Point] | None = None,
        turn_deg: float | None = None,
        at: Ticks | None = None,
        **fields: Any,
    ) -> Region:
        """Change any of :data:`REGION_FIELDS`; `points` or `turn_deg` with `at` set the figure on the frame shown then.

        What is not said of the figure stays as it is on that frame.
        """
        region = self.workspace.get(Region, id)
        if (points is None and turn_deg is None) is not (at is None):
            raise EditError("A figure's points and the time they are for are said together", "Draw the figure on a frame of the film")
        changed, label = region, f"Change the {region.kind} at {format_time(region.span.start)}"
        if at is not None:
            instant = instant_on_frame(at, self.frame_table(region.recording_id), "figure")
            now = region.form_at(instant)
            drawn = now.points if points is None else tuple(points)
            turn = now.turn_deg if turn_deg is None else turn_deg
            changed = sensible(lambda: region.with_keyframe(Keyframe(instant, drawn, turn)))
            label = f"Set the {region.kind} at {format_time(instant)}"
        self._place(fields, region.recording_id, "figure")
        check_fields("figure", fields, REGION_FIELDS)
        return self._add(sensible(lambda: replace(changed, **fields)), label)

    def remove_keyframe(self, id: str, at: Ticks) -> Region:  # noqa: A002
        """Forget how the figure was set on the frame shown `at`; the figure itself stays.

        Raises
        ------
        EditError
            If it was not set there, or only there.
        """
        region = self.workspace.get(Region, id)
        instant = instant_on_frame(at, self.frame_table(region.recording_id), "figure")
        if instant not in {keyframe.at for keyframe in region.keyframes}:
            raise EditError(f"The {region.kind} has no keyframe at {format_time(instant)}", "Go to one of its keyframes first")
        if len(region.keyframes) == 1:
            raise EditError(
                f"This is the only keyframe of the {region.kind}, and without one it would be nowhere",
                "Remove the whole figure, or set it on another frame first",
            )
        return self._add(region.without_keyframe(instant), f"Remove the {region.kind}'s keyframe at {format_time(instant)}")

    def add_point(self, id: str, after: int, part: float) -> Region:  # noqa: A002
        """One more point on the edge that leads on from point `after`, at `part` of it, in every keyframe."""
        region = self.workspace.get(Region, id)
        return self._add(sensible(lambda: region.with_point(after, part)), f"Add a point to the {region.kind}")

    def remove_point(self, id: str, index: int) -> Region:  # noqa: A002
        """One point fewer, in every keyframe."""
        region = self.workspace.get(Region, id)
        return self._add(sensible(lambda: region.without_point(index)), f"Take a point off the {region.kind}")

    def remove_region(self, id: str) -> Region:  # noqa: A002
        """Take a figure away."""
        region = self.workspace.get(Region, id)
        with self._edit(f"Remove the {region.kind} at {format_time(region.span.start)}") as edit:
            edit.remove(Region, id)
        return region
