"""How each person moves: eyes that go first, heads that follow, faces, breath. All is worked out, frame by frame, before it is drawn.

Angles in degrees, yaw to the picture's right, pitch down.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.sample.articulation import STEP_S
from workbench.sample.body import BodyPose
from workbench.sample.choreography import BASKET, Choreography
from workbench.sample.head import HeadPose
from workbench.sample.looks import BUILDS
from workbench.sample.rehearsal import FRAMES_PER_S, SAMPLES_PER_FRAME, Rehearsal, Stretch
from workbench.sample.script import Who

Track = NDArray[np.float64]

_HEAD_PART = 0.72
_HEAD_YAW = 38.0
_HEAD_PITCH = (-16.0, 29.0)
_EYE_YAW = 34.0
_EYE_PITCH = 30.0
_AWAY_YAW: dict[Who, float] = {"mum": -140.0, "child": 146.0}
_ELSEWHERE: dict[Who, tuple[float, float, float]] = {"mum": (200.0, 120.0, 260.0), "child": (1010.0, 150.0, 240.0)}
_NEAR_PX = 230.0
_HEAD_SPEED = 320.0


@dataclass(frozen=True)
class Part:
    """One person's whole part: tracks with a value for each frame."""

    who: Who
    gaze: Track
    head: Track
    eyes: Track
    roll: Track
    lid: Track
    brow: Track
    smile: Track
    jaw: Track
    round: Track
    lean: Track
    breath: Track
    turn: Track
    choreography: Choreography

    def head_pose(self, frame: int) -> HeadPose:
        """Head and face at a frame."""
        build, f = BUILDS[self.who], frame
        yaw, pitch = self.head[:, f]
        return HeadPose(
            x=build.head[0] + self.lean[0, f] + 10 * np.sin(np.radians(yaw)),
            y=build.head[1] + self.lean[1, f] + 16 * np.sin(np.radians(pitch)) - self.breath[f] * 0.6,
            yaw=yaw,
            pitch=pitch,
            roll=self.roll[f],
            eye_yaw=self.eyes[0, f],
            eye_pitch=self.eyes[1, f],
            lid=self.lid[f],
            brow=self.brow[f],
            smile=self.smile[f],
            jaw=self.jaw[f],
            round=self.round[f],
        )

    def body_pose(self, frame: int) -> BodyPose:
        """Body and hands at a frame."""
        c, f = self.choreography, frame
        return BodyPose(
            float(self.lean[0, f]),
            float(self.lean[1, f]),
            float(self.breath[f]),
            float(self.turn[f]),
            c.hand(self.who, "inner", f),
            c.hand(self.who, "outer", f),
        )


def plan_part(rehearsal: Rehearsal, who: Who, choreography: Choreography) -> Part:
    """Everything one person does, frame by frame."""
    n = rehearsal.n_frames
    rng = np.random.default_rng([41, len(who)])
    lean = _lean(rehearsal, who, choreography)
    gaze = _gaze(rehearsal, who, choreography)
    head = _head(gaze, rng)
    eyes = np.clip(gaze - head, [[-_EYE_YAW], [-_EYE_PITCH]], [[_EYE_YAW], [_EYE_PITCH]])
    loud, jaw, rounding = _mouth(rehearsal, who)
    smile = _smile(rehearsal, who)
    nods = sum((_nod(g, n) for g in rehearsal.gestures_of(who) if g.label == "nod"), np.zeros(n))
    head[1] += nods + 1.6 * _soft(loud, 7) + _laugh(rehearsal, who) * 2.0
    roll = _drift(n, rng, 0.9) + 0.075 * head[0] * (1 if who == "child" else 0.7)
    breath = 1.6 * np.sin(2 * np.pi * np.arange(n) / FRAMES_PER_S / (3.9 if who == "mum" else 3.1)) + 2.4 * _laugh(rehearsal, who)
    return Part(
        who=who,
        gaze=gaze,
        head=head,
        eyes=eyes,
        roll=roll,
        lid=_lids(rehearsal, who, gaze, eyes, rng),
        brow=_brow(rehearsal, who),
        smile=smile,
        jaw=jaw,
        round=rounding,
        lean=lean,
        breath=breath,
        turn=_soft(head[0], 25) / 60.0,
        choreography=choreography,
    )


