"""What is said beside a playlist and its clips, in the guider's language, read from a data file that users may edit."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from workbench.practice.datafiles import DataFile, Entry, Place, Words, find_data_file, read_data_file
from workbench.practice.sentences import sentences_of, wrong_blanks


class PlaylistNotes(Entry):
    """About a playlist as a whole; `range` is how several usual numbers are said."""

    count: Words
    range: Words
    order: Words


class ClipNotes(Entry):
    """About one clip, by the check that finds it."""

    length: Words
    question: Words
    pause: Words
    start: Words
    word: Words
    in_view: Words
    consent: Words


class TrimReasons(Entry):
    """Why another instant is proposed for an edge of a clip."""

    begins_after: Words
    begins_before: Words
    out_of_word: Words
    before_word: Words
    after_word: Words
    after_answer: Words


class OrderReasons(Entry):
    """Why a clip stands at its place in a proposed order."""

    seen: Words
    within_reach: Words
    stretch: Words
    level: Words
    one_principle: Words
    principles: Words
    untold: Words


class CheckWords(DataFile):
    """The sentences of all live checks and proposals."""

    playlist: PlaylistNotes
    clip: ClipNotes
    trim: TrimReasons
    order: OrderReasons


_BLANKS: dict[tuple[str, str], set[str]] = {
    ("playlist", "count"): {"usual", "n"},
    ("playlist", "range"): {"fewest", "most"},
    ("clip", "length"): {"seconds", "shortest", "longest"},
    ("clip", "start"): {"seconds"},
    ("clip", "consent"): {"names"},
    ("trim", "begins_after"): {"seconds"},
    ("trim", "begins_before"): {"seconds"},
    ("order", "level"): {"number", "name"},
    ("order", "principles"): {"n"},
}


def read_check_words(path: Path) -> CheckWords:
    """The sentences in a TOML file.

    Raises
    ------
    DataFileError
        If the file is not as it must be, or a sentence has a blank that cannot be filled; the message names file and lines.
    """
    return read_data_file(path, CheckWords, _find_faults)


@cache
def shipped_check_words() -> CheckWords:
    """The sentences that come with the workbench, in English."""
    return read_check_words(find_data_file("checks", "en"))


def _find_faults(read: CheckWords) -> Iterator[tuple[Place, str]]:
    for part, entry in (("playlist", read.playlist), ("clip", read.clip), ("trim", read.trim), ("order", read.order)):
        for key, sentence in sentences_of(entry):
            yield from wrong_blanks((part, key), sentence, _BLANKS.get((part, key), set()))
