"""Figures on the picture: drawn, changed, taken away."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from workbench.core.identity import new_id
from workbench.core.regions import Keyframe, Point, Purpose, Region, ShapeKind
from workbench.core.time import Span, Ticks, format_time
from workbench.errors import EditError
from workbench.session.editing import CaseEditor, check_fields, sensible
from workbench.session.placing import instant_on_frame, span_on_frames

REGION_FIELDS = frozenset({"span", "label", "purpose"})


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
        label: str = "",
        purpose: Purpose = Purpose.POINT_OUT,
    ) -> Region:
        """A new figure on the picture, drawn on the frame shown `at`, visible in `span`."""
        table = self.frame_table(recording_id)
        keyframe = sensible(lambda: Keyframe(instant_on_frame(at, table, "figure"), tuple(points)))
        stretch = span_on_frames(span, table, "figure")
        region = sensible(lambda: Region(new_id(), recording_id, stretch, kind, (keyframe,), label, purpose))
        return self._add(region, f"Draw a figure at {format_time(keyframe.at)}")

    def change_region(self, id: str, *, points: Iterable[Point] | None = None, at: Ticks | None = None, **fields: Any) -> Region:  # noqa: A002
        """Change any of :data:`REGION_FIELDS`; `points` with `at` set the figure on the frame shown then."""
        region = self.workspace.get(Region, id)
        if (points is None) is not (at is None):
            raise EditError("A figure's points and the time they are for are said together", "Draw the figure on a frame of the film")
        if points is not None and at is not None:
            instant = instant_on_frame(at, self.frame_table(region.recording_id), "figure")
            drawn = tuple(points)
            changed = sensible(lambda: region.with_keyframe(Keyframe(instant, drawn)))
        else:
            changed = region
        self._place(fields, region.recording_id, "figure")
        check_fields("figure", fields, REGION_FIELDS)
        return self._add(replace(changed, **fields), f"Change the figure at {format_time(region.span.start)}")

    def remove_region(self, id: str) -> Region:  # noqa: A002
        """Take a figure away."""
        region = self.workspace.get(Region, id)
        with self._edit(f"Remove the figure at {format_time(region.span.start)}") as edit:
            edit.remove(Region, id)
        return region
