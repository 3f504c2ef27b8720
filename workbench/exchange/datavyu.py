"""Datavyu's .opf: a zip with a spreadsheet of columns and cells (``db``) and a project (``project``), which is kept as it is.

A column is a tier, a cell an annotation: the first code is its label, the others are further values.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from workbench.core.time import Clock, Rounding
from workbench.exchange.document import Annotation, Document, Foreign, Media, Tier
from workbench.exchange.features import Feature, fit
from workbench.exchange.format import MILLISECONDS, MOST_BYTES, Read, Written, check_size, text_of
from workbench.exchange.report import Findings
from workbench.exchange.seconds import format_clock_time

_HELD = {
    *(Feature.TIERS, Feature.EMPTY_TIERS, Feature.LABELS, Feature.EMPTY_LABELS, Feature.EMPTY_MARKS, Feature.VALUES),
    *(Feature.INSTANTS, Feature.MIXED, Feature.OVERLAPS, Feature.MEDIA),
}
_COLUMN = re.compile(r"(?P<name>.*?) \((?P<kind>MATRIX|NOMINAL|TEXT),(?P<shown>true|false),[^)]*\)(?P<codes>-.*)?")
_CELL = re.compile(r"(?P<onset>\d+:\d\d:\d\d:\d{3}),(?P<offset>\d+:\d\d:\d\d:\d{3}),(?P<values>.*)", re.ASCII)
_USUAL_CODE = "code"
_MOST_MEMBERS = 100
_FEED = re.compile(r"^\s*feed: (.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Datavyu:
    """Datavyu's format."""

    name: str = "datavyu"
    title: str = "Datavyu spreadsheet"
    suffixes: tuple[str, ...] = (".opf",)
    clock: Clock = MILLISECONDS
    holds: frozenset[Feature] = frozenset(_HELD)

    def read(self, data: bytes, name: str) -> Read:
        """The document in an .opf file."""
        findings = Findings(name, "Open it in Datavyu, mend it there and save it again")
        members = _unpack(data, findings)
        if "db" not in members:
            raise findings.refused("this is no Datavyu file: there is no spreadsheet in it")
        tiers = _read_columns(text_of(members.pop("db"), findings), findings)
        project = text_of(members.get("project", b""), findings)
        media = tuple(Media(found[1].strip().strip("'\"")) for found in _FEED.finditer(project))
        report = findings.report()
        kept = tuple(Foreign(self.name, member, content) for member, content in members.items())
        return Read(Document(MILLISECONDS, tuple(tiers), media=media, foreign=kept), report)

    def write(self, document: Document, rounding: Rounding = "nearest") -> Written:
        """An .opf file of a document."""
        fitted = fit(document, self.name, self.holds, self.clock, rounding)
        findings = Findings("The Datavyu file", "Give it a simpler name and export again")
        lines = ["#4"]
        for tier in fitted.document.tiers:
            lines += _column(tier, findings)
        members = {each.name: each.content for each in fitted.document.foreign if isinstance(each.content, bytes)}
        members.setdefault("project", _project(fitted.document.media))
        report = fitted.report + findings.report()
        return Written(_pack({**members, "db": "".join(f"{line}\n" for line in lines).encode()}), report)


def _unpack(data: bytes, findings: Findings) -> dict[str, bytes]:
    """The files in a zip, each a plain name, all together no larger than a file may be."""
    check_size(data, findings)
    members: dict[str, bytes] = {}
    left = MOST_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if len(infos) > _MOST_MEMBERS:
                raise findings.refused(f"there are {len(infos)} files in it; up to {_MOST_MEMBERS} are read")
            for info in infos:
                if re.search(r"[/\\:\0]|^\.", info.filename) or info.filename in members or info.flag_bits & 1:
                    raise findings.refused(f"it holds a file that has no place here: {info.filename[:80]!r}")
                with archive.open(info) as member:
                    members[info.filename] = member.read(left + 1)
                left -= len(members[info.filename])
                if left < 0:
                    raise findings.refused(f"unpacked it has more than {MOST_BYTES} bytes")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error, struct.error) as error:
        raise findings.refused(f"this is no whole Datavyu file ({type(error).__name__})") from error
    return members


