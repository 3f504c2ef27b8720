"""SDIS, the language of GSEQ: timed events of one session, written as ``code,onset-offset`` in seconds.

A code is a word. What a document calls a tier and a label becomes the code ``tier_label``, and comments, which GSEQ passes over, say which
tier and label each code stands for; so a file of one's own comes back whole. In files of others every code is a tier.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from workbench.core.time import Clock, Rounding
from workbench.exchange.document import Annotation, Document, Tier
from workbench.exchange.features import Feature, fit
from workbench.exchange.format import MILLISECONDS, Read, Written, text_of
from workbench.exchange.report import Findings
from workbench.exchange.seconds import milliseconds_of

_HELD = {
    *(Feature.TIERS, Feature.LABELS, Feature.EMPTY_LABELS, Feature.EMPTY_MARKS, Feature.LINES, Feature.INSTANTS),
    *(Feature.MIXED, Feature.OVERLAPS),
}
_LEGEND = re.compile(r"% code (\w+) is (\[.*\]) %", re.ASCII)
_HEADER = re.compile(r"\s*Timed\b[^;]*;", re.IGNORECASE)
_EVENT = re.compile(r"(?P<code>[^\s,;/<>()]+),(?P<onset>[\d:.]+)(?:-(?P<offset>[\d:.]*))?", re.ASCII)
_LONGEST_CODE = 16


@dataclass(frozen=True, slots=True)
class Sdis:
    """GSEQ's format, for timed events."""

    name: str = "sdis"
    title: str = "GSEQ's SDIS, timed events"
    suffixes: tuple[str, ...] = (".sds",)
    clock: Clock = MILLISECONDS
    holds: frozenset[Feature] = frozenset(_HELD)

    def read(self, data: bytes, name: str) -> Read:
        """The document in an SDIS file with one session of timed events."""
        findings = Findings(name, "Take one session of timed events from it")
        text = text_of(data, findings)
        meant = {found[1]: found[2] for found in _LEGEND.finditer(text)}
        plain = re.sub(r"%[^%]*%", lambda found: re.sub(r"[^\n]", " ", found[0]), text)
        plain = re.sub(r"%[^\n]*", "", plain)
        header = _HEADER.match(plain)
        if header is None:
            raise findings.refused("this is no SDIS file of timed events: it has to begin with Timed and a semicolon", 1)
        tiers: dict[str, list[Annotation]] = {}
        for code, each in _events(plain, header.end(), findings):
            place, label = _meaning(code, meant, findings)
            tiers.setdefault(place, []).append(Annotation(each.start, each.end, label, line=each.line))
        report = findings.report()
        return Read(Document(MILLISECONDS, tuple(Tier(place, tuple(own)) for place, own in tiers.items())), report)

    def write(self, document: Document, rounding: Rounding = "nearest") -> Written:
        """An SDIS file of all annotations in order of time, one session."""
        fitted = fit(document, self.name, self.holds, self.clock, rounding)
        codes: dict[tuple[str, str], str] = {}
        taken: dict[str, int] = {}
        lines, events = [], []
        for place, tier in enumerate(fitted.document.tiers):
            for each in tier.annotations:
                key = tier.name, each.label
                if key not in codes:
                    codes[key] = _new_code(*key, taken)
                    said = json.dumps([*key]).replace("%", "\\u0025")
                    lines.append(f"% code {codes[key]} is {said} %")
                span = _seconds(each.start) if each.is_instant else f"{_seconds(each.start)}-{_seconds(each.end)}"
                events.append((each.start, place, f"{codes[key]},{span}"))
        body = "\n".join(event for _, _, event in sorted(events, key=lambda event: event[:2]))
        return Written("\n".join(["Timed;", *lines, "<film>", body, "/", ""]).encode(), fitted.report)


def _events(text: str, start: int, findings: Findings) -> Iterator[tuple[str, Annotation]]:
    """Codes with their times, to the end of the session."""
    line = text.count("\n", 0, start) + 1
    n_sessions = 0
    for found in re.finditer(r"<[^>]*>|[;/&]|\n|[^\s;/&<>]+|[<>]", text[start:]):
        word = found[0]
        line += word.count("\n")
        if word.isspace():
            continue
        if word in ";/" or word.startswith("<"):
            n_sessions += word.startswith("<")
            if n_sessions > 1:
                findings.wrong("there is more than one session", line)
                return
            continue
        event = _EVENT.fullmatch(word)
        if event is None:
            if not re.fullmatch(r",[\d:.]+", word):  # the session's own first or last second
                findings.wrong(f"{word[:40]!r} is no timed event like code,1.2-3.4", line)
            continue
        onset = _milliseconds(event["onset"])
        offset = onset if event["offset"] is None else _milliseconds(event["offset"])
        if onset is None or offset is None or offset < onset:
            findings.wrong(f"{word[:40]!r} has no onset with a later offset", line)
            continue
        yield event["code"], Annotation(onset, offset, line=line)


def _milliseconds(text: str) -> int | None:
    if ":" in text:
        return milliseconds_of(text)
    found = re.fullmatch(r"(\d{1,7})(?:\.(\d{1,3}))?", text, re.ASCII)
    return None if found is None else int(found[1]) * 1000 + int((found[2] or "").ljust(3, "0"))


def _meaning(code: str, meant: dict[str, str], findings: Findings) -> tuple[str, str]:
    if code not in meant:
        return code, code
    try:
        place, label = json.loads(meant[code])
    except (ValueError, TypeError, RecursionError):
        findings.wrong(f"what it says about the code {code} cannot be read")
        return code, code
    return str(place), str(label)


def _new_code(place: str, label: str, taken: dict[str, int]) -> str:
    """A word for a tier and a label that no other has; `taken` says how often each word was wanted."""
    word = re.sub(r"\W+", "_", f"{place}_{label}", flags=re.ASCII).strip("_")
    word = (word if word[:1].isalpha() else f"c_{word}")[:_LONGEST_CODE]
    code = word
    while code in taken:
        taken[word] += 1
        code = f"{word[: _LONGEST_CODE - len(str(taken[word])) - 1]}_{taken[word]}"
    taken[code] = 1
    return code


def _seconds(milliseconds: int) -> str:
    return f"{milliseconds // 1000}.{milliseconds % 1000:03d}"