def _gaze(rehearsal: Rehearsal, who: Who, choreography: Choreography) -> Track:
    """Where the eyes want to be, shape (2, frames): a quick jump in three frames at each new look, then smooth."""
    n = rehearsal.n_frames
    wanted = np.zeros((2, n))
    for look in rehearsal.looks_of(who):
        for frame in range(look.first, look.end):
            wanted[:, frame] = _direction(who, look.label, frame, choreography)
    gaze = wanted.copy()
    for look in rehearsal.looks_of(who):
        if look.first > 0:
            for k, part in enumerate((0.45, 0.85)):
                if look.first + k < n:
                    gaze[:, look.first + k] = gaze[:, look.first - 1] * (1 - part) + wanted[:, look.first + k] * part
    return gaze


def _direction(who: Who, target: str, frame: int, choreography: Choreography) -> tuple[float, float]:
    """Yaw and pitch from a head to what it looks at, as if the table were near us and the two sat in one plane."""
    x, y = BUILDS[who].head
    match target:
        case "away":
            return _AWAY_YAW[who], 14.0
        case "mum" | "child":
            at = (*BUILDS[target].head, 70.0)
        case "elsewhere":
            at = _ELSEWHERE[who]
        case "puzzle":
            at = (640.0 + 14 * np.sin(frame / 37.0), 585.0 + 8 * np.sin(frame / 23.0), _NEAR_PX)
        case piece:
            lying, _, _ = choreography.lying(piece, frame)
            at = (lying.x, lying.y, _NEAR_PX - 90.0 * lying.upright) if lying.x < 1000 else (*BASKET, 60.0)
    dx, dy, dz = at[0] - x, at[1] - y, at[2]
    return float(np.degrees(np.arctan2(dx, dz))), float(np.degrees(np.arctan2(dy, np.hypot(dx, dz) + 90)))


def _head(gaze: Track, rng: np.random.Generator) -> Track:
    """The head goes the larger part of the way, later and softly; it turns fully only to look away."""
    n = gaze.shape[1]
    away = np.abs(gaze[0]) > 100
    yaw = np.where(away, gaze[0], np.clip(gaze[0] * _HEAD_PART, -_HEAD_YAW, _HEAD_YAW))
    pitch = np.clip(gaze[1] * 0.66, *_HEAD_PITCH)
    head = np.stack([_following(yaw), _following(pitch)])
    return head + np.stack([_drift(n, rng, 0.9), _drift(n, rng, 0.7)])


def _following(target: Track, time_s: float = 0.13) -> Track:
    """A critically damped follower: arrives without overshoot."""
    out = np.empty_like(target)
    place, speed, rate, dt = target[0], 0.0, 1 / time_s, 1 / FRAMES_PER_S
    for i, goal in enumerate(target):
        for _ in range(4):
            speed += (rate * rate * (goal - place) - 2 * rate * speed) * dt / 4
            speed = min(_HEAD_SPEED, max(-_HEAD_SPEED, speed))
            place += speed * dt / 4
        out[i] = place
    return out


def _drift(n: int, rng: np.random.Generator, size: float) -> Track:
    t = np.arange(n) / FRAMES_PER_S
    waves = [np.sin(2 * np.pi * t / period + rng.uniform(0, 6.28)) for period in (3.7, 5.3, 8.9)]
    return np.asarray(size * np.mean(waves, axis=0) * 1.5)


