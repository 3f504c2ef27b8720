"""Where in a working copy each frame's bytes lie: what a page needs to fetch and decode single frames itself.

Packet `i` is frame `i` of the film's table: a working copy holds its pictures in the order of showing. When each is shown is the business
of ``frames``, which is the only table of times.

Wire form (``packets.bin``, little-endian; the browser reads it): ``b"VIGK"``, u32 version 1, u32 number of packets, u16 width and
u16 height of the picture, u16 length of the codec's name, u16 length of the decoder's description; the codec's name as WebCodecs
calls it, in ASCII; the description (for H.264 the ``avcC`` record); then a u32 for each packet: how many bytes lie between the end of the
packet before and its own start, for the first its offset in the file; then a u32 for each packet: its size in bytes, with the
highest bit set where a decoder can begin. 8 bytes a frame: 1.7 MB for two hours of 30 frames/s.
"""

import struct
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from workbench.errors import FilmError
from workbench.media.frames import FrameTable
from workbench.media.source import CONVERT, Source, check_whole, name_of, open_film, video_stream

_HEADER = struct.Struct("<4sIIHHHH")
_MAGIC = b"VIGK"
_VERSION = 1
_KEYFRAME = np.uint32(1 << 31)
_AVCC_VERSION = 1


@dataclass(frozen=True, eq=False)
class PacketTable:
    """Place of every frame's bytes in a file, and what a decoder must be told before the first.

    Parameters
    ----------
    offsets, sizes : ndarray of int64, shape (n_packets,)
        Of each packet, in bytes; packets lie in the file one after the other, with anything between them.
    keyframes : ndarray of bool, shape (n_packets,)
        Where a decoder can begin; the first is one.
    codec : str
        As WebCodecs calls it, for example ``avc1.64001f``.
    description : bytes
        What the container says to the decoder.
    width, height : int
        Of the picture, in pixels.

    Raises
    ------
    ValueError
        If there is no packet, the arrays differ in length, packets overlap, one is empty or has 2**31 bytes or more, or decoding cannot
        begin at the first.
    """

    offsets: npt.NDArray[np.int64]
    sizes: npt.NDArray[np.int64]
    keyframes: npt.NDArray[np.bool_]
    codec: str
    description: bytes
    width: int
    height: int

    def __post_init__(self) -> None:
        if not 0 < len(self.offsets) == len(self.sizes) == len(self.keyframes):
            raise ValueError("a packet table has at least one packet, and an offset, a size and a keyframe mark for each")
        if self.sizes.min() <= 0 or self.sizes.max() >= _KEYFRAME:
            raise ValueError("a packet has 1 to 2**31 - 1 bytes")
        if self._gaps.min() < 0 or self._gaps.max() >= 2**32:
            raise ValueError("packets lie one after the other, less than 2**32 bytes apart")
        if not self.keyframes[0]:
            raise ValueError("decoding begins at the first packet")

    @property
    def n_packets(self) -> int:
        """Number of packets, which is the number of frames, at least 1."""
        return len(self.offsets)

    @property
    def _gaps(self) -> npt.NDArray[np.int64]:
        ends: npt.NDArray[np.int64] = np.concatenate([[0], self.offsets[:-1] + self.sizes[:-1]])
        return self.offsets - ends

    def to_bytes(self) -> bytes:
        """The table in its wire form."""
        codec = self.codec.encode("ascii")
        header = _HEADER.pack(_MAGIC, _VERSION, self.n_packets, self.width, self.height, len(codec), len(self.description))
        marked = self.sizes.astype("<u4") | np.where(self.keyframes, _KEYFRAME, np.uint32(0))
        return header + codec + self.description + self._gaps.astype("<u4").tobytes() + marked.astype("<u4").tobytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> "PacketTable":
        """The table in `data`.

        Raises
        ------
        FilmError
            If the bytes are not a table in the wire form of this version.
        """
        broken = FilmError("The film's table of packets is damaged", "Import the film again")
        if len(data) < _HEADER.size:
            raise broken
        magic, version, n_packets, width, height, codec_size, description_size = _HEADER.unpack_from(data)
        columns = _HEADER.size + codec_size + description_size
        if magic != _MAGIC or version != _VERSION or len(data) != columns + 8 * n_packets:
            raise broken
        gaps, marked = np.frombuffer(data, dtype="<u4", offset=columns).reshape(2, n_packets)
        sizes = (marked & ~_KEYFRAME).astype(np.int64)
        ends = np.cumsum(gaps.astype(np.int64) + sizes)
        codec, description = data[_HEADER.size : columns - description_size], data[columns - description_size : columns]
        try:
            return cls(ends - sizes, sizes, (marked & _KEYFRAME) != 0, codec.decode("ascii"), description, width, height)
        except ValueError as error:
            raise broken from error


def index_packets(working_copy: Source, table: FrameTable) -> PacketTable:
    """The packet table of a working copy, read from its table of contents; no picture is read or decoded.

    Parameters
    ----------
    working_copy : Path or seekable reader
        An MP4 film of H.264 whose pictures lie in the order of showing.
    table : FrameTable
        When its frames are shown, from 0.

    Raises
    ------
    FilmError
        If the file cannot be read, is no H.264 or its pictures are not those of `table` in their order.
    """
    name = name_of(working_copy)
    with open_film(working_copy) as container:
        stream = video_stream(container, working_copy)
        check_whole(container, stream, working_copy)
        context = stream.codec_context
        description = bytes(context.extradata or b"")
        if context.name != "h264" or description[:1] != bytes([_AVCC_VERSION]):
            raise FilmError(f"{name} is not an MP4 film of H.264", CONVERT)
        entries = [(entry.pos, entry.size, entry.timestamp, entry.is_keyframe) for entry in stream.index_entries]
        width, height, is_reordered = context.width, context.height, context.has_b_frames
    offsets, sizes, times, keyframes = (np.array(column, dtype=np.int64) for column in zip(*entries, strict=True))
    # Without B-frames a packet is shown when it is decoded, so the contents' decoding times are the times of showing.
    if is_reordered or not np.array_equal(times - times[0], table.pts):
        raise FilmError(f"{name} does not hold its pictures in the order in which they are shown", CONVERT)
    try:
        return PacketTable(offsets, sizes, keyframes != 0, f"avc1.{description[1:4].hex()}", description, width, height)
    except ValueError as error:
        raise FilmError(f"The pictures of {name} cannot be read one by one ({error})", CONVERT) from error
