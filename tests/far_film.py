"""A small film whose pictures lie more than four gibibytes into its file: the same packets, with holes between that take no room."""

import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import av

HOLE_BYTES = 5 << 29
"""Of each of the two holes, 2.5 GiB: before the first picture and before the first group of pictures of the last third."""

_CONTAINERS = (b"moov", b"trak", b"mdia", b"minf", b"stbl")


def move_far_out(film: Path, target: Path) -> None:
    """Write a film's packets far out in a sparse file with 64-bit places. `film` is an MP4 of this project's own making."""
    data = film.read_bytes()
    boxes = {kind: (at, at + size) for kind, at, size in _boxes(data, 0, len(data))}
    first, after = boxes[b"mdat"][0] + 8, boxes[b"mdat"][1]
    moov = data[slice(*boxes[b"moov"])]
    places = sorted(place for at, n in _tables(moov) for place in struct.unpack_from(f">{n}I", moov, at + 16))
    middle = min(set(places) & set(_keyframes(film)), key=lambda place: (place < places[2 * len(places) // 3], place))
    ftyp = data[slice(*boxes[b"ftyp"])]
    # The box of the first hole ends where the data begin, so that a place moves by what the file's beginning grew, and the holes.
    begins = len(ftyp) + HOLE_BYTES
    shift = begins + 16 - first
    whole = 16 + (after - first) + HOLE_BYTES

    def far(place: int) -> int:
        return place + shift + (HOLE_BYTES if place >= middle else 0)

    with target.open("wb") as file:
        file.write(ftyp)
        file.write(struct.pack(">I4sQ", 1, b"free", HOLE_BYTES))
        file.seek(begins)
        file.write(struct.pack(">I4sQ", 1, b"mdat", whole))
        file.write(data[first:middle])
        file.seek(far(middle))
        file.write(data[middle:after])
        file.write(_rewritten(moov, far))


def _keyframes(film: Path) -> list[int]:
    """Where the pictures begin at which decoding can begin."""
    with av.open(str(film)) as container:
        return [packet.pos for packet in container.demux(video=0) if packet.is_keyframe and packet.pos is not None]


def _boxes(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    while at < end:
        size, kind = struct.unpack_from(">I4s", data, at)
        yield kind, at, size
        at += size


def _tables(data: bytes, at: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Where the tables of places are, and how many places each has."""
    for kind, begins, size in _boxes(data, at, len(data) if end is None else end):
        if kind in _CONTAINERS:
            yield from _tables(data, begins + 8, begins + size)
        elif kind == b"stco":
            yield begins, struct.unpack_from(">I", data, begins + 12)[0]


def _rewritten(data: bytes, far: Callable[[int], int]) -> bytes:
    """The table of contents with every place moved."""
    out = b""
    for kind, at, size in _boxes(data, 0, len(data)):
        body = data[at + 8 : at + size]
        if kind in _CONTAINERS:
            body = _rewritten(body, far)
        elif kind == b"stco":
            (n,) = struct.unpack_from(">I", body, 4)
            places = struct.unpack_from(f">{n}I", body, 8)
            kind, body = b"co64", body[:8] + struct.pack(f">{n}Q", *(far(place) for place in places))
        out += struct.pack(">I4s", 8 + len(body), kind) + body
    return out
