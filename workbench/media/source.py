"""Opening a film: every way in which a file can fail to be one is told here, in words for the person who chose it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import av
from av.container import InputContainer
from av.stream import Disposition
from av.video.stream import VideoStream

from workbench.errors import FilmError

Source = Path | BinaryIO
"""A film as a file or as a seekable reader of its bytes."""

FORMATS = "mov,matroska,avi,mpegts,mpeg,asf,flv,ogg,mxf,dv"
"""The containers that are taken for a film. Others show texts and pictures as films, or fetch what a playlist names from the network."""

COPY_AGAIN = "Copy the film from the phone or camera once more and import that copy"
_MISSING_S = 0.5
CONVERT = "Convert the film to MP4 (H.264) and import that"
CHOOSE_FILM = "Choose the film itself, for example an MP4 or MOV file"


def name_of(source: Source) -> str:
    """How a message calls a film."""
    return source.name if isinstance(source, Path) else "The film"


@contextmanager
def open_film(source: Source) -> Iterator[InputContainer]:
    """The film's container, closed at the end.

    Raises
    ------
    FilmError
        If there is no such file, it may not be read, is empty, is not a film, is cut off, or breaks while it is read inside the block.
    """
    if isinstance(source, Path):
        _check_file(source)
    try:
        place = f"file:{source}" if isinstance(source, Path) else source
        with av.open(place, "r", options={"format_whitelist": FORMATS}) as container:
            yield container
    except av.error.FFmpegError as error:
        raise _film_error(source, error) from error


def video_stream(container: InputContainer, source: Source) -> VideoStream:
    """The first moving picture; cover pictures of music do not count.

    Raises
    ------
    FilmError
        If the file holds no moving picture, or one that nothing here can decode.
    """
    for stream in container.streams.video:
        if not stream.disposition & (Disposition.attached_pic | Disposition.timed_thumbnails):
            if stream.codec_context is None:
                raise FilmError(f"The picture of {name_of(source)} is written in a form this program does not know", CONVERT)
            return stream
    what = "has sound but no picture" if container.streams.audio else "has no picture"
    raise FilmError(f"{name_of(source)} {what}", CHOOSE_FILM)


def check_whole(container: InputContainer, stream: VideoStream, source: Source) -> None:
    """Refuse a film of which the end is missing, as an interrupted copy leaves it, where the file tells beforehand what it holds.

    Raises
    ------
    FilmError
        If the table of contents of an MP4 or MOV film names pictures beyond the end of the file, or a Matroska film has
        neither picture nor sound in the last half second it says it has.
    """
    if "matroska" in container.format.name:
        said_s, found_s = _said_and_found_s(container)
        if found_s < said_s - _MISSING_S:
            raise FilmError(f"{name_of(source)} is cut off: {said_s - found_s:.1f} of its {said_s:.1f} s are missing", COPY_AGAIN)
        return
    entries = stream.index_entries
    n_missing = sum(1 for entry in entries if entry.pos + entry.size > container.size)
    if n_missing:
        raise FilmError(f"{name_of(source)} is cut off: {n_missing} of its {len(entries)} pictures are missing", COPY_AGAIN)


def _said_and_found_s(container: InputContainer) -> tuple[float, float]:
    """How long a film says it is and how long it is, in seconds; reads all of it and goes back to its start."""
    found_s = 0.0
    for packet in container.demux(*container.streams.video, *container.streams.audio):
        if packet.pts is not None and packet.time_base is not None:
            found_s = max(found_s, float((packet.pts + (packet.duration or 0)) * packet.time_base))
    container.seek(0)
    return (container.duration or 0) / av.time_base, found_s


def _check_file(path: Path) -> None:
    try:
        if path.is_dir():
            raise FilmError(f"{path.name or path} is a folder, not a film", CHOOSE_FILM)
        if path.exists() and not path.is_file():
            raise FilmError(f"{path.name} is not a file", CHOOSE_FILM)
        with path.open("rb") as file:
            n_bytes = os.fstat(file.fileno()).st_size
    except FileNotFoundError as error:
        raise FilmError(f"There is no file {path}", "Check the spelling, or drag the film into the window to get its name") from error
    except PermissionError as error:
        raise FilmError(
            f"You may not read {path.name}", "Ask whoever owns the file to allow it, or copy it to a folder of your own"
        ) from error
    except OSError as error:
        raise FilmError(f"{path.name} cannot be read: {error.strerror}", "Check that the disk or card it lies on is connected") from error
    if n_bytes == 0:
        raise FilmError(f"{path.name} is empty (0 bytes)", COPY_AGAIN)


def _film_error(source: Source, error: av.error.FFmpegError) -> FilmError:
    if isinstance(source, Path) and isinstance(error, av.error.InvalidDataError | av.error.ArgumentError):
        with source.open("rb") as file:
            head = file.read(12)
        if head[4:8] == b"ftyp":
            return FilmError(f"{name_of(source)} is cut off: the part that says where its pictures are is missing", COPY_AGAIN)
        return FilmError(f"{name_of(source)} is not a film", CHOOSE_FILM)
    return FilmError(f"{name_of(source)} cannot be read as a film: {error.strerror}", COPY_AGAIN)
