"""Cutting a working copy by copying: only the pictures before the first keyframe are coded anew, the rest is taken as it is.

This works because working copies are made for it (see ``media.proxy``): short groups of pictures that stand alone, shown in the order in
which they are coded, by a coder that promises streams which can be joined (``stitchable``). What the decoder is told at the beginning of
the file is the working copy's own. Whether the parts really join is seen by decoding them (``checking``), never believed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import av

from workbench.core.time import FILM_CLOCK
from workbench.render.coding import FILM_TICKS, add_coder, prepare_picture
from workbench.render.cut import Cut, seek_cut

_JOINS = (b"stitchable=1", b"bframes=0")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The coded pictures of a clip: `lead` has to be decoded to see those before the first keyframe, `rest` can be taken as it is."""

    lead: "Sequence[av.Packet[av.VideoStream]]"
    rest: "Sequence[av.Packet[av.VideoStream]]"


def stitch_pictures(film: Path, cut: Cut, target: Path) -> int | None:
    """Write the pictures of a clip into an MP4 without sound.

    Returns
    -------
    int or None
        How many pictures at its beginning were coded anew, at most 14; None where the film was not made to be cut so, or does not hold the
        pictures of `cut`: then nothing is written, or something without worth.
    """
    with av.open(str(film)) as source:
        moving = source.streams.video[0]
        stretch = _find_stretch(source, moving, cut)
        if stretch is None:
            return None
        with av.open(str(target), "w", options=FILM_TICKS) as sink:
            copied = sink.add_stream_from_template(moving)
            head = _code_head(moving, stretch.lead, cut)
            lengths = {at: shown.length for at, shown in cut.shown().items()}
            for packet, at in zip((*head, *stretch.rest), cut.pts, strict=True):
                packet.pts = packet.dts = at - cut.start
                packet.duration, packet.time_base, packet.stream = lengths[at], FILM_CLOCK.tick, copied
                sink.mux(packet)
    return len(head)


def _find_stretch(source: av.container.InputContainer, moving: av.VideoStream, cut: Cut) -> _Stretch | None:
    if moving.time_base != FILM_CLOCK.tick or moving.codec_context.name != "h264":
        return None
    opening = next(source.demux(moving), None)  # x264 says in the first picture how it was set
    if opening is None or not all(word in bytes(opening) for word in _JOINS):
        return None
    seek_cut(source, moving, cut)
    packets = []
    for packet in source.demux(moving):
        if packet.pts is None or packet.pts >= cut.end:
            break
        packets.append(packet)
    wanted = [packet.pts for packet in packets if packet.pts is not None and packet.pts >= cut.start]
    if tuple(wanted) != cut.pts or any(packet.dts != packet.pts for packet in packets):
        return None
    first = next((place for place, each in enumerate(packets) if each.is_keyframe and (each.pts or 0) >= cut.start), len(packets))
    return _Stretch(packets[:first], packets[first:])


def _code_head(moving: av.VideoStream, lead: "Sequence[av.Packet[av.VideoStream]]", cut: Cut) -> "list[av.Packet[av.VideoStream]]":
    """The pictures from the clip's start to the first keyframe, coded anew; the first of them becomes a keyframe."""
    shown = cut.shown()
    frames = [frame for packet in (*lead, None) for frame in moving.codec_context.decode(packet)] if lead else []
    wanted = [frame for frame in frames if frame.pts in shown]
    if not wanted:
        return []
    with av.open(BytesIO(), "w", format="mp4") as nowhere:
        coder = add_coder(nowhere, moving)
        coded = [packet for frame in wanted for packet in coder.encode(prepare_picture(frame, shown[frame.pts or 0], cut))]
        return [*coded, *coder.encode(None)]
