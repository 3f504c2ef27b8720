"""Tidy tables: one row an annotation, as CSV or Parquet, with a data dictionary.

Times are whole ticks of the film clock, 90 000 a second, and the same in seconds for people. The dictionary of a CSV stands beside it as
JSON; a Parquet file has it in its own metadata. Parquet needs the extra ``parquet``.
"""

import csv
import io
import json
from dataclasses import dataclass
from typing import Any

from workbench.core.time import FILM_CLOCK, TICKS_PER_S, Clock, Rounding
from workbench.errors import ExchangeError
from workbench.exchange.document import Annotation, Document, Tier
from workbench.exchange.features import Feature, fit
from workbench.exchange.format import Read, Written, check_size, text_of
from workbench.exchange.report import Findings
from workbench.exchange.seconds import format_seconds

COLUMNS: dict[str, tuple[str, str, str]] = {
    "tier": ("string", "", "name of the tier the annotation is in"),
    "person": ("string", "", "whose the tier is; empty where it is nobody's"),
    "coder": ("string", "", "who coded the tier; empty where nobody is named"),
    "kind": ("string", "", "what the tier is about; empty where it is not said"),
    "annotation": ("string", "", "name of the annotation; empty where it has none"),
    "start_ticks": ("integer", "1/90000 s", "start, from the film's first frame"),
    "end_ticks": ("integer", "1/90000 s", "end, not in the annotation any more; the start itself for an instant"),
    "start_s": ("number", "s", "start_ticks in seconds, to the nearest microsecond; for people, not read back"),
    "end_s": ("number", "s", "end_ticks in seconds, to the nearest microsecond; for people, not read back"),
    "label": ("string", "", "what is coded"),
    "note": ("string", "", "a note; empty for none"),
    "confidence": ("number", "0 to 1", "how sure a candidate is; empty for what a person or a script says"),
    "values": ("string", "JSON", "further values as a list of pairs of name and value; empty for none"),
}
"""The columns with their type, unit and meaning, in order."""

_NOT_HELD = {
    *(Feature.EMPTY_TIERS, Feature.DEPENDENCE, Feature.VOCABULARIES, Feature.MEDIA, Feature.PLAYLISTS, Feature.FREE_TIMES, Feature.ANCHORS),
}
_HELD = frozenset(Feature) - _NOT_HELD
_NOT_READ_BACK = ("start_s", "end_s")
_MOST_DIGITS = 15
DICTIONARY = ".dictionary.json"


@dataclass(frozen=True, slots=True)
class TidyCsv:
    """A CSV file in UTF-8 with a data dictionary beside it."""

    name: str = "csv"
    title: str = "tidy CSV with a data dictionary"
    suffixes: tuple[str, ...] = (".csv",)
    clock: Clock = FILM_CLOCK
    holds: frozenset[Feature] = _HELD

    def read(self, data: bytes, name: str) -> Read:
        """The document in a tidy CSV file."""
        findings = Findings(name, "Give it the columns that docs/exchange.md names")
        reader = csv.reader(io.StringIO(text_of(data, findings), newline=""), strict=True)
        rows = []
        try:
            header = next(reader, [])
            before = reader.line_num
            for row in reader:
                rows.append((before + 1, row))
                before = reader.line_num
        except csv.Error as error:
            raise findings.refused(f"this is no CSV ({error})", reader.line_num) from error
        return _read_rows(header, rows, findings)

    def write(self, document: Document, rounding: Rounding = "nearest") -> Written:
        """A CSV file of all annotations, tier by tier."""
        fitted = fit(document, self.name, self.holds, self.clock, rounding)
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        writer.writerows(["" if cell is None else cell for cell in row] for row in _rows(fitted.document))
        return Written(out.getvalue().encode(), fitted.report, {DICTIONARY: dictionary(fitted.document)})


