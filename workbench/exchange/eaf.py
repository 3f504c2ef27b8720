"""ELAN's annotation files (EAF), 2.4 to 3.0: read whole, written as 3.0 or 2.8, valid against the published schemas.

All four ways a tier depends on another are understood, vocabularies and references to their entries, and time slots that several
annotations share. What has no place in a document (locales, licences, lexicons, reference links, external references, anything a newer
ELAN may add) is kept where it stood.
"""

from dataclasses import dataclass
from typing import Literal

from workbench.core.time import Clock, Rounding
from workbench.exchange.document import Document
from workbench.exchange.eaf_parts import UNITS
from workbench.exchange.eaf_reading import read_root
from workbench.exchange.eaf_writing import write_root
from workbench.exchange.features import EVERYTHING, Feature, fit
from workbench.exchange.format import MILLISECONDS, Read, Written
from workbench.exchange.report import Findings
from workbench.exchange.xml import parse_xml

_NOT_HELD = {
    *(Feature.NOTES, Feature.CONFIDENCE, Feature.VALUES, Feature.OVERLAPS, Feature.PLAYLISTS),
    *(Feature.INSTANTS, Feature.MIXED, Feature.EMPTY_MARKS),
}


@dataclass(frozen=True, slots=True)
class Eaf:
    """ELAN's format; `version` is what is written."""

    version: Literal["3.0", "2.8"] = "3.0"
    name: str = "eaf"
    title: str = "ELAN annotation file"
    suffixes: tuple[str, ...] = (".eaf",)
    clock: Clock = MILLISECONDS
    holds: frozenset[Feature] = EVERYTHING - _NOT_HELD

    def read(self, data: bytes, name: str) -> Read:
        """The document in an EAF file."""
        findings = Findings(name, "Open it in ELAN, mend it there and save it again")
        document = read_root(parse_xml(data, findings), findings)
        report = findings.report()
        assert document is not None
        return Read(document, report)

    def write(self, document: Document, rounding: Rounding = "nearest") -> Written:
        """An EAF file of a document; times are milliseconds, unless they were frames."""
        clock = document.clock if document.clock in UNITS.values() else self.clock
        fitted = fit(document, self.name, self.holds, clock, rounding)
        findings = Findings("The EAF file", "Change it there and export again")
        text = write_root(fitted.document, self.version, findings)
        return Written(text.encode(), fitted.report + findings.report())
