"""What a document may hold, feature by feature, and what is left of it in a format that holds only some.

Every writer fits a document first and then writes all of what it is given; so what is lost is counted in one place, by name.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from operator import attrgetter

from workbench.core.time import Clock, Rounding
from workbench.exchange.document import Annotation, Document, Foreign, Media, Playlist, Tier
from workbench.exchange.report import Findings, Report


class Feature(StrEnum):
    """Something that not every format can hold; the value is its name in reports and on the page about formats."""

    TIERS = "coded tiers"
    EMPTY_TIERS = "tiers without an annotation"
    PEOPLE = "whose a tier is"
    CODERS = "who coded a tier"
    KINDS = "what a tier is about"
    DEPENDENCE = "how tiers and annotations depend on others"
    LABELS = "labels"
    EMPTY_LABELS = "stretches without a label"
    EMPTY_MARKS = "instants without a label"
    LINES = "labels of several lines"
    IDS = "names of annotations"
    NOTES = "notes"
    CONFIDENCE = "confidences"
    VALUES = "further values of annotations"
    INSTANTS = "instants"
    MIXED = "instants among the stretches of one tier"
    OVERLAPS = "annotations that overlap another of their tier"
    FREE_TIMES = "that a time follows from others"
    ANCHORS = "names of the instants that annotations run between"
    VOCABULARIES = "controlled vocabularies"
    MEDIA = "linked media"
    PLAYLISTS = "playlists of clips"


EVERYTHING = frozenset(Feature)


@dataclass(frozen=True, slots=True)
class Fitted:
    """A document as far as a format can hold it, on the format's clock, and what is not in it any more."""

    document: Document
    report: Report


def fit(document: Document, name: str, holds: Iterable[Feature], clock: Clock, rounding: Rounding = "nearest") -> Fitted:
    """What of a document the format called `name` can hold.

    Times go to the nearest tick of its clock unless another `rounding` is named, and how many moved is said.

    Raises
    ------
    RefusedError
        If a text has a character that no file can hold.
    """
    findings = Findings(f"The {name} file")
    _check_texts(document, findings)
    findings.report()
    held = frozenset(holds)
    timed = on_clock(document, clock, rounding, findings)
    tiers = timed.tiers
    for feature, reduce in _OF_TIERS:
        if feature not in held:
            tiers = reduce(tiers, feature, findings)
    result = replace(timed, tiers=tiers)
    for feature, field in ((Feature.VOCABULARIES, "vocabularies"), (Feature.MEDIA, "media"), (Feature.PLAYLISTS, "playlists")):
        there = getattr(result, field)
        if feature not in held and there:
            findings.lost(feature, len(there), ", ".join(_named(each) for each in there))
            result = replace(result, **{field: ()})  # type: ignore[arg-type]
    result = _without_foreign(result, name, findings)
    return Fitted(result, findings.report())


def on_clock(document: Document, clock: Clock, rounding: Rounding, findings: Findings) -> Document:
    """A document with its times on another clock; how many do not fall on a tick there is said."""
    if document.clock == clock:
        return document
    moved = Counter[str]()
    there: dict[int, int] = {}

    def turned(ticks: int) -> int:
        if ticks not in there:
            there[ticks] = clock.ticks_from_seconds(ticks * document.clock.tick, rounding)
        if there[ticks] * clock.tick != ticks * document.clock.tick:
            moved["times"] += 1
        return there[ticks]

    def placed(each: Annotation) -> Annotation:
        new = replace(each, start=turned(each.start), end=turned(each.end))
        moved["instants"] += new.is_instant and not each.is_instant
        return new

    tiers = tuple(replace(tier, annotations=tuple(placed(each) for each in tier.annotations)) for tier in document.tiers)
    playlists = tuple(
        replace(playlist, clips=tuple(replace(c, start=(s := turned(c.start)), end=max(turned(c.end), s + 1)) for c in playlist.clips))
        for playlist in document.playlists
    )
    media = tuple(replace(each, starts_at=turned(each.starts_at)) for each in document.media)
    if moved["times"]:
        findings.changed(f"{moved['times']} times went to the {_WORDS[rounding]} 1/{1 / clock.tick} s")
    if moved["instants"]:
        findings.changed(f"{moved['instants']} stretches shorter than 1/{1 / clock.tick} s became instants")
    return replace(document, clock=clock, tiers=tiers, playlists=playlists, media=media)


_WORDS = {"nearest": "nearest", "floor": "earlier", "ceil": "later"}

Tiers = tuple[Tier, ...]
Reduce = Callable[[Tiers, Feature, Findings], Tiers]


