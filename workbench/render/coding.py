"""Coding the pictures of a clip anew, with the settings of working copies, so that what is coded here joins what is copied from them."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import av

from workbench.core.regions import Region
from workbench.core.time import FILM_CLOCK, TICKS_PER_S, Span
from workbench.media.progress import Cancelled
from workbench.media.proxy import X264_PARAMS, X264_PRESET
from workbench.render.checking import Signature, signature_of
from workbench.render.cut import Cut, frames_of
from workbench.render.ffmpeg import check_cancelled
from workbench.render.hiding import hide_regions, regions_hiding

FILM_TICKS = {"video_track_timescale": str(TICKS_PER_S)}
"""How a file is opened for writing whose pictures are to keep their film ticks."""

_QUALITY = "19"


def add_coder(sink: av.container.OutputContainer, like: av.VideoStream) -> av.VideoStream:
    """A stream of coded pictures in the size and the colours of another one; its packets give the lengths of their parts in 4 bytes."""
    options = {"preset": X264_PRESET, "bf": "0", "crf": _QUALITY, "x264-params": f"{X264_PARAMS}:annexb=0"}
    coded = sink.add_stream("libx264", options=options)
    assert isinstance(coded, av.VideoStream)
    coded.width, coded.height, coded.pix_fmt = like.width, like.height, "yuv420p"
    coded.time_base = coded.codec_context.time_base = FILM_CLOCK.tick
    for name in ("color_range", "color_primaries", "color_trc", "colorspace"):
        setattr(coded.codec_context, name, getattr(like.codec_context, name))
    return coded


def prepare_picture(picture: av.VideoFrame, shown: Span, cut: Cut) -> av.VideoFrame:
    """The picture with its time in the clip, of whatever kind the coder finds best."""
    picture.pts, picture.time_base = shown.start - cut.start, FILM_CLOCK.tick
    picture.pict_type = av.video.frame.PictureType.NONE
    return picture


def code_pictures(
    film: Path,
    cut: Cut,
    target: Path,
    *,
    hidden: Sequence[Region] = (),
    on_part: Callable[[float], None] | None = None,
    cancelled: Cancelled | None = None,
) -> list[Signature]:
    """Code every picture of a clip into an MP4 without sound, those of `hidden` that anonymise put into them; how each shall look.

    Raises
    ------
    RenderError
        If the film does not hold the pictures of `cut`.
    StoppedError
        If `cancelled` says so.
    """
    signatures: list[Signature] = []
    with av.open(str(film)) as source, av.open(str(target), "w", options=FILM_TICKS) as sink:
        coded = add_coder(sink, source.streams.video[0])
        lengths: dict[int, int] = {}
        for frame, shown in frames_of(source, cut):
            check_cancelled(cancelled)
            hiding = regions_hiding(hidden, shown)
            picture = prepare_picture(hide_regions(frame, hiding, shown) if hiding else frame, shown, cut)
            signatures.append(signature_of(picture))
            lengths[shown.start - cut.start] = shown.length
            _mux(sink, coded.encode(picture), lengths)
            if on_part is not None:
                on_part(len(signatures) / len(cut.pts))
        _mux(sink, coded.encode(None), lengths)
    return signatures


def _mux(sink: av.container.OutputContainer, packets: "Sequence[av.Packet[av.VideoStream]]", lengths: Mapping[int, int]) -> None:
    for packet in packets:
        assert packet.pts is not None
        packet.duration = lengths[packet.pts]
        sink.mux(packet)
