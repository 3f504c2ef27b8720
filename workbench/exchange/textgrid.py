"""Praat's TextGrid, long and short text form, UTF-8 and UTF-16; written in the long form.

Read as Praat reads: free-standing numbers, quoted strings and flags count, everything else is comment. Stretches without text are the gaps
between annotations. Names keep their blanks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from workbench.core.time import FILM_CLOCK, TICKS_PER_S, Clock, Rounding
from workbench.exchange.document import Annotation, Document, Foreign, Tier
from workbench.exchange.features import Feature, fit
from workbench.exchange.format import Read, Written, text_of
from workbench.exchange.report import Findings, RefusedError
from workbench.exchange.seconds import DecimalTimes, format_seconds

_TOKEN = re.compile(r'"(?:[^"]|"")*"|<[^<>\s]+>|[^\s"]+')
_NUMBER = re.compile(r"[+-]?\d[\d.]*([eE][+-]?\d+)?", re.ASCII)
_FILE_TYPE, _CLASS = "ooTextFile", "TextGrid"
_STRETCHES, _INSTANTS = "IntervalTier", "TextTier"
_LENGTH = "length"
_HELD = {Feature.TIERS, Feature.EMPTY_TIERS, Feature.LABELS, Feature.EMPTY_MARKS, Feature.LINES, Feature.INSTANTS}


@dataclass(frozen=True, slots=True)
class TextGrid:
    """Praat's format."""

    name: str = "textgrid"
    title: str = "Praat TextGrid"
    suffixes: tuple[str, ...] = (".TextGrid",)
    clock: Clock = FILM_CLOCK
    holds: frozenset[Feature] = frozenset(_HELD)

    def read(self, data: bytes, name: str) -> Read:
        """The document in a TextGrid."""
        findings = Findings(name, "Open it in Praat, mend it there and save it as a text file")
        reader = _Reader(text_of(data, findings), findings)
        try:
            tiers, length = reader.read()
        except StopIteration as stop:
            raise findings.refused("the file ends too early", reader.line) from stop
        reader.times.tell(findings)
        report = findings.report()
        return Read(Document(FILM_CLOCK, tuple(tiers), foreign=(Foreign(self.name, _LENGTH, length),)), report)

    def write(self, document: Document, rounding: Rounding = "nearest") -> Written:
        """A TextGrid as long as what it was read from, or to the last annotation's end."""
        fitted = fit(document, self.name, self.holds, self.clock, rounding)
        return Written("\n".join(_lines(fitted.document)).encode(), fitted.report)


class _Reader:
    """Goes through the words that count."""

    def __init__(self, text: str, findings: Findings) -> None:
        self._findings = findings
        self._words = _words_of(text)
        self.times = DecimalTimes()
        self.line = 1

    def read(self) -> tuple[list[Tier], int]:
        if (self._text(), self._text()) != (_FILE_TYPE, _CLASS):
            raise self._refused("this is no TextGrid in text form")
        self._time()
        length = self._time()
        if self._next() != "<exists>":
            return [], length
        tiers = [self._tier() for _ in range(self._count())]
        names: set[str] = set()
        for tier in tiers:
            if tier.name in names:
                self._findings.wrong("two tiers have this name", tier=tier.name)
            names.add(tier.name)
        return tiers, length

    def _tier(self) -> Tier:
        kind, name = self._text(), self._text()
        if kind not in (_STRETCHES, _INSTANTS):
            raise self._refused(f"there is a tier of the kind {kind!r}, which is unknown")
        self._time()
        self._time()
        found = [self._stretch(name) if kind == _STRETCHES else self._instant() for _ in range(self._count())]
        kept = [each for each in found if each is not None and (each.label or each.is_instant)]
        for before, after in pairwise(each for each in found if each is not None):
            if after.start < before.end:
                self._findings.wrong("an interval begins before the one before it has ended", after.line, name)
        return Tier(name, tuple(kept))

    def _stretch(self, tier: str) -> Annotation | None:
        start, end, label = self._time(), self._time(), self._text()
        if end <= start:
            self._findings.wrong("an interval ends before it has begun", self.line, tier)
            return None
        return Annotation(start, end, label, line=self.line)

    def _instant(self) -> Annotation:
        at = self._time()
        return Annotation(at, at, self._text(), line=self.line)

    def _time(self) -> int:
        word = self._next()
        ticks = self.times.ticks(word)
        if ticks is None:
            raise self._refused(f"a time from 0 on belongs here, not {word[:40]!r}")
        return ticks

    def _count(self) -> int:
        word = self._next()
        if not (word.isascii() and word.isdecimal() and len(word) < 9):
            raise self._refused(f"a number of things belongs here, not {word[:40]!r}")
        return int(word)

    def _text(self) -> str:
        word = self._next()
        if not word.startswith('"'):
            raise self._refused(f"a text in quotation marks belongs here, not {word[:40]!r}")
        return word[1:-1].replace('""', '"')

    def _next(self) -> str:
        word, self.line = next(self._words)
        return word

    def _refused(self, words: str) -> RefusedError:
        return self._findings.refused(words, self.line)


