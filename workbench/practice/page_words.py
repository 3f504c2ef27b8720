"""What the family's page says of its own, in one language, read from a data file that users may edit."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

from workbench.practice.datafiles import DataFile, Place, Words, find_data_file, read_data_file

NAME = "page"


class PageWords(DataFile):
    """The page's sentences and buttons; `title` to `over_since` are said outside of it or in its place."""

    title: Words
    waiting: Words
    trouble: Words
    newer_browser: Words
    unavailable: Words
    own_link: Words
    not_here: Words
    over: Words
    too_many: Words
    over_since: Words
    hoped: Words
    clip: Words
    last_page: Words
    places: Words
    go_on: Words
    stopped: Words
    failed: Words
    play: Words
    pause: Words
    again: Words
    slower: Words
    still: Words
    stop: Words
    back: Words
    next: Words
    question: Words
    keep: Words
    kept: Words
    your_picture: Words
    your_words: Words
    stays_here: Words
    only_here: Words
    for_guider: Words
    keep_words: Words
    words_kept: Words
    words_kept_for_guider: Words
    words_taken_away: Words
    words_not_kept: Words


def read_page_words(path: Path) -> PageWords:
    """The page's words in a TOML file; what it does not say is said as shipped, in its language or else in English.

    Raises
    ------
    DataFileError
        If the file is not as it must be, or the sentence of a page that is over has no place for the day.
    """
    shipped = find_data_file(NAME, path.stem.rpartition(".")[2])
    unsaid = None if path == shipped else read_page_words(shipped).model_dump(exclude={"language"})
    return read_data_file(path, PageWords, _find_faults, unsaid=unsaid)


def find_unsaid(path: Path) -> list[str]:
    """The names of the words that a file which is as it must be leaves to the shipped one."""
    said = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    return [name for name in PageWords.model_fields if name not in said]


def shipped_page_words(language: str) -> PageWords:
    """The words as they were shipped for a language tag, in English where there are none.

    Examples
    --------
    >>> shipped_page_words("nl-BE").stop
    'Stop even'
    """
    return read_page_words(find_data_file(NAME, language))


def _find_faults(words: PageWords) -> Iterator[tuple[Place, str]]:
    try:
        blanks = [name for _, name, _, _ in Formatter().parse(words.over_since) if name is not None]
    except ValueError as error:
        yield ("over_since",), f"has a brace too many or too few ({error})"
        return
    if blanks != ["day"]:
        yield ("over_since",), "has to say the last day once, as {day}, and nothing else in braces"