def _no_tiers(tiers: Tiers, feature: Feature, findings: Findings) -> Tiers:
    if tiers:
        findings.lost(feature, len(tiers), ", ".join(tier.name for tier in tiers))
    return ()


def _empty_tiers(tiers: Tiers, feature: Feature, findings: Findings) -> Tiers:
    empty = [tier.name for tier in tiers if not tier.annotations]
    if empty:
        findings.lost(feature, len(empty), ", ".join(empty))
    return tuple(tier for tier in tiers if tier.annotations)


def _forgetting(**fields: object) -> Reduce:
    """What takes fields of tiers away."""

    def reduce(tiers: Tiers, feature: Feature, findings: Findings) -> Tiers:
        said = [tier for tier in tiers if any(getattr(tier, name) != empty for name, empty in fields.items())]
        if said:
            findings.lost(feature, len(said), ", ".join(tier.name for tier in said))
        return tuple(replace(tier, **fields) for tier in tiers) if said else tiers  # type: ignore[arg-type]

    return reduce


def _clearing(name: str, empty: object) -> Reduce:
    """What takes a field of annotations away."""
    read = attrgetter(name)

    def reduce(tiers: Tiers, feature: Feature, findings: Findings) -> Tiers:
        found = {tier.name: n for tier in tiers if (n := sum(read(each) != empty for each in tier.annotations))}
        if not found:
            return tiers
        findings.lost(feature, sum(found.values()), ", ".join(found))
        without = {name: empty}
        cleared = (tuple(replace(each, **without) if read(each) != empty else each for each in tier.annotations) for tier in tiers)  # type: ignore[arg-type]
        return tuple(replace(tier, annotations=own) for tier, own in zip(tiers, cleared, strict=True))

    return reduce


def _dropping(is_unheld: Callable[[Tier], set[int]]) -> Reduce:
    """What leaves annotations out, and with them those that depend on them."""

    def reduce(tiers: Tiers, feature: Feature, findings: Findings) -> Tiers:
        doomed = {tier.name: is_unheld(tier) for tier in tiers}
        if not any(doomed.values()):
            return tiers
        gone = {tier.annotations[n].id for tier in tiers for n in doomed[tier.name] if tier.annotations[n].id}
        while more := {
            (tier.name, n)
            for tier in tiers
            for n, each in enumerate(tier.annotations)
            if each.parent in gone and each.parent and n not in doomed[tier.name]
        }:
            for name, n in more:
                doomed[name].add(n)
            gone |= {tier.annotations[n].id for tier in tiers for n in doomed[tier.name] if tier.annotations[n].id}
        findings.lost(feature, sum(map(len, doomed.values())), ", ".join(name for name, own in doomed.items() if own))
        return tuple(
            replace(tier, annotations=tuple(each for n, each in enumerate(tier.annotations) if n not in doomed[tier.name]))
            for tier in tiers
        )

    return reduce


def overlapping(tier: Tier) -> set[int]:
    """Places of the annotations that share time with an earlier one; two instants at one time do too."""
    found: set[int] = set()
    end, last = 0, -1
    for n, each in sorted(enumerate(tier.annotations), key=lambda pair: (pair[1].start, pair[1].end)):
        if each.start < end or (each.is_instant and each.start == last):
            found.add(n)
        else:
            end, last = each.end, each.start if each.is_instant else -1
    return found


def _places(test: Callable[[Annotation], bool]) -> Callable[[Tier], set[int]]:
    return lambda tier: {n for n, each in enumerate(tier.annotations) if test(each)}


_instants = _places(lambda each: each.is_instant)

_OF_TIERS: tuple[tuple[Feature, Reduce], ...] = (
    (Feature.TIERS, _no_tiers),
    (Feature.INSTANTS, _dropping(_instants)),
    (Feature.MIXED, _dropping(lambda tier: set() if all(a.is_instant for a in tier.annotations) else _instants(tier))),
    (Feature.OVERLAPS, _dropping(overlapping)),
    (Feature.EMPTY_LABELS, _dropping(_places(lambda each: not each.label and not each.is_instant))),
    (Feature.EMPTY_MARKS, _dropping(_places(lambda each: not each.label and each.is_instant))),
    (Feature.LINES, lambda tiers, feature, findings: _one_line(tiers, feature, findings)),
    (Feature.DEPENDENCE, lambda tiers, feature, findings: _no_dependence(tiers, feature, findings)),
    (Feature.LABELS, _clearing("label", "")),
    (Feature.IDS, _clearing("id", "")),
    (Feature.NOTES, _clearing("note", "")),
    (Feature.CONFIDENCE, _clearing("confidence", None)),
    (Feature.VALUES, _clearing("values", ())),
    (Feature.FREE_TIMES, _clearing("free", (False, False))),
    (Feature.ANCHORS, _clearing("anchors", ("", ""))),
    (Feature.VOCABULARIES, _clearing("entry", "")),
    (Feature.PEOPLE, _forgetting(person="")),
    (Feature.CODERS, _forgetting(coder="")),
    (Feature.KINDS, _forgetting(kind="")),
    (Feature.VOCABULARIES, _forgetting(vocabulary="")),
    (Feature.EMPTY_TIERS, _empty_tiers),
)
"""In this order: what goes takes along what hangs on it, before it is counted by itself."""