def _words_of(text: str) -> Iterator[tuple[str, int]]:
    """Strings, flags and free-standing numbers with their lines; comments to the end of a line begin with ``!``."""
    line, last = 1, 0
    position = 0
    while (found := _TOKEN.search(text, position)) is not None:
        position, word = found.end(), found[0]
        line += text.count("\n", last, found.start())
        last = found.start()
        if word.startswith("!"):
            end = text.find("\n", found.start())
            position = len(text) if end < 0 else end
        elif word[0] in '"<' or _NUMBER.fullmatch(word):
            yield word, line


def _lines(document: Document) -> Iterator[str]:
    said = next((each.content for each in document.foreign if each.name == _LENGTH and isinstance(each.content, int)), 0)
    length = max([said, *(each.end for each in document.annotations())]) or TICKS_PER_S
    end = format_seconds(length)
    yield f'File type = "{_FILE_TYPE}"'
    yield f'Object class = "{_CLASS}"'
    yield from ("", "xmin = 0", f"xmax = {end}", "tiers? <exists>", f"size = {len(document.tiers)}", "item []:")
    for number, tier in enumerate(document.tiers, start=1):
        instants = bool(tier.annotations) and all(each.is_instant for each in tier.annotations)
        yield f"    item [{number}]:"
        yield f'        class = "{_INSTANTS if instants else _STRETCHES}"'
        yield f'        name = "{_quoted(tier.name)}"'
        yield from ("        xmin = 0", f"        xmax = {end}")
        own = sorted(tier.annotations, key=lambda each: each.start)
        yield from _points(own) if instants else _stretches(_without_gaps(own, length))
    yield ""


def _points(own: list[Annotation]) -> Iterator[str]:
    yield f"        points: size = {len(own)}"
    for n, each in enumerate(own, start=1):
        yield from (
            f"        points [{n}]:",
            f"            number = {format_seconds(each.start)}",
            f'            mark = "{_quoted(each.label)}"',
        )


def _stretches(own: list[Annotation]) -> Iterator[str]:
    yield f"        intervals: size = {len(own)}"
    for n, each in enumerate(own, start=1):
        yield from (f"        intervals [{n}]:", f"            xmin = {format_seconds(each.start)}")
        yield from (f"            xmax = {format_seconds(each.end)}", f'            text = "{_quoted(each.label)}"')


def _without_gaps(own: list[Annotation], length: int) -> list[Annotation]:
    filled, at = [], 0
    for each in own:
        if each.start > at:
            filled.append(Annotation(at, each.start))
        filled.append(each)
        at = each.end
    return [*filled, Annotation(at, length)] if at < length else filled


def _quoted(text: str) -> str:
    return text.replace('"', '""')
