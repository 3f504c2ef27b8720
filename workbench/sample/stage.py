"""Every frame of the film as a picture: the room, two people, the table, the puzzle, arms in front."""

from collections.abc import Mapping

import cv2
import numpy as np

from workbench.sample.acting import Part, plan_part
from workbench.sample.arm import draw_arm
from workbench.sample.canvas import FINER, Canvas, Picture
from workbench.sample.choreography import Carried, Choreography
from workbench.sample.hair import draw_ears, draw_hair_behind, draw_hair_front
from workbench.sample.head import Ball, draw_face, draw_skin
from workbench.sample.looks import BUILDS, FACES, PAINTS
from workbench.sample.puzzle import Lying, Puzzle
from workbench.sample.rehearsal import Rehearsal
from workbench.sample.room import BASKET_FRONT, FULL_LIGHT, draw_light, draw_room, draw_table
from workbench.sample.script import Who
from workbench.sample.table import TABLE_TOP_PX
from workbench.sample.torso import draw_torso

_TOP = round(TABLE_TOP_PX * FINER)
_PEOPLE: tuple[Who, Who] = ("mum", "child")


class Stage:
    """Draws the frames of a rehearsal, each from nothing but its number."""

    def __init__(self, rehearsal: Rehearsal) -> None:
        self.rehearsal = rehearsal
        self.puzzle = Puzzle(rehearsal.script.puzzle)
        self.choreography = Choreography(rehearsal, self.puzzle)
        self.parts: dict[Who, Part] = {who: plan_part(rehearsal, who, self.choreography) for who in _PEOPLE}
        self._room = draw_room().pixels
        self._light = draw_light()
        bare = Canvas(self._room.copy())
        draw_table(bare)
        self.puzzle.draw_tray(bare)
        self._bare_table = bare.pixels[_TOP:].copy()
        self._table: Picture = self._bare_table
        self._table_shows: tuple[tuple[str, bool], ...] | None = None
        self._canvas = Canvas(self._room.copy())

    def draw(self, frame: int) -> Picture:
        """The picture of one frame, (720, 1280, 3), red green blue."""
        canvas = self._canvas
        canvas.pixels[:_TOP] = self._room[:_TOP]
        lying = {piece.name: self.choreography.lying(piece.name, frame) for piece in self.rehearsal.script.puzzle.pieces}
        still = [name for name, (where, carried, _) in lying.items() if carried is None]
        for name in still:
            if lying[name][0].y < TABLE_TOP_PX:
                self.puzzle.draw_piece(canvas, name, lying[name][0], placed=True)
                canvas.pixels[BASKET_FRONT] = self._room[BASKET_FRONT]
        for who in _PEOPLE:
            self._draw_upper(canvas, who, frame)
        canvas.pixels[_TOP:] = self._table_with(tuple((name, lying[name][2]) for name in still if lying[name][0].y >= TABLE_TOP_PX), frame)
        for who in _PEOPLE:
            self._draw_head(canvas, who, frame)
        for who in sorted(_PEOPLE, key=lambda w: max(self.parts[w].body_pose(frame).inner.y, 0)):
            self._draw_arms(canvas, who, frame, lying)
        return self._lit(canvas.finished())

    def _table_with(self, shows: tuple[tuple[str, bool], ...], frame: int) -> Picture:
        """The table with the pieces that lie still; drawn anew only when they change."""
        if shows != self._table_shows:
            canvas = Canvas(np.vstack([self._room[:_TOP], self._bare_table]))
            for name, placed in sorted(shows, key=lambda s: not s[1]):
                self.puzzle.draw_piece(canvas, name, self.choreography.lying(name, frame)[0], placed=placed)
            self._table, self._table_shows = canvas.pixels[_TOP:], shows
        return self._table

    def _draw_upper(self, canvas: Canvas, who: Who, frame: int) -> None:
        part = self.parts[who]
        head, body = part.head_pose(frame), part.body_pose(frame)
        build, face = BUILDS[who], FACES[who]
        ball = Ball(head, build.radius, face.tall)
        draw_hair_behind(canvas, ball, PAINTS[who])
        if abs(head.yaw) > 60:
            self._draw_far_arm(canvas, who, frame)
        neck = np.array([head.x - 4 * np.sin(np.radians(head.yaw)), head.y + build.radius * 0.80])
        draw_torso(canvas, build, PAINTS[who], body, neck)

    def _draw_far_arm(self, canvas: Canvas, who: Who, frame: int) -> None:
        """The arm that reaches behind the table."""
        body = self.parts[who].body_pose(frame)
        if body.outer.y < TABLE_TOP_PX:
            draw_arm(canvas, BUILDS[who], PAINTS[who], body, body.outer, -BUILDS[who].inner)

    def _draw_head(self, canvas: Canvas, who: Who, frame: int) -> None:
        head, face, paint = self.parts[who].head_pose(frame), FACES[who], PAINTS[who]
        ball = Ball(head, BUILDS[who].radius, face.tall)
        draw_ears(canvas, ball, head, paint, near=False)
        draw_skin(canvas, ball, head, face, paint)
        draw_face(canvas, ball, head, face, paint)
        draw_ears(canvas, ball, head, paint, near=True)
        draw_hair_front(canvas, ball, paint)

    def _draw_arms(self, canvas: Canvas, who: Who, frame: int, lying: Mapping[str, tuple[Lying, Carried | None, bool]]) -> None:
        part, build = self.parts[who], BUILDS[who]
        body = part.body_pose(frame)
        for hand, pose, side in (("outer", body.outer, -build.inner), ("inner", body.inner, build.inner)):
            for name, (where, carried, _) in lying.items():
                if carried is not None and carried.who == who and carried.hand == hand:
                    self.puzzle.draw_piece(canvas, name, where, lifted_px=14.0)
            draw_arm(canvas, build, PAINTS[who], body, pose, side)

    def _lit(self, picture: Picture) -> Picture:
        return np.asarray(cv2.multiply(picture, self._light, scale=1 / FULL_LIGHT), np.uint8)
