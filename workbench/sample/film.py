"""The sample film as a file: 1280 x 720, 25 frames a second, H.264 and AAC."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace

from workbench.errors import FilmError
from workbench.media.progress import Progress
from workbench.sample.canvas import HEIGHT_PX, WIDTH_PX
from workbench.sample.rehearsal import FRAMES_PER_S, Rehearsal, rehearse
from workbench.sample.soundtrack import Stereo, build_soundtrack
from workbench.sample.stage import Stage
from workbench.sample.voice import RATE_HZ
from workbench.store.files import whole_file

_REC_709 = 1


def write_sample_film(path: Path, *, seconds: float | None = None, progress: Progress | None = None) -> Rehearsal:
    """Draw and voice the sample film, or its first `seconds`; a file of that name is replaced, and only by a whole film.

    Parameters
    ----------
    progress : callable, optional
        Told in words what is done, and how much of it (0 to 1).

    Returns
    -------
    Rehearsal
        What the film was made from, for :func:`workbench.sample.truth.build_truth`.

    Raises
    ------
    FilmError
        If the file cannot be written; nothing is left behind.
    """
    rehearsal = rehearse(seconds=seconds)
    tell = progress or (lambda words, done: None)
    tell("Rehearsing the sample film", 0.0)
    stage = Stage(rehearsal)
    sound = build_soundtrack(rehearsal, stage.choreography.knocks)
    try:
        with whole_file(path) as part:
            _write(part, stage, sound, tell)
    except (OSError, av.FFmpegError) as error:
        raise FilmError(
            f"The sample film cannot be written to {path.name}: {error}", "Check that the folder exists and has space left"
        ) from error
    tell("The sample film is ready", 1.0)
    return rehearsal


def _write(path: Path, stage: Stage, sound: Stereo, tell: Progress) -> None:
    n = stage.rehearsal.n_frames
    with av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"}) as film:
        picture = film.add_stream("libx264", rate=FRAMES_PER_S, options={"preset": "veryfast", "crf": "19", "tune": "animation"})
        picture.width, picture.height, picture.pix_fmt = WIDTH_PX, HEIGHT_PX, "yuv420p"
        picture.codec_context.time_base = Fraction(1, FRAMES_PER_S)
        picture.codec_context.colorspace = picture.codec_context.color_primaries = picture.codec_context.color_trc = _REC_709
        picture.codec_context.color_range = ColorRange.MPEG
        voice = film.add_stream("aac", rate=RATE_HZ, layout="stereo")
        voice.bit_rate = 160_000
        for number in range(n):
            frame = av.VideoFrame.from_ndarray(stage.draw(number), format="rgb24")
            frame = frame.reformat(format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG)
            frame.pts, frame.time_base = number, Fraction(1, FRAMES_PER_S)
            film.mux(picture.encode(frame))
            if number % FRAMES_PER_S == 0:
                second = slice(number // FRAMES_PER_S * RATE_HZ, (number // FRAMES_PER_S + 1) * RATE_HZ)
                _mux_sound(film, voice, sound[:, second], second.start)
                tell("Drawing the sample film", number / n)
        film.mux(picture.encode(None))
        film.mux(voice.encode(None))


def _mux_sound(film: av.container.OutputContainer, voice: av.AudioStream, samples: Stereo, at: int) -> None:
    block = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples, np.float32), format="fltp", layout="stereo")
    block.rate, block.pts, block.time_base = RATE_HZ, at, Fraction(1, RATE_HZ)
    film.mux(voice.encode(block))
