"""The working copy of a film: H.264 that every browser plays, upright, not above 720 pixels on the shorter side.

Frame `i` of the copy is frame `i` of the film. Times are carried over, not made: the first picture moves
to 0 and the sound moves with it. Short groups of pictures, closed and without B-frames, make every frame quick to reach and let a clip be
cut by copying. What the camera wrote about place, device and owner stays behind.
"""

import os
import tempfile
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np

from workbench.core.time import FILM_CLOCK, TICKS_PER_S
from workbench.errors import FilmError, StoppedError, WorkspaceError
from workbench.media.ffmpeg import FfmpegReport, run_ffmpeg
from workbench.media.frames import FrameTable
from workbench.media.probe import FilmFacts
from workbench.media.progress import Cancelled, Progress
from workbench.media.source import COPY_AGAIN, FORMATS

SHORTER_SIDE_PX = 720
X264_PRESET = "veryfast"
PICTURES_A_GROUP = 8
"""A jump decodes its group up to the picture wanted: 15 would make films about 1/6 smaller and jumps half as long again."""

X264_PARAMS = f"keyint={PICTURES_A_GROUP}:scenecut=0:stitchable=1"
"""How pictures are encoded. A clip cut from a proxy repeats this to the letter, or its two parts do not join."""

VIDEO_ENCODER = (
    *("-c:v", "libx264", "-preset", X264_PRESET, "-bf", "0", "-x264-params", X264_PARAMS),
    *("-video_track_timescale", str(TICKS_PER_S)),
)

SOUND_ENCODER = ("-c:a", "aac", "-ar", "48000", "-ac", "2", "-b:a", "128k")
_STEP = "Making the working copy"
_TO_SDR = (
    "zscale=w={width}:h={height}:tin={transfer}:pin=bt2020:min=bt2020nc:rin=limited:t=linear:npl=203,format=gbrpf32le,"
    "zscale=p=bt709,tonemap=mobius:desat=0,zscale=t=bt709:m=bt709:r=limited,format=yuv420p"
)
_HDR_TRANSFERS = {"hlg": "arib-std-b67", "pq": "smpte2084"}


@dataclass(frozen=True, slots=True)
class ProxyPlan:
    """What a proxy will be: size in pixels, filters for picture and sound ("" without sound), streams taken, length in seconds.

    `retiming` is done on encoded pictures: it moves the first to 0, counts on the film clock and says how long the last one is shown. Done
    as a filter, before encoding, the last picture of a film of variable rate would be shown for 1/600 s.
    """

    width: int
    height: int
    video_filter: str
    retiming: str
    audio_filter: str
    video_stream: int
    audio_stream: int | None
    length_s: float

    def arguments(self, source: Path, target: Path) -> list[str]:
        """What ffmpeg is called with."""
        sound = ["-map", f"0:{self.audio_stream}", "-af", self.audio_filter, *SOUND_ENCODER] if self.audio_stream is not None else ["-an"]
        return [
            *("-loglevel", "error", "-copyts"),
            *("-format_whitelist", FORMATS, "-i", f"file:{source}", "-map", f"0:{self.video_stream}", "-vf", self.video_filter),
            *("-fps_mode", "passthrough", "-enc_time_base", "demux", *VIDEO_ENCODER, "-bsf:v", self.retiming, *sound),
            *("-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1", "-write_tmcd", "0"),
            *("-movflags", "+faststart", "-f", "mp4", f"file:{target}"),
        ]


def plan_proxy(facts: FilmFacts, table: FrameTable) -> ProxyPlan:
    """How to make the proxy of a film.

    Parameters
    ----------
    facts : FilmFacts
        Of the film.
    table : FrameTable
        Of the film, on its own clock and zero: sound before the first picture is cut, after the last one too; sound that starts later is
        preceded by silence.
    """
    width, height = _proxy_size(facts.width, facts.height)
    if facts.hdr:
        scaled = _TO_SDR.format(width=width, height=height, transfer=_HDR_TRANSFERS[facts.hdr])
    else:
        scaled = f"scale={width}:{height}:out_range=tv,format=yuv420p"
    woven = ["yadif=mode=send_frame:deint=interlaced"] if facts.interlaced else []
    starts_s, length_s = (ticks * table.clock.tick for ticks in (table.span.start, table.span.length))
    sound = [
        f"asetpts=PTS-({starts_s.numerator}/{starts_s.denominator})/TB",
        "aresample=48000:async=1:first_pts=0",
        f"atrim=end={float(length_s):.6f}",
    ]
    return ProxyPlan(
        width,
        height,
        ",".join([*woven, scaled, "setsar=1"]),
        _retiming(table),
        ",".join(sound) if facts.has_sound else "",
        facts.video_stream,
        facts.audio_stream,
        float(length_s),
    )


