"""WebVTT: captions, chapters, questions; one tier or several in one file.

A file of one's own says in a comment what its tiers are (other programs pass over it), and each cue's identifier names tier and annotation
as ``2#a17``. In files of others every voice is a tier, and what has no voice is the tier *captions*.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape

from workbench.core.time import Clock, Rounding
from workbench.exchange.document import Annotation, Document, Foreign, Tier
from workbench.exchange.features import Feature, fit
from workbench.exchange.format import MILLISECONDS, Read, Written, text_of
from workbench.exchange.report import Findings
from workbench.exchange.seconds import format_clock_time, milliseconds_of

_LEGEND = "NOTE tiers "
_ARROW = re.compile(r"(\S+)[ \t]+-->[ \t]+(\S+)(?:[ \t]+(.*))?")
_OWN = re.compile(r"(\d{1,6})#(.*)", re.ASCII)
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+([^<>]*)>")
_TAG = re.compile(r"</?[^<>]*>")
_CAPTIONS = "captions"
_HELD = {
    *(Feature.TIERS, Feature.EMPTY_TIERS, Feature.PEOPLE, Feature.CODERS, Feature.KINDS, Feature.LABELS, Feature.EMPTY_LABELS),
    *(Feature.LINES, Feature.IDS, Feature.OVERLAPS),
}


@dataclass(frozen=True, slots=True)
class WebVtt:
    """The web's format for what is shown or said at a time."""

    name: str = "webvtt"
    title: str = "WebVTT captions, chapters, questions"
    suffixes: tuple[str, ...] = (".vtt",)
    clock: Clock = MILLISECONDS
    holds: frozenset[Feature] = frozenset(_HELD)

    def read(self, data: bytes, name: str) -> Read:
        """The document in a WebVTT file."""
        findings = Findings(name)
        blocks = list(_blocks(text_of(data, findings)))
        if not blocks or not re.match(r"WEBVTT($|[ \t])", blocks[0][1][0]):
            raise findings.refused("this is no WebVTT file: its first line has to begin with WEBVTT", 1)
        tiers: list[Tier] = []
        kept = [Foreign(self.name, "header", "\n".join(blocks[0][1]))] if blocks[0][1] != ["WEBVTT"] else []
        cues: dict[int, list[Annotation]] = {}
        voices: dict[str, int] = {}
        n_cues = 0
        for line, lines in blocks[1:]:
            if lines[0].startswith(_LEGEND) and len(lines) == 1 and not tiers:
                tiers = _read_legend(lines[0].removeprefix(_LEGEND), line, findings)
            elif re.match(r"(NOTE|STYLE|REGION)($|[ \t])", lines[0]) and not any("-->" in each for each in lines[:2]):
                kept.append(Foreign(self.name, lines[0].split()[0], "\n".join(lines)))
                if n_cues:
                    findings.changed(f"the {lines[0].split()[0]} of line {line} goes before the cues")
            elif (cue := _read_cue(lines, line, findings)) is not None:
                n_cues += 1
                place, each = _place(cue, tiers, voices)
                cues.setdefault(place, []).append(each)
        if tiers and cues and max(cues) >= len(tiers):
            findings.wrong("a cue names a tier that the file does not tell about")
        report = findings.report()
        named = tiers or [Tier(who or _CAPTIONS, person=who) for who in voices]
        if len({each.name for each in named}) < len(named):
            raise findings.refused("two tiers have one name")
        whole = [replace(tier, annotations=tuple(cues.get(n, ()))) for n, tier in enumerate(named)]
        return Read(Document(MILLISECONDS, tuple(whole), foreign=tuple(kept)), report)

    def write(self, document: Document, rounding: Rounding = "nearest") -> Written:
        """A WebVTT file of all tiers, cues in order of time."""
        fitted = fit(document, self.name, self.holds, self.clock, rounding)
        held = fitted.document
        kept = {n: str(each.content) for n, each in enumerate(held.foreign)}
        header = next((kept[n] for n, each in enumerate(held.foreign) if each.name == "header"), "WEBVTT")
        others = [kept[n] for n, each in enumerate(held.foreign) if each.name != "header"]
        plain = _is_plain(held)
        legend = [] if plain else [_LEGEND + _legend(held)]
        cues = [(each, n, tier) for n, tier in enumerate(held.tiers) for each in tier.annotations]
        cues.sort(key=lambda cue: (cue[0].start, cue[1]))
        written = [_format_cue(each, each.id if plain else f"{n}#{each.id}", tier.person) for each, n, tier in cues]
        return Written(("\n\n".join([header, *legend, *others, *written]) + "\n").encode(), fitted.report)


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Lines between empty lines, with the number of the first."""
    block: list[str] = []
    first = 1
    for number, line in enumerate([*re.split(r"\r\n|\n|\r", text), ""], start=1):
        if line:
            first = first if block else number
            block.append(line)
        elif block:
            yield first, block
            block = []


@dataclass(frozen=True, slots=True)
class _Cue:
    """A cue as it stands, and who speaks in it."""

    annotation: Annotation
    voice: str


def _read_cue(lines: list[str], line: int, findings: Findings) -> _Cue | None:
    at = 0 if "-->" in lines[0] else 1
    timing = _ARROW.fullmatch(lines[at].strip()) if at < len(lines) else None
    if timing is None:
        findings.wrong("a cue needs a line like 00:01.000 --> 00:02.500", line)
        return None
    start, end = milliseconds_of(timing[1]), milliseconds_of(timing[2])
    if start is None or end is None or end <= start:
        findings.wrong(f"a cue runs from {timing[1][:20]} to {timing[2][:20]}, which is no stretch of time", line + at)
        return None
    raw = "\n".join(lines[at + 1 :])
    voice = found[1].strip() if (found := _VOICE.match(raw)) else ""
    payload = raw[found.end() :].removesuffix("</v>") if found else raw
    label = unescape(_TAG.sub("", payload))
    kept = [Foreign("webvtt", "settings", timing[3].strip())] if timing[3] and timing[3].strip() else []
    if _TAG.search(payload):
        kept.append(Foreign("webvtt", "markup", payload))
    return _Cue(Annotation(start, end, label, lines[0] if at else "", foreign=tuple(kept), line=line), unescape(voice))


def _place(cue: _Cue, tiers: list[Tier], voices: dict[str, int]) -> tuple[int, Annotation]:
    """The number of the tier a cue is in, and its annotation."""
    own = _OWN.fullmatch(cue.annotation.id) if tiers else None
    if own is not None:
        return int(own[1]), replace(cue.annotation, id=own[2])
    if tiers:
        return len(tiers), cue.annotation
    return voices.setdefault(cue.voice, len(voices)), cue.annotation


def _read_legend(text: str, line: int, findings: Findings) -> list[Tier]:
    try:
        said = json.loads(text)
        return [Tier(str(each["name"]), (), str(each["person"]), str(each["coder"]), str(each["kind"])) for each in said]
    except (ValueError, TypeError, KeyError, RecursionError):
        findings.wrong("what it says about its tiers cannot be read", line)
        return []


def _legend(document: Document) -> str:
    said = [{"name": each.name, "person": each.person, "coder": each.coder, "kind": each.kind} for each in document.tiers]
    return json.dumps(said).replace(">", "\\u003e")


def _is_plain(document: Document) -> bool:
    """Whether a file says all without a comment about its tiers: every tier is one voice, in order, and nothing else is known of it."""
    order = sorted(((each.start, n) for n, tier in enumerate(document.tiers) for each in tier.annotations))
    as_met = list(dict.fromkeys(n for _, n in order))
    simple = all(
        tier.annotations and not tier.coder and not tier.kind and tier.name == (tier.person or _CAPTIONS) and tier.name.strip() == tier.name
        for tier in document.tiers
    )
    return bool(document.tiers) and simple and as_met == list(range(len(document.tiers))) and all(map(_is_bare, document.tiers))


def _is_bare(tier: Tier) -> bool:
    return not re.search(r"[<>&\r\n]", tier.person) and all(
        re.fullmatch(r"(?!NOTE|STYLE|REGION)[^\r\n#]*", a.id) and "-->" not in a.id for a in tier.annotations
    )


def _format_cue(each: Annotation, identifier: str, person: str) -> str:
    settings = next((f" {more.content}" for more in each.foreign if more.name == "settings"), "")
    timing = f"{format_clock_time(each.start)} --> {format_clock_time(each.end)}{settings}"
    markup = next((str(more.content) for more in each.foreign if more.name == "markup"), None)
    is_same = markup is not None and unescape(_TAG.sub("", markup)) == each.label
    payload = markup if markup is not None and is_same else _escaped(each.label)
    voice = f"<v {_escaped(person)}>" if person else ""
    return "\n".join(line for line in (_one_line(identifier), timing, voice + payload) if line)


def _escaped(text: str) -> str:
    """A label as a payload: line ends that would make an empty line, and so end the cue, are written as references."""
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    return re.sub(r"^\n|\n(?=\n|$)", "&#10;", plain)


def _one_line(identifier: str) -> str:
    return re.sub(r"[\r\n]", " ", identifier).replace("-->", "->")
