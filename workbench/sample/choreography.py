"""What hands do: every gesture as a way through the picture, and where each piece of the puzzle is meanwhile."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from workbench.sample.body import HandPose
from workbench.sample.canvas import Points
from workbench.sample.looks import BUILDS
from workbench.sample.puzzle import Lying, Puzzle
from workbench.sample.rehearsal import Rehearsal, Stretch
from workbench.sample.script import Who
from workbench.sample.table import on_table, scale_at_y

BASKET = (1128.0, 346.0)
"""Where the piece in the basket is taken from, in pixels."""

GIVEN = (176.0, 350.0)
"""Where on the table Mum puts a piece for Noah."""

_REST, _PINCH, _POINT, _OPEN = np.eye(4)
_SHOWN = {"mum": (590.0, 440.0), "child": (708.0, 420.0)}
_HELD = {"mum": (500.0, 505.0), "child": (802.0, 500.0)}
_RESTING: dict[tuple[Who, str], tuple[float, float]] = {
    ("mum", "inner"): (424.0, 516.0),
    ("mum", "outer"): (440.0, 526.0),
    ("child", "inner"): (860.0, 520.0),
    ("child", "outer"): (846.0, 512.0),
}


def grip(who: Who, upright: float) -> Points:
    """Where the middle of a held piece is, seen from the fingertips: ahead of them when flat, above them when shown."""
    inward = BUILDS[who].inner
    return np.array([inward * 15.0, 11.0]) * (1 - upright) + np.array([inward * 10.0, -30.0]) * upright


@dataclass(slots=True)
class HandWay:
    """Where a hand is at which frame, and how its fingers are; between two keys it moves softly."""

    frames: list[int] = field(default_factory=list)
    places: list[tuple[float, float]] = field(default_factory=list)
    fingers: list[Points] = field(default_factory=list)

    def start(self, frame: int) -> None:
        """Forget what lies after `frame` and begin there from wherever the hand is then."""
        place, fingers = self.at(frame)
        keep = [i for i, f in enumerate(self.frames) if f < frame]
        self.frames = [self.frames[i] for i in keep]
        self.places = [self.places[i] for i in keep]
        self.fingers = [self.fingers[i] for i in keep]
        self.go(frame, (float(place[0]), float(place[1])), fingers)

    def go(self, frame: int, place: tuple[float, float], fingers: Points) -> None:
        """Be there at that frame; never earlier than the key before."""
        self.frames.append(max(frame, self.frames[-1] + 1) if self.frames else frame)
        self.places.append(place)
        self.fingers.append(fingers)

    def at(self, frame: int) -> tuple[Points, Points]:
        """Place (2,) and fingers (4,) at a frame."""
        after = int(np.searchsorted(self.frames, frame, side="right"))
        if after == 0:
            return np.array(self.places[0]), self.fingers[0]
        if after == len(self.frames):
            return np.array(self.places[-1]), self.fingers[-1]
        a, b = after - 1, after
        t = (frame - self.frames[a]) / (self.frames[b] - self.frames[a])
        soft = t * t * t * (10 - 15 * t + 6 * t * t)
        place = np.array(self.places[a]) * (1 - soft) + np.array(self.places[b]) * soft
        return place, self.fingers[a] * (1 - soft) + self.fingers[b] * soft


@dataclass(frozen=True, slots=True)
class Carried:
    """A piece in a hand during frames ``[first, end)``; `turns` and `uprights` are (frame, value) keys."""

    piece: str
    who: Who
    hand: str
    first: int
    end: int
    turns: tuple[tuple[int, float], ...]
    uprights: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Put:
    """A piece put down at a frame; `placed` when it went where it belongs."""

    frame: int
    piece: str
    lying: Lying
    placed: bool


class Choreography:
    """All hands and all pieces of a rehearsal."""

    def __init__(self, rehearsal: Rehearsal, puzzle: Puzzle) -> None:
        self.puzzle = puzzle
        self.ways: dict[tuple[Who, str], HandWay] = {}
        for key, place in _RESTING.items():
            way = HandWay()
            way.go(-1, place, _REST)
            self.ways[key] = way
        self.carried: list[Carried] = []
        self.puts: list[Put] = []
        self._holding: dict[Who, _Holding] = {}
        for piece in rehearsal.script.puzzle.pieces:
            self.puts.append(Put(0, piece.name, self._at_start(piece.lies, piece.turned_deg, piece.name), piece.lies is None))
        for gesture in sorted(rehearsal.gestures, key=lambda g: g.first):
            self._perform(gesture)
        for who, holding in list(self._holding.items()):
            self._let_go(who, rehearsal.n_frames + 1, holding.last)

    def hand(self, who: Who, name: str, frame: int) -> HandPose:
        """A hand at a frame."""
        place, fingers = self.ways[who, name].at(frame)
        return HandPose(float(place[0]), float(place[1]), *(float(f) for f in fingers))

    def lying(self, piece: str, frame: int) -> tuple[Lying, Carried | None, bool]:
        """Where a piece is at a frame: how it lies, who carries it, whether it is where it belongs."""
        for carried in self.carried:
            if carried.piece == piece and carried.first <= frame < carried.end:
                place, _ = self.ways[carried.who, carried.hand].at(frame)
                turn, upright = (_value(keys, frame) for keys in (carried.turns, carried.uprights))
                x, y = (float(part) for part in place + grip(carried.who, upright))
                return Lying(x, y, turn, scale_at_y(y), upright), carried, False
        put = max((p for p in self.puts if p.piece == piece and p.frame <= frame), key=lambda p: p.frame)
        return put.lying, None, put.placed

    @cached_property
    def knocks(self) -> list[tuple[int, float]]:
        """When wood is put on wood, and where from left (-1) to right (1)."""
        return [(put.frame, (put.lying.x - 640) / 640) for put in self.puts if put.frame > 0]

    def _at_start(self, lies: tuple[float, float] | str | None, turn: float, name: str) -> Lying:
        if lies is None:
            return self.puzzle.slot(name)
        if isinstance(lies, str):
            return Lying(BASKET[0], BASKET[1] + 2, 18.0, 0.62, 0.9)
        x, y = on_table(*lies)
        return Lying(x, y, turn, scale_at_y(y))

    def _perform(self, gesture: Stretch) -> None:
        event, first, end, who = gesture.event, gesture.first, gesture.end, gesture.who
        way = self.ways[who, "inner"]
        match event.gesture:
            case "reach":
                way.start(first)
                way.go(first + (end - first) * 2 // 5, (560.0, 548.0), _OPEN)
                way.go(first + (end - first) * 3 // 5, (556.0, 546.0), _OPEN)
                way.go(end, _RESTING[who, "inner"], _REST)
            case "point":
                slot = self.puzzle.slot(str(event.target))
                way.start(first)
                way.go(first + 16, (slot.x + 10, slot.y - 8), _POINT)
                way.go((first + end) // 2, (slot.x + 4, slot.y - 12), _POINT)
                way.go(end - 16, (slot.x + 10, slot.y - 8), _POINT)
                way.go(end, _RESTING[who, "inner"], _REST)
            case "take" | "try" | "place" | "give" | "show":
                self._with_piece(gesture, str(event.piece))
            case "fetch":
                self._fetch(gesture, str(event.piece))
            case _:
                pass

    def _with_piece(self, gesture: Stretch, piece: str) -> None:
        first, end, who, kind = gesture.first, gesture.end, gesture.who, gesture.event.gesture
        way = self.ways[who, "inner"]
        way.start(first)
        now = first
        if who not in self._holding or self._holding[who].piece != piece:
            lying, _, _ = self.lying(piece, first)
            x, y = np.array([lying.x, lying.y]) - grip(who, lying.upright)
            way.go(first + 14, (x, y - 6), _OPEN)
            way.go(first + 18, (x, y), _PINCH)
            now = first + 18
            self._holding[who] = _Holding(piece, now, lying, [(now, lying.turn_deg)], [(now, 0.0)])
        holding = self._holding[who]
        slot = self.puzzle.slot(piece)
        if kind == "take":
            way.go(end, _HELD[who], _PINCH)
            holding.turn(end, holding.turns[-1][1] * 0.5)
            holding.stand(end, 0.35)
        elif kind == "show":
            way.go(now + 16, _SHOWN[who], _PINCH)
            holding.turn(now + 16, 0.0)
            holding.stand(now + 16, 1.0)
            for n, frame in enumerate(range(now + 28, end - 8, 14)):
                way.go(frame, (_SHOWN[who][0] + (5 if n % 2 else -4), _SHOWN[who][1] + (3 if n % 2 else -4)), _PINCH)
            way.go(end, _SHOWN[who], _PINCH)
            way.go(end + 18, _HELD[who], _PINCH)
            holding.stand(end, 1.0)
            holding.stand(end + 18, 0.35)
        elif kind == "try":
            self._try(way, holding, slot, now, end, who)
        else:
            self._put(way, holding, slot, now, end, who, placed=kind == "place")

    def _try(self, way: HandWay, holding: "_Holding", slot: Lying, now: int, end: int, who: Who) -> None:
        """Hover over the place, turn the piece this way and that, and draw back."""
        ahead = grip(who, 0.0)
        above = (slot.x - ahead[0], slot.y - ahead[1] - 14)
        way.go(now + 22, above, _PINCH)
        holding.stand(now + 22, 0.0)
        for n, frame in enumerate(range(now + 34, end - 14, 13)):
            way.go(frame, (above[0] + (7, -6, 3, -4)[n % 4], above[1] + (5, -3, 6, 0)[n % 4]), _PINCH)
            holding.turn(frame, (26.0, -20.0, 34.0, -12.0)[n % 4])
        way.go(end - 4, (above[0] - BUILDS[who].inner * 14, above[1] - 10), _PINCH)

    def _put(self, way: HandWay, holding: "_Holding", slot: Lying, now: int, end: int, who: Who, *, placed: bool) -> None:
        if placed:
            goal = slot
        else:
            x, y = on_table(*GIVEN)
            goal = Lying(x, y, -24.0, scale_at_y(y))
        x, y = np.array([goal.x, goal.y]) - grip(who, 0.0)
        way.go(end - 16, (x + 3, y - 20), _PINCH)
        holding.turn(end - 12, goal.turn_deg + 3.0)
        holding.stand(end - 14, 0.0)
        way.go(end - 6, (x, y), _PINCH)
        holding.turn(end - 6, goal.turn_deg)
        self._let_go(who, end - 6, goal, placed=placed)
        way.go(end, (x, y - 6), _OPEN)
        way.go(end + 20, _RESTING[who, "inner"], _REST)

    def _let_go(self, who: Who, frame: int, lying: Lying, *, placed: bool = False) -> None:
        holding = self._holding[who]
        self.carried.append(Carried(holding.piece, who, holding.hand, holding.first, frame, tuple(holding.turns), tuple(holding.uprights)))
        self.puts.append(Put(frame, holding.piece, lying, placed))
        self._holding = {w: h for w, h in self._holding.items() if w != who}

    def _fetch(self, gesture: Stretch, piece: str) -> None:
        """With the outer hand to the basket and back, then into the inner hand."""
        first, end, who = gesture.first, gesture.end, gesture.who
        outer, inner = self.ways[who, "outer"], self.ways[who, "inner"]
        grip, meet = first + 42, end - 14
        outer.start(first)
        outer.go(grip - 6, (BASKET[0], BASKET[1] - 12), _OPEN)
        outer.go(grip, BASKET, _PINCH)
        outer.go(meet, (BUILDS[who].head[0] - 4, 505.0), _PINCH)
        outer.go(meet + 18, _RESTING[who, "outer"], _REST)
        inner.start(meet - 20)
        inner.go(meet, (BUILDS[who].head[0] - 4, 505.0), _PINCH)
        inner.go(end, _HELD[who], _PINCH)
        lying, _, _ = self.lying(piece, first)
        self.carried.append(Carried(piece, who, "outer", grip, meet, ((grip, 20.0), (meet, 0.0)), ((grip, 0.6), (meet, 0.5))))
        self._holding[who] = _Holding(piece, meet, lying, [(meet, 0.0)], [(meet, 0.5)])


@dataclass(slots=True)
class _Holding:
    """A piece that a hand holds while its gestures are being worked out."""

    piece: str
    first: int
    last: Lying
    turns: list[tuple[int, float]]
    uprights: list[tuple[int, float]]
    hand: str = "inner"

    def turn(self, frame: int, degrees: float) -> None:
        self.turns.append((frame, degrees))

    def stand(self, frame: int, upright: float) -> None:
        self.uprights.append((frame, upright))


def _value(keys: tuple[tuple[int, float], ...], frame: int) -> float:
    return float(np.interp(frame, [k for k, _ in keys], [v for _, v in keys]))
