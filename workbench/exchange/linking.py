"""Which film a file is about: by hash, by its path beside the file, or by name. Nothing is guessed between two that fit alike."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from workbench.exchange.document import Document, Media


@dataclass(frozen=True, slots=True)
class KnownFilm:
    """A film that is here: its id, the hash of its bytes, and the names it goes by."""

    id: str
    sha256: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """A medium of a document and the film that it is, with how that was found."""

    medium: Media
    film: KnownFilm
    how: str


def find_film(document: Document, films: Sequence[KnownFilm], hash_beside: Callable[[str], str | None]) -> Linked | None:
    """The one film that a document is about; None where none or several would be.

    Parameters
    ----------
    hash_beside : callable
        Given a path relative to the document's folder, the SHA-256 of the file there, None where there is none.
    """
    for how, fits in (
        ("hash", lambda medium, film: bool(medium.sha256) and medium.sha256.lower() == film.sha256),
        ("path", lambda medium, film: any(hash_beside(path) == film.sha256 for path in paths_of(medium))),
        ("name", lambda medium, film: name_of(medium) in {name.casefold() for name in film.names}),
    ):
        found = [Linked(medium, film, how) for medium in document.media for film in films if fits(medium, film)]
        if len({linked.film.id for linked in found}) == 1:
            return found[0]
    return None


def paths_of(medium: Media) -> list[str]:
    """Paths beside the document at which a medium may lie: its relative path, and its mere name; none that leads out of the folder."""
    asked = [_plain(medium.relative), PurePosixPath(_plain(medium.url)).name]
    return [
        path for path in dict.fromkeys(asked) if path and ".." not in PurePosixPath(path).parts and not PurePosixPath(path).is_absolute()
    ]


def name_of(medium: Media) -> str:
    """The name of a medium's file, without its folders, in small letters."""
    return PurePosixPath(_plain(medium.url or medium.relative)).name.casefold()


def _plain(address: str) -> str:
    """A path with forward slashes, without scheme and escapes."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    path = unquote(parts.path) if len(parts.scheme) > 1 else address  # one letter is a drive
    return path.replace("\\", "/").replace("\0", "")
