"""A copy of a film without what its file says about place, device, owner and day: the same pictures and sounds, not encoded again."""

from pathlib import Path

from workbench.errors import FilmError, WorkspaceError
from workbench.media.ffmpeg import run_ffmpeg
from workbench.media.probe import probe_film
from workbench.media.source import COPY_AGAIN, FORMATS


def write_plain_copy(film: Path, target: Path) -> None:
    """Write picture and sound of a film to a file, and nothing else; how it is turned is kept.

    Parameters
    ----------
    target : Path
        A file that is there is replaced; after an error it may be there in part. Its suffix chooses the container.

    Raises
    ------
    FilmError
        If the film cannot be read, or not be written in such a file.
    WorkspaceError
        If there is no space for it.
    """
    facts = probe_film(film)
    streams = [number for number in (facts.video_stream, facts.audio_stream) if number is not None]
    report = run_ffmpeg(
        [
            *("-loglevel", "error", "-format_whitelist", FORMATS, "-i", f"file:{film}"),
            *(word for number in streams for word in ("-map", f"0:{number}")),
            *("-c", "copy", "-map_metadata", "-1", "-map_chapters", "-1", "-write_tmcd", "0", "-sn", "-dn"),
            *("-fflags", "+bitexact", "-flags", "+bitexact", f"file:{target}"),
        ]
    )
    if report.lacks_space:
        raise WorkspaceError(f"There is no space left for the copy of {film.name}", "Free some space, or choose another disk for it")
    if report.status != 0:
        raise FilmError(f"{film.name} cannot be copied as it is ({report.reason.replace(str(film), 'film')[:200]})", COPY_AGAIN)