def build_proxy(
    source: Path, plan: ProxyPlan, target: Path, *, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> None:
    """Write the proxy of a film. `target` appears when it is whole; after an error or a stop nothing is left of it.

    Raises
    ------
    FilmError
        If the film cannot be decoded.
    WorkspaceError
        If the target cannot be written.
    StoppedError
        If `cancelled` says so; looked at about five times a second.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f"{target.name}.", suffix=".part", dir=target.parent)
    except OSError as error:
        raise WorkspaceError(
            f"{target.parent} cannot be written: {error.strerror}", "Choose another folder, or allow it to be written"
        ) from error
    os.close(handle)
    part = Path(name)

    furthest_s = 0.0

    def tell(done_s: float) -> None:
        nonlocal furthest_s
        furthest_s = max(furthest_s, done_s)  # ffmpeg tells now of the sound, now of the pictures
        if progress is not None:
            progress(_STEP, min(1.0, furthest_s / plan.length_s))

    def check() -> None:
        if cancelled is not None and cancelled():
            raise StoppedError("The import was stopped", "Import the film again to go on where it stopped")

    try:
        report = run_ffmpeg(plan.arguments(source, part), on_time=tell, check=check)
        if report.status != 0:
            raise _encoding_error(source, report)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(target)
        if progress is not None:
            progress(_STEP, 1.0)
    finally:
        part.unlink(missing_ok=True)


def check_proxy(source_table: FrameTable, proxy_table: FrameTable) -> None:
    """Hold a proxy against its film: as many frames, each on the tick of the film clock where it was, counted from the first; one end.

    Raises
    ------
    FilmError
        Naming the first frame that differs, or both ends.
    """
    wanted = source_table.from_zero().on_clock(FILM_CLOCK)
    made = proxy_table.on_clock(FILM_CLOCK)
    n_both = min(wanted.n_frames, made.n_frames)
    off = np.flatnonzero(wanted.pts[:n_both] != made.pts[:n_both])
    if len(off):
        frame = int(off[0])
        late_s = FILM_CLOCK.seconds(int(made.pts[frame] - wanted.pts[frame]))
        way = "later" if late_s > 0 else "earlier"
        problem = f"The working copy is not exact: frame {frame} is shown {abs(late_s):.6f} s {way} than in the film"
    elif made.n_frames != wanted.n_frames:
        problem = f"The working copy is not exact: it has {made.n_frames} frames, the film {wanted.n_frames}"
    elif made.end != wanted.end:
        made_s, wanted_s = FILM_CLOCK.seconds(made.end), FILM_CLOCK.seconds(wanted.end)
        problem = f"The working copy is not exact: it ends after {made_s:.6f} s, the film after {wanted_s:.6f} s"
    else:
        return
    raise FilmError(problem, f"The film may be damaged. {COPY_AGAIN}")


def _retiming(table: FrameTable) -> str:
    """Every time on the film clock, rounded once and to the nearest tick, as in the film's own table there.

    The last picture lasts from its rounded start to its rounded end; a length rounded by itself would end a tick beside it.
    """
    ratio = table.clock.tick / FILM_CLOCK.tick
    wanted = table.from_zero().on_clock(FILM_CLOCK)
    pts, dts = (
        f"floor((({name}-START{name})*{2 * ratio.numerator}+{ratio.denominator})/{2 * ratio.denominator})" for name in ("PTS", "DTS")
    )
    return f"setts=pts={pts}:dts={dts}:duration={wanted.span_of(wanted.n_frames - 1).length}:time_base=1/{TICKS_PER_S}"


def _proxy_size(width: int, height: int) -> tuple[int, int]:
    part = min(Fraction(1), Fraction(SHORTER_SIDE_PX, min(width, height)))
    return _even(width * part, width), _even(height * part, height)


def _even(wanted: Fraction, largest: int) -> int:
    return max(2, min(2 * round(wanted / 2), largest - largest % 2))


def _encoding_error(source: Path, report: FfmpegReport) -> FilmError | WorkspaceError:
    if report.lacks_space:
        return WorkspaceError(
            "There is no space left for the working copy of the film", "Free some space on the workspace's disk and import the film again"
        )
    if report.status < 0:
        return WorkspaceError(
            f"The system ended the making of the working copy (signal {-report.status})", "Close other programs and import the film again"
        )
    return FilmError(f"The film cannot be turned into a working copy ({report.reason.replace(str(source), 'film')[:200]})", COPY_AGAIN)
