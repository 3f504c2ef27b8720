"""What the files of all tools have in common: tiers of annotations on one clock, vocabularies, linked media, playlists.

Times are whole ticks of the document's own clock, half-open; an annotation whose end is its start is an instant. What a file says that
has no place here is kept as :class:`Foreign` where it stood, so that the same format gets it back. Frames are not known here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from workbench.core.time import Clock


@dataclass(frozen=True, slots=True)
class Foreign:
    """Something only one format knows: its name there and its content, which that format's writer understands."""

    format: str
    name: str
    content: object


class Constraint(StrEnum):
    """How the annotations of a dependent tier stand to those of its parent; the values are ELAN's."""

    TIME_SUBDIVISION = "Time_Subdivision"
    """They divide the parent's time without gaps."""
    INCLUDED_IN = "Included_In"
    """They lie within the parent's time."""
    SYMBOLIC_SUBDIVISION = "Symbolic_Subdivision"
    """They follow one another under the parent and have no time of their own."""
    SYMBOLIC_ASSOCIATION = "Symbolic_Association"
    """There is one at most, and it has the parent's time."""

    @property
    def has_times(self) -> bool:
        """Whether annotations have times of their own."""
        return self in (Constraint.TIME_SUBDIVISION, Constraint.INCLUDED_IN)


@dataclass(frozen=True, slots=True)
class Annotation:
    """A labelled stretch of a tier, or an instant of it.

    Attributes
    ----------
    id : str
        Its name in the file; "" where it has none.
    values : tuple of (str, str)
        Further named values: modifiers, codes of a cell.
    parent : str
        Name of the annotation it depends on, "" for none.
    entry : str
        Name of the vocabulary's entry that the label was chosen from, "" for none.
    free : tuple of (bool, bool)
        Whether start and end follow from other annotations and are not in the file.
    anchors : tuple of (str, str)
        Names of the instants it runs between; annotations that name the same one share it. "" where they have none.
    line : int or None
        Where it stood in the file.

    Raises
    ------
    ValueError
        If a time is no whole number from 0 on, the end lies before the start, or the confidence is not from 0 to 1.
    """

    start: int
    end: int
    label: str = ""
    id: str = ""
    note: str = ""
    confidence: float | None = None
    values: tuple[tuple[str, str], ...] = ()
    parent: str = ""
    entry: str = ""
    free: tuple[bool, bool] = (False, False)
    anchors: tuple[str, str] = ("", "")
    foreign: tuple[Foreign, ...] = ()
    line: int | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if type(self.start) is not int or type(self.end) is not int or not 0 <= self.start <= self.end:
            raise ValueError(f"an annotation runs from a tick to a later one or the same, not from {self.start!r} to {self.end!r}")
        if self.confidence is not None and not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence runs from 0 to 1, not {self.confidence}")

    @property
    def is_instant(self) -> bool:
        """Whether it has no length."""
        return self.start == self.end


@dataclass(frozen=True, slots=True)
class Tier:
    """A named row of annotations. `kind` says what it is about in the tool's own words; `parent` names the tier it depends on."""

    name: str
    annotations: tuple[Annotation, ...] = ()
    person: str = ""
    coder: str = ""
    kind: str = ""
    parent: str = ""
    constraint: Constraint | None = None
    vocabulary: str = ""
    foreign: tuple[Foreign, ...] = ()

    def __post_init__(self) -> None:
        if bool(self.parent) != (self.constraint is not None):
            raise ValueError(f"the tier {self.name!r} depends on another in one of four ways, or on none")


@dataclass(frozen=True, slots=True)
class Entry:
    """A word that labels may be chosen from."""

    id: str
    value: str
    description: str = ""
    foreign: tuple[Foreign, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A controlled vocabulary; `external` is the address of one that is kept elsewhere, which is never fetched."""

    name: str
    entries: tuple[Entry, ...] = ()
    description: str = ""
    external: str = ""
    foreign: tuple[Foreign, ...] = ()


@dataclass(frozen=True, slots=True)
class Media:
    """A film or sound a document is about; `starts_at` is the medium's own time at the document's 0, in the document's ticks."""

    url: str
    relative: str = ""
    mime: str = ""
    sha256: str = ""
    starts_at: int = 0
    foreign: tuple[Foreign, ...] = ()


@dataclass(frozen=True, slots=True)
class ListedClip:
    """A stretch of a medium in a playlist; `medium` is its place in the document's media, None where it is not said."""

    start: int
    end: int
    title: str = ""
    note: str = ""
    medium: int | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a clip ends after it starts, unlike {self.start} to {self.end}")


@dataclass(frozen=True, slots=True)
class Playlist:
    """Clips in the order they are shown."""

    name: str
    clips: tuple[ListedClip, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One file's content.

    Raises
    ------
    ValueError
        If two tiers or vocabularies have one name, or a tier depends on one that is not there.
    """

    clock: Clock
    tiers: tuple[Tier, ...] = ()
    vocabularies: tuple[Vocabulary, ...] = ()
    media: tuple[Media, ...] = ()
    playlists: tuple[Playlist, ...] = ()
    foreign: tuple[Foreign, ...] = ()

    def __post_init__(self) -> None:
        names = [tier.name for tier in self.tiers]
        words = [vocabulary.name for vocabulary in self.vocabularies]
        if len(set(names)) < len(names) or len(set(words)) < len(words):
            raise ValueError("every tier and every vocabulary has a name of its own")
        if unknown := {tier.parent for tier in self.tiers if tier.parent} - set(names):
            raise ValueError(f"a tier depends on {', '.join(sorted(unknown))}, which is not there")

    def annotations(self) -> Iterator[Annotation]:
        """All annotations, tier by tier."""
        for tier in self.tiers:
            yield from tier.annotations


def parents_first(parents: Mapping[str, str]) -> list[str]:
    """Names in an order in which each comes after the one it depends on; those that depend on themselves, through others, are left out.

    Examples
    --------
    >>> parents_first({"gloss": "words", "words": "", "one": "two", "two": "one"})
    ['words', 'gloss']
    """
    below: dict[str, list[str]] = {}
    for name, parent in parents.items():
        below.setdefault(parent if parent in parents else "", []).append(name)
    order = below.get("", [])
    for name in order:  # which grows meanwhile
        order += below.get(name, [])
    return order
