"""How long clips usually are and how many make a review, read from a data file that users may edit."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pydantic import Field

from workbench.practice.datafiles import DataFile, Entry, Place, Words, find_data_file, read_data_file


class Band(Entry):
    """A name, and the shortest and longest usual length in seconds, both inclusive."""

    name: Words
    shortest_s: int = Field(ge=1, le=3600)
    longest_s: int = Field(ge=1, le=3600)


class Lengths(DataFile):
    """The usual lengths of clips and of micro-moments, and how many clips are usual for one review, fewest and most inclusive."""

    fewest_clips: int = Field(ge=1, le=100)
    most_clips: int = Field(ge=1, le=100)
    clip: Band
    micro: Band

    def band(self, profile: str) -> Band:
        """The band of a length profile."""
        return self.micro if profile == "micro" else self.clip


def read_lengths(path: Path) -> Lengths:
    """The usual lengths in a TOML file.

    Raises
    ------
    DataFileError
        If the file is not as it must be, or a shortest length is longer than the longest; the message names file and lines.
    """
    return read_data_file(path, Lengths, _find_faults)


@cache
def shipped_lengths() -> Lengths:
    """The lengths that come with the workbench, in English."""
    return read_lengths(find_data_file("lengths", "en"))


def _find_faults(read: Lengths) -> Iterator[tuple[Place, str]]:
    for key, band in (("clip", read.clip), ("micro", read.micro)):
        if band.shortest_s > band.longest_s:
            yield (
                (key, "shortest_s"),
                f"is {band.shortest_s} and longest_s {band.longest_s}, which is shorter",
            )
    if read.fewest_clips > read.most_clips:
        yield ("fewest_clips",), f"is {read.fewest_clips} and most_clips {read.most_clips}: the fewest cannot be more than the most"
