"""A long film for measuring: a few seconds as a phone makes them, repeated by copying packets."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from tests.bench.registry import KEPT
from tests.films import draw_number

_PIECE_S = 8  # a whole number of sound packets
_RATE = 30
_BITS_PER_S = 10_000_000


def write_long_film(minutes: float) -> Path:
    """A 1080p film of 30 frames/s and 10 Mbit/s with B-frames and sound, kept for the next time."""
    target = KEPT / f"film_1080p_{minutes:g}min.mp4"
    if not target.exists():
        KEPT.mkdir(exist_ok=True)
        piece = KEPT / "piece_1080p.mp4"
        if not piece.exists():
            _write_piece(piece.with_suffix(".part"))
            piece.with_suffix(".part").replace(piece)
        _repeat(piece, round(minutes * 60 / _PIECE_S), target.with_suffix(".part"))
        target.with_suffix(".part").replace(target)
    return target


def _write_piece(path: Path) -> None:
    noise = np.random.default_rng(1).integers(0, 40, (1080, 1920, 3), dtype=np.uint8)
    with av.open(str(path), "w", format="mp4") as container:
        options = {"preset": "ultrafast", "bf": "2", "g": "30", "x264-params": "nal-hrd=cbr:force-cfr=1"}
        video = container.add_stream("libx264", rate=_RATE, options=options)
        video.width, video.height, video.pix_fmt, video.bit_rate = 1920, 1080, "yuv420p", _BITS_PER_S
        sound = container.add_stream("aac", rate=48_000, layout="stereo")
        for number in range(_PIECE_S * _RATE):
            picture = draw_number(number, 1920, 1080)
            picture[200:] = np.roll(noise, number * 16, axis=1)[200:] + picture[200:] // 2
            container.mux(video.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(video.encode(None))
        for at in range(0, _PIECE_S * 48_000, 1024):
            wave = 0.2 * np.sin(np.arange(at, at + 1024) / 30, dtype=np.float32)
            frame = av.AudioFrame.from_ndarray(np.stack([wave, wave]), format="fltp", layout="stereo")
            frame.sample_rate, frame.pts = 48_000, at
            container.mux(sound.encode(frame))
        container.mux(sound.encode(None))


def _repeat(piece: Path, times: int, target: Path) -> None:
    with av.open(str(piece)) as source, av.open(str(target), "w", format="mp4") as container:
        copies = {stream.index: container.add_stream_from_template(stream) for stream in source.streams}
        first_dts: dict[int, int] = {}
        kept: list[tuple[bytes, bool, int, int, int, int, Fraction]] = []
        for packet in source.demux():
            if packet.dts is None or packet.pts is None:
                continue
            first = first_dts.setdefault(packet.stream_index, packet.dts)
            if (packet.dts - first) * packet.time_base < _PIECE_S:
                kept.append(
                    (
                        bytes(packet),
                        packet.is_keyframe,
                        packet.stream_index,
                        packet.pts,
                        packet.dts,
                        packet.duration or 0,
                        packet.time_base,
                    )
                )
        for turn in range(times):
            for data, is_keyframe, index, pts, dts, duration, clock in kept:
                later = round(turn * _PIECE_S / clock)
                packet = av.Packet(data)
                packet.pts, packet.dts, packet.duration, packet.time_base = pts + later, dts + later, duration, clock
                packet.is_keyframe, packet.stream = is_keyframe, copies[index]
                container.mux(packet)
