"""RTTM: who speaks when, one line a turn, as diarisation writes it. A speaker is a tier; words are not held.

Fields are parted by blanks, so that a blank in a name is written as ``%20`` and a percent sign as ``%25``, and a first line says so.
"""

from dataclasses import dataclass
from urllib.parse import quote, unquote

from workbench.core.time import FILM_CLOCK, Clock, Rounding
from workbench.exchange.document import Annotation, Document, Foreign, Tier
from workbench.exchange.features import Feature, fit
from workbench.exchange.format import Read, Written, text_of
from workbench.exchange.report import Findings
from workbench.exchange.seconds import DecimalTimes, format_seconds

_ESCAPED = ";; names are percent-encoded"
_NONE = "<NA>"
_SAFE = "".join(chr(n) for n in range(33, 127) if chr(n) not in "%;<>")
_HELD = {Feature.TIERS, Feature.CONFIDENCE, Feature.INSTANTS, Feature.MIXED, Feature.OVERLAPS, Feature.EMPTY_LABELS, Feature.EMPTY_MARKS}


@dataclass(frozen=True, slots=True)
class Rttm:
    """The format of diarisation; `file_id` is what a file of one's own says it is about."""

    file_id: str = "film"
    name: str = "rttm"
    title: str = "RTTM, who speaks when"
    suffixes: tuple[str, ...] = (".rttm",)
    clock: Clock = FILM_CLOCK
    holds: frozenset[Feature] = frozenset(_HELD)

    def read(self, data: bytes, name: str) -> Read:
        """The document in an RTTM file that is about one film."""
        findings = Findings(name)
        lines = text_of(data, findings).splitlines()
        decode = unquote if lines and lines[0] == _ESCAPED else str
        times = DecimalTimes()
        turns: dict[str, list[Annotation]] = {}
        files: dict[str, int] = {}
        for number, line in enumerate(lines, start=1):
            fields = line.split()
            if not fields or fields[0].startswith(";;"):
                continue
            if fields[0] != "SPEAKER":
                findings.lost(f"a line of the kind {fields[0][:20]}", 1, f"line {number}")
                continue
            if len(fields) < 8:
                findings.wrong(f"a turn has 8 fields or more, this line {len(fields)}", number)
                continue
            start, length = times.ticks(fields[3]), times.ticks(fields[4])
            sure = _confidence(fields[8] if len(fields) > 8 else _NONE)
            speaker = decode(fields[7])
            if start is None or length is None or sure is _WRONG:
                findings.wrong("start, length and confidence have to be numbers from 0 on, confidence up to 1", number, speaker)
                continue
            files.setdefault(decode(fields[1]), number)
            turns.setdefault(speaker, []).append(Annotation(start, start + length, confidence=sure, line=number))
        if len(files) > 1:
            findings.wrong(f"it is about {len(files)} films ({', '.join(files)}); take the lines of one", list(files.values())[1])
        times.tell(findings)
        report = findings.report()
        kept = tuple(Foreign(self.name, "file", each) for each in files)
        return Read(Document(FILM_CLOCK, tuple(Tier(who, tuple(own)) for who, own in turns.items()), foreign=kept), report)

    def write(self, document: Document, rounding: Rounding = "nearest") -> Written:
        """The turns of all tiers, in order of time."""
        fitted = fit(document, self.name, self.holds, self.clock, rounding)
        file_id = next((str(each.content) for each in fitted.document.foreign if each.name == "file"), self.file_id)
        turns = [(each, tier.name) for tier in fitted.document.tiers for each in tier.annotations]
        names = {file_id, *(tier.name for tier in fitted.document.tiers)}
        lines = [_ESCAPED] if any(_encoded(name) != name for name in names) else []
        encode = _encoded if lines else str
        for each, who in sorted(turns, key=lambda turn: turn[0].start):
            start, length = format_seconds(each.start), format_seconds(each.end - each.start)
            sure = _NONE if each.confidence is None else repr(each.confidence)
            lines.append(f"SPEAKER {encode(file_id)} 1 {start} {length} {_NONE} {_NONE} {encode(who)} {sure} {_NONE}")
        return Written("".join(f"{line}\n" for line in lines).encode(), fitted.report)


_WRONG = -1.0


def _confidence(text: str) -> float | None:
    if text == _NONE:
        return None
    try:
        sure = float(text)
    except ValueError:
        return _WRONG
    return sure if 0 <= sure <= 1 else _WRONG


def _encoded(name: str) -> str:
    return quote(name, safe=_SAFE)