def _no_dependence(tiers: Tiers, feature: Feature, findings: Findings) -> Tiers:
    independent = _forgetting(parent="", constraint=None)(tiers, feature, findings)
    return tuple(replace(t, annotations=tuple(replace(a, parent="") if a.parent else a for a in t.annotations)) for t in independent)


def _one_line(tiers: Tiers, feature: Feature, findings: Findings) -> Tiers:
    """Labels on one line: a blank stands where a line ended."""
    found = {tier.name: n for tier in tiers if (n := sum(_LINE_END.search(each.label) is not None for each in tier.annotations))}
    if not found:
        return tiers
    findings.lost(feature, sum(found.values()), ", ".join(found))
    return tuple(
        replace(
            t, annotations=tuple(replace(a, label=_LINE_END.sub(" ", a.label)) if _LINE_END.search(a.label) else a for a in t.annotations)
        )
        for t in tiers
    )


_LINE_END = re.compile(r"\r\n|\n|\r")


def _named(thing: object) -> str:
    return thing.url if isinstance(thing, Media) else str(getattr(thing, "name", ""))


def _without_foreign(document: Document, name: str, findings: Findings) -> Document:
    """A document with what only another format knows taken out of it."""
    lost = Counter[str]()

    def own(foreign: tuple[Foreign, ...]) -> tuple[Foreign, ...]:
        lost.update(f"{each.name} of {each.format}" for each in foreign if each.format != name)
        return tuple(each for each in foreign if each.format == name)

    tiers = tuple(
        replace(
            tier,
            foreign=own(tier.foreign),
            annotations=tuple(replace(each, foreign=own(each.foreign)) if each.foreign else each for each in tier.annotations),
        )
        for tier in document.tiers
    )
    words = tuple(
        replace(v, foreign=own(v.foreign), entries=tuple(replace(e, foreign=own(e.foreign)) for e in v.entries))
        for v in document.vocabularies
    )
    media = tuple(replace(each, foreign=own(each.foreign)) for each in document.media)
    result = replace(document, tiers=tiers, vocabularies=words, media=media, foreign=own(document.foreign))
    for what, n in lost.items():
        findings.lost(what, n)
    return result


def _check_texts(document: Document, findings: Findings) -> None:
    """Control characters and halves of characters are in no text."""
    for tier in document.tiers:
        for text in (tier.name, tier.person, tier.coder, tier.kind):
            if not is_writable(text):
                findings.wrong("its name, person, coder or kind holds a character that no file can hold", tier=tier.name)
        for each in tier.annotations:
            own = f"{each.label}{each.note}{each.id}"
            if not is_writable(own) or not all(is_writable(word) for pair in each.values for word in pair):
                findings.wrong("an annotation holds a character that no file can hold", each.line, tier.name)
    texts = [text for each in document.playlists for text in (each.name, *(t for c in each.clips for t in (c.title, c.note)))]
    texts += [text for each in document.media for text in (each.url, each.relative, each.mime)]
    texts += [
        text for v in document.vocabularies for text in (v.name, v.description, *(t for e in v.entries for t in (e.value, e.description)))
    ]
    if not all(map(is_writable, texts)):
        findings.wrong("a playlist, a vocabulary or the name of a film holds a character that no file can hold")


def is_writable(text: str) -> bool:
    """Whether a text has no control character but tabs and line ends, and no half of a character."""
    if text.isprintable():
        return True
    return all(
        c in "\t\n\r" or ("\x20" <= c <= "\ud7ff" and not "\x7f" <= c <= "\x9f") or "\ue000" <= c <= "\ufffd" or c >= "\U00010000"
        for c in text
    )


__all__ = ["EVERYTHING", "Feature", "Fitted", "Playlist", "fit", "is_writable", "on_clock", "overlapping"]