def _pack(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _read_columns(text: str, findings: Findings) -> list[Tier]:
    lines = re.split(r"\r\n|\n|\r", text)
    if lines[0].strip() != "#4":
        raise findings.refused(f"its spreadsheet is of the version {lines[0][:20]!r}; #4 is read", 1)
    columns: list[tuple[str, list[str], list[Annotation]]] = []
    names: set[str] = set()
    for number, line in enumerate(lines[1:], start=2):
        if not line:
            continue
        cell = _CELL.fullmatch(line)
        if cell is not None and columns:
            each = _read_cell(cell, columns[-1][1], number, columns[-1][0], findings)
            if each is not None:
                columns[-1][2].append(each)
        elif (column := _COLUMN.fullmatch(line)) is not None:
            if column["name"] in names:
                findings.wrong("two columns have this name", number, column["name"])
            names.add(column["name"])
            codes = [part.rpartition("|")[0] or part for part in (column["codes"] or "").removeprefix("-").split(",")]
            columns.append((column["name"], codes if column["codes"] else [], []))
        else:
            findings.wrong("this is neither a column nor a cell with two times", number, columns[-1][0] if columns else "")
    if findings.problems:
        return []
    return [Tier(name, tuple(own), foreign=_codes(codes)) for name, codes, own in columns]


def _codes(codes: list[str]) -> tuple[Foreign, ...]:
    return () if codes == [_USUAL_CODE] else (Foreign("datavyu", "codes", tuple(codes)),)


def _read_cell(cell: re.Match[str], codes: list[str], line: int, tier: str, findings: Findings) -> Annotation | None:
    onset, offset = _time(cell["onset"]), _time(cell["offset"])
    if onset is None or offset is None or offset < onset:
        findings.wrong(f"a cell runs from {cell['onset']} to {cell['offset']}, which is no time", line, tier)
        return None
    whole = cell["values"]
    in_brackets = whole.startswith("(") and whole.endswith(")")
    values = [_plain(part) for part in _parted(whole[1:-1])] if in_brackets else [_plain(whole)]
    if len(values) > max(len(codes), 1):
        findings.wrong(f"a cell has {len(values)} values for {len(codes)} codes", line, tier)
        return None
    named = tuple((name, value) for name, value in zip(codes[1:], values[1:], strict=False) if value)
    return Annotation(onset, offset, values[0], values=named, line=line)


def _time(text: str) -> int | None:
    hours, minutes, seconds, milliseconds = (int(part) for part in text.split(":")) if len(text) < 20 else (0, 60, 0, 0)
    return None if minutes > 59 or seconds > 59 else ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds


def _parted(text: str) -> Iterator[str]:
    """Parts between commas that no backslash stands before."""
    part = ""
    for piece in re.findall(r"\\.|,|[^\\,]+|\\", text, re.DOTALL):
        if piece == ",":
            yield part
            part = ""
        else:
            part += piece
    yield part


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL)


def _escaped(text: str) -> str:
    return re.sub(r"[\\,]", r"\\\g<0>", text)


def _column(tier: Tier, findings: Findings) -> Iterator[str]:
    known = next((each.content for each in tier.foreign if each.name == "codes"), (_USUAL_CODE,))
    codes = dict.fromkeys(known if isinstance(known, tuple) else ())
    for each in tier.annotations:
        codes |= dict.fromkeys(name for name, _ in each.values)
    names = list(codes) or [_USUAL_CODE]
    if re.search(r"[\r\n]| \((MATRIX|NOMINAL|TEXT),", tier.name) or any(not name or re.search(r"[,|\r\n]", name) for name in names):
        findings.wrong("its name, or that of a value, cannot be a name in Datavyu", tier=tier.name)
    shown = ",".join(f"{name}|NOMINAL" for name in names)
    yield f"{tier.name} (MATRIX,true,)-{shown}"
    for each in tier.annotations:
        said = dict(each.values)
        values = ",".join(_escaped(value) for value in (each.label, *(said.get(name, "") for name in names[1:])))
        yield f"{format_clock_time(each.start, ':')},{format_clock_time(each.end, ':')},({values})"


def _project(media: tuple[Media, ...]) -> bytes:
    lines = ["!project", "dbFile: film.opf", "name: film", "origpath: ''", "version: 5", f"viewerSettings:{'' if media else ' []'}"]
    for n, each in enumerate(media, start=1):
        feed = re.sub(r"\s", " ", each.url)
        lines += ["- !vs", f"  feed: {feed}", "  plugin: org.datavyu.plugins.javafx.JfxPlugin", f"  settingsId: '{n}'", "  version: 3"]
    return "".join(f"{line}\n" for line in lines).encode()
