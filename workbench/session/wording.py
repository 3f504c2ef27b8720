"""The data files as a workspace has them in one language: its own where it has some, else the shipped ones.

A file of the workspace that is not as it must be is refused in words and stops nothing: the shipped one stands in for it.
"""

import re
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from workbench.errors import DataFileError, EditError, NotFoundError
from workbench.practice.checklists import Checklist, read_checklists
from workbench.practice.checks import CheckWords, read_check_words
from workbench.practice.datafiles import NAMES, find_data_file, parse_language, primary, shipped_languages
from workbench.practice.film_checks import FilmCheckWords, read_film_check_words
from workbench.practice.lengths import Lengths, read_lengths
from workbench.practice.page_words import NAME as PAGE
from workbench.practice.page_words import PageWords, find_unsaid, read_page_words
from workbench.practice.principles import Vocabulary, read_vocabulary
from workbench.practice.sentences import FilmingGuide, LetterWords, read_filming_guide, read_letter_words
from workbench.practice.stages import StageProfile, read_stages
from workbench.store.faults import disk_faults
from workbench.store.files import write_whole
from workbench.store.settings import Settings, change_settings

T = TypeVar("T")

_READERS: dict[str, Callable[[Path], object]] = {
    "principles": read_vocabulary,
    "lengths": read_lengths,
    "checks": read_check_words,
    "film_checks": read_film_check_words,
    "checklists": read_checklists,
    "stages": read_stages,
    "letters": read_letter_words,
    "guide": read_filming_guide,
    "page": read_page_words,
}


class Wording:
    """The data files in one language; each is read when it is first asked for.

    Parameters
    ----------
    folder : Path
        The workspace's folder; a file in it takes the place of the shipped one of the same name.
    language : str
        A language tag; English stands in where there is no file in the language.
    """

    def __init__(self, folder: Path, language: str) -> None:
        self.folder = folder
        self.language = language

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The principles."""
        return self._read("principles", read_vocabulary)

    @cached_property
    def lengths(self) -> Lengths:
        """How long clips usually are."""
        return self._read("lengths", read_lengths)

    @cached_property
    def checks(self) -> CheckWords:
        """What is said beside a playlist and its clips."""
        return self._read("checks", read_check_words)

    @cached_property
    def film_checks(self) -> FilmCheckWords:
        """What is said about a film: its picture, its sound, its file."""
        return self._read("film_checks", read_film_check_words)

    @cached_property
    def checklists(self) -> dict[str, Checklist]:
        """The checklists by their codes; an own one may be about principles of the vocabulary only, as it is here."""
        try:
            return read_checklists(find_data_file("checklists", self.language, self.folder), self.vocabulary.by_code)
        except DataFileError:
            return read_checklists(find_data_file("checklists", self.language))

    @cached_property
    def stages(self) -> dict[str, StageProfile]:
        """The profiles of stages by their codes."""
        return self._read("stages", read_stages)

    @cached_property
    def letters(self) -> LetterWords:
        """The sentences of letters."""
        return self._read("letters", read_letter_words)

    @cached_property
    def guide(self) -> FilmingGuide:
        """The words of the filming guide."""
        return self._read("guide", read_filming_guide)

    @cached_property
    def page(self) -> PageWords:
        """What the family's page says of its own."""
        return self._read("page", read_page_words)

    def _read(self, name: str, reader: Callable[[Path], T]) -> T:
        try:
            return reader(find_data_file(name, self.language, self.folder))
        except DataFileError:
            return reader(find_data_file(name, self.language))


def own_data_files(folder: Path) -> list[Path]:
    """The data files a workspace has of its own, in any language, by name."""
    return sorted(path for name in NAMES for path in folder.glob(f"{name}.*.toml"))


def refused_data_files(folder: Path) -> dict[str, DataFileError]:
    """What is wrong with a workspace's own data files, by the name of the file; empty where all are as they must be."""
    refused = {}
    for path in own_data_files(folder):
        name, language, _ = path.name.split(".", 2)
        try:
            if name == "checklists":
                read_checklists(path, Wording(folder, language).vocabulary.by_code)
            else:
                _READERS[name](path)
        except DataFileError as error:
            refused[path.name] = error
    return refused


def unsaid_words(path: Path) -> list[str]:
    """The words that an own data file which is as it must be leaves to the shipped one; only the page's may leave some."""
    return find_unsaid(path) if path.name.startswith(f"{PAGE}.") else []


def languages_of(folder: Path, name: str) -> list[str]:
    """The languages in which a data file is there: shipped, or a workspace's own that is as it must be."""
    own = {path.name for path in folder.glob(f"{name}.*.toml")}
    whole = own - refused_data_files(folder).keys() if own else own
    return sorted({*shipped_languages(name), *(file.split(".")[1] for file in whole)})


def copy_data_file(folder: Path, name: str, language: str) -> Path:
    """Put an editable copy of a shipped file into a workspace's folder: in another language the English one, to translate.

    Raises
    ------
    NotFoundError
        If there is no such data file.
    EditError
        If the workspace has one already, or the language is not a language tag; nothing is changed.
    WorkspaceError
        If it cannot be written.
    """
    if name not in NAMES:
        raise NotFoundError(f"There is no data file {name!r}", f"Choose from {', '.join(NAMES)}")
    tag = primary(language)
    if not re.fullmatch(r"[a-z]{2,3}", tag):
        raise EditError(f"{language!r} is not a language", "Give its two letters, for instance nl")
    target = folder / f"{name}.{tag}.toml"
    if target.exists():
        raise EditError(f"{target.name} is in the workspace already", "Edit that one, or take it away first")
    text = find_data_file(name, tag).read_text(encoding="utf-8")
    with disk_faults(target):
        write_whole(target, re.sub(r'(?m)^language = ".*"$', f'language = "{tag}"', text, count=1).encode())
    return target


def choose_language(folder: Path, language: str) -> Settings:
    """Keep the guider's language; EditError where it is no language tag."""
    return change_settings(folder, {"language": parse_language(language)})