def _soft(track: Track, frames: int) -> Track:
    window = np.hanning(frames + 2)[1:-1]
    return np.convolve(np.pad(track, (frames // 2, frames - 1 - frames // 2), mode="edge"), window / window.sum(), mode="valid")


def _eased(stretches: list[Stretch], n: int, rise: int, fall: int) -> Track:
    """1 during the stretches, with soft shoulders."""
    track = np.zeros(n)
    frames = np.arange(n)
    for stretch in stretches:
        up = np.clip((frames - stretch.first) / rise, 0, 1)
        down = np.clip((stretch.end + fall - frames) / fall, 0, 1)
        track = np.maximum(track, np.minimum(up, down))
    return track * track * (3 - 2 * track)


def _of(rehearsal: Rehearsal, who: Who, *labels: str) -> list[Stretch]:
    return [g for g in rehearsal.gestures_of(who) if g.label in labels]


def _smile(rehearsal: Rehearsal, who: Who) -> Track:
    n = rehearsal.n_frames
    wide = np.maximum(_eased(_of(rehearsal, who, "smile"), n, 9, 16) * 0.85, _eased(_of(rehearsal, who, "laugh"), n, 7, 14))
    at_work = _eased(_of(rehearsal, who, "try"), n, 12, 12)
    return np.maximum(wide, 0.30 - 0.16 * at_work)


def _laugh(rehearsal: Rehearsal, who: Who) -> Track:
    n = rehearsal.n_frames
    return _eased(_of(rehearsal, who, "laugh"), n, 5, 10) * np.sin(2 * np.pi * 4.2 * np.arange(n) / FRAMES_PER_S)


def _brow(rehearsal: Rehearsal, who: Who) -> Track:
    n = rehearsal.n_frames
    asking = [line.stretch for line in rehearsal.lines_of(who) if "?" in line.stretch.label or "Oh" in line.stretch.label]
    bright = _of(rehearsal, who, "show", "point", "laugh")
    up = np.maximum(_eased(asking, n, 6, 12) * 0.9, _eased(bright, n, 8, 12) * 0.6)
    return up - 0.35 * _eased(_of(rehearsal, who, "try"), n, 12, 12) * (up < 0.2)


def _nod(gesture: Stretch, n: int) -> Track:
    t = np.clip((np.arange(n) - gesture.first) / max(1, gesture.end - gesture.first), 0, 1)
    return np.asarray(9.0 * np.sin(np.pi * t) ** 0.8 * np.sin(4 * np.pi * t) ** 2)


def _mouth(rehearsal: Rehearsal, who: Who) -> tuple[Track, Track, Track]:
    """Loudness (0 to 1), jaw and roundness of the lips for each frame, from the very sound of the lines."""
    n = rehearsal.n_frames
    loud, jaw, rounding = np.zeros(n), np.zeros(n), np.zeros(n)
    per_frame = round(1 / FRAMES_PER_S / STEP_S)
    for line in rehearsal.lines_of(who):
        first, end = line.stretch.first, line.stretch.end
        samples = np.pad(line.utterance.samples, (0, SAMPLES_PER_FRAME))
        for frame in range(first, end):
            part = samples[(frame - first) * SAMPLES_PER_FRAME : (frame - first + 1) * SAMPLES_PER_FRAME]
            loud[frame] = min(1.0, float(np.sqrt(np.mean(part**2))) / 0.1)
            steps = slice((frame - first) * per_frame, (frame - first + 1) * per_frame)
            if len(line.utterance.jaw[steps]):
                jaw[frame] = float(line.utterance.jaw[steps].mean()) * (0.25 + 0.75 * min(1.0, loud[frame] * 1.6))
                rounding[frame] = float(line.utterance.round[steps].mean())
    return loud, np.maximum(jaw, _eased(_of(rehearsal, who, "laugh"), n, 6, 10) * 0.35), rounding


def _lids(rehearsal: Rehearsal, who: Who, gaze: Track, eyes: Track, rng: np.random.Generator) -> Track:
    """Lids go down with the eyes, and blink: with most large looks and every few seconds."""
    n = rehearsal.n_frames
    lid: Track = 1.0 - 0.50 * np.clip(gaze[1] / 48, 0, 1) ** 1.4 + 0.05 * np.clip(-eyes[1] / 15, 0, 1)
    blinks = [look.first for look in rehearsal.looks_of(who)[1:] if rng.uniform() < 0.45]
    at = 20.0
    while at < n:
        if all(abs(at - blink) > 30 for blink in blinks):
            blinks.append(int(at))
        at += FRAMES_PER_S * rng.uniform(2.6, 5.2)
    for blink in blinks:
        for k, open_part in enumerate((0.5, 0.08, 0.0, 0.35, 0.8)):
            if 0 <= blink + k < n:
                lid[blink + k] *= open_part
    return lid


def _lean(rehearsal: Rehearsal, who: Who, choreography: Choreography) -> Track:
    """How far head and shoulders go, (2, frames) in pixels: towards what a hand reaches for, and towards the other."""
    n = rehearsal.n_frames
    build = BUILDS[who]
    lean = np.zeros((2, n))
    for frame in range(n):
        for hand, side in (("inner", build.inner), ("outer", -build.inner)):
            place, _ = choreography.ways[who, hand].at(frame)
            dx = place[0] - (build.head[0] + side * build.shoulder_half)
            beyond = max(0.0, float(np.hypot(dx, place[1] - build.shoulder_y)) - build.arm * 1.12)
            lean[0, frame] += np.sign(dx) * min(70.0, beyond * 0.55)
            lean[1, frame] += min(20.0, beyond * 0.16)
    near = _eased(_of(rehearsal, who, "lean"), n, 22, 22)
    back = _eased(_of(rehearsal, who, "wait"), n, 25, 25)
    shown = _eased(_of(rehearsal, who, "show"), n, 16, 16)
    away = _eased([look for look in rehearsal.looks_of(who) if look.label == "away"], n, 16, 16)
    lean[0] += build.inner * (34 * near - 8 * back + 12 * shown) - build.inner * 46 * away
    lean[1] += 8 * near - 4 * back - 4 * shown + 10 * away
    return np.stack([_soft(lean[0], 23), _soft(lean[1], 23)])