@dataclass(frozen=True, slots=True)
class TidyParquet:
    """A Parquet file with the data dictionary in its metadata."""

    name: str = "parquet"
    title: str = "tidy Parquet with a data dictionary"
    suffixes: tuple[str, ...] = (".parquet",)
    clock: Clock = FILM_CLOCK
    holds: frozenset[Feature] = _HELD

    def read(self, data: bytes, name: str) -> Read:
        """The document in a tidy Parquet file."""
        findings = Findings(name, "Give it the columns that docs/exchange.md names")
        check_size(data, findings)
        arrow, parquet = _arrow()
        try:
            file = parquet.ParquetFile(io.BytesIO(data))
            size = sum(file.metadata.row_group(n).total_byte_size for n in range(file.metadata.num_row_groups))
            if size > _MOST_UNPACKED:
                raise findings.refused(f"it has {size} bytes unpacked; up to {_MOST_UNPACKED} are read")
            table = file.read()
        except (arrow.ArrowException, OSError, ValueError, MemoryError) as error:
            raise findings.refused(f"this is no whole Parquet file ({type(error).__name__})") from error
        rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
        cells = [(n, ["" if cell is None else str(cell) for cell in row]) for n, row in enumerate(rows, start=1)]
        return _read_rows(table.column_names, cells, findings)

    def write(self, document: Document, rounding: Rounding = "nearest") -> Written:
        """A Parquet file of all annotations, tier by tier."""
        fitted = fit(document, self.name, self.holds, self.clock, rounding)
        arrow, parquet = _arrow()
        types = {"string": arrow.string(), "integer": arrow.int64(), "number": arrow.float64()}
        columns = list(zip(*_rows(fitted.document), strict=True)) or [() for _ in COLUMNS]
        fields = [
            arrow.field(name, types[kind], metadata={"unit": unit, "description": words}) for name, (kind, unit, words) in COLUMNS.items()
        ]
        made = [arrow.array(_typed(cells, field.type == types["number"]), field.type) for cells, field in zip(columns, fields, strict=True)]
        schema = arrow.schema(fields, metadata={"dictionary": dictionary(fitted.document)})
        out = io.BytesIO()
        parquet.write_table(arrow.Table.from_arrays(made, schema=schema), out)
        return Written(out.getvalue(), fitted.report)


_MOST_UNPACKED = 512 * 2**20


def dictionary(document: Document) -> bytes:
    """The data dictionary as JSON: columns, the clock, and the labels that occur in each tier."""
    columns = [{"name": name, "type": kind, "unit": unit, "description": words} for name, (kind, unit, words) in COLUMNS.items()]
    tiers = [
        {"name": tier.name, "n": len(tier.annotations), "labels": sorted({each.label for each in tier.annotations})}
        for tier in document.tiers
    ]
    about = {"clock": f"{TICKS_PER_S} ticks a second, half-open, from the film's first frame", "columns": columns, "tiers": tiers}
    return json.dumps(about, indent=1, ensure_ascii=False).encode()


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise ExchangeError("Parquet files need a library that is not here", "Install vig-workbench[parquet], or take csv") from error
    return pyarrow, pyarrow.parquet


def _rows(document: Document) -> list[list[Any]]:
    return [
        [
            *(tier.name, tier.person, tier.coder, tier.kind, each.id, each.start, each.end),
            *(format_seconds(each.start), format_seconds(each.end), each.label, each.note, each.confidence),
            json.dumps(each.values, ensure_ascii=False) if each.values else "",
        ]
        for tier in document.tiers
        for each in tier.annotations
    ]


def _typed(cells: Any, is_number: bool) -> list[Any]:
    return [float(cell) if is_number and cell is not None else cell for cell in cells]


def _read_rows(header: list[str], rows: list[tuple[int, list[str]]], findings: Findings) -> Read:
    wanted = [name for name in COLUMNS if name not in _NOT_READ_BACK]
    missing = [name for name in ("tier", "start_ticks", "end_ticks", "label") if name not in header]
    if missing or len(set(header)) < len(header):
        raise findings.refused(f"the columns {', '.join(missing)} are missing" if missing else "two columns have one name", 1)
    for name in header:
        if name not in COLUMNS:
            findings.lost("a column that is not known", 1, name)
    tiers: dict[str, tuple[Tier, list[Annotation]]] = {}
    for line, cells in rows:
        if len(cells) != len(header):
            if cells:
                findings.wrong(f"there are {len(cells)} cells for {len(header)} columns", line)
            continue
        said = dict.fromkeys(wanted, "") | dict(zip(header, cells, strict=True))
        head = Tier(said["tier"], (), said["person"], said["coder"], said["kind"])
        tier, own = tiers.setdefault(head.name, (head, []))
        if tier != head:
            findings.wrong("person, coder and kind differ from those of the tier's first row", line, head.name)
        each = _annotation(said, line, findings)
        if each is not None:
            own.append(each)
    report = findings.report()
    whole = [Tier(t.name, tuple(own), t.person, t.coder, t.kind) for t, own in tiers.values()]
    return Read(Document(FILM_CLOCK, tuple(whole)), report)


def _annotation(said: dict[str, str], line: int, findings: Findings) -> Annotation | None:
    times = said["start_ticks"], said["end_ticks"]
    if not all(each.isascii() and each.isdecimal() and len(each) <= _MOST_DIGITS for each in times) or int(times[0]) > int(times[1]):
        findings.wrong(f"start_ticks and end_ticks are {times[0][:20]!r} and {times[1][:20]!r}, which is no time", line, said["tier"])
        return None
    try:
        sure = float(said["confidence"]) if said["confidence"] else None
        values = tuple((str(name), str(value)) for name, value in json.loads(said["values"])) if said["values"] else ()
        named = said["annotation"]
        return Annotation(int(times[0]), int(times[1]), said["label"], named, said["note"], sure, values, line=line)
    except (ValueError, TypeError, RecursionError):
        findings.wrong("confidence has to be a number from 0 to 1, and values a list of pairs in JSON", line, said["tier"])
        return None
