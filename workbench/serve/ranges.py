"""Which bytes of a film a browser asked for: the ``Range`` and conditional headers of RFC 9110, as pure functions.

Convention: a stretch of bytes is half-open, ``[start, stop)``.
What does not live here: reading and sending; see :mod:`workbench.serve.media`.
"""

import re
from dataclasses import dataclass

_ONE_RANGE = re.compile(r"bytes=[ \t]*(\d*)-(\d*)[ \t]*", re.IGNORECASE)
_TAG = re.compile(r'(?:W/)?"[^"]*"')


@dataclass(frozen=True, slots=True)
class ByteRange:
    """The bytes ``[start, stop)`` of a file of `size` bytes; never empty."""

    start: int
    stop: int
    size: int

    @property
    def n_bytes(self) -> int:
        """How many bytes, at least 1."""
        return self.stop - self.start

    @property
    def content_range(self) -> str:
        """The value of ``Content-Range``, whose last byte is inclusive."""
        return f"bytes {self.start}-{self.stop - 1}/{self.size}"


class UnsatisfiableError(Exception):
    """The range asked for lies outside the file: the answer is 416."""


def parse_range(header: str, size: int) -> ByteRange | None:
    """The single range a header asks for.

    Returns
    -------
    ByteRange or None
        None where the header is to be ignored and the whole file sent: not a byte range, malformed, or several ranges at once
        (RFC 9110 section 14.2 allows it, and no browser asks for several of a film).

    Raises
    ------
    UnsatisfiableError
        If no byte of the range is in the file.
    """
    match = _ONE_RANGE.fullmatch(header.strip())
    if match is None:
        return None
    first, last = match.groups()
    if not first:
        return _suffix(int(last), size) if last else None
    start = int(first)
    if last and int(last) < start:
        return None
    if start >= size:
        raise UnsatisfiableError
    return ByteRange(start, min(int(last) + 1, size) if last else size, size)


def is_unchanged(if_none_match: str, etag: str) -> bool:
    """Whether the browser's copy is still good, by weak comparison."""
    if if_none_match.strip() == "*":
        return True
    return etag in (tag.removeprefix("W/") for tag in _TAG.findall(if_none_match))


def may_continue(if_range: str | None, etag: str) -> bool:
    """Whether a range still belongs to the file the browser began with, by strong comparison; a date never does."""
    return if_range is None or if_range.strip() == etag


def _suffix(n_bytes: int, size: int) -> ByteRange:
    if n_bytes == 0 or size == 0:
        raise UnsatisfiableError
    return ByteRange(max(0, size - n_bytes), size, size)
