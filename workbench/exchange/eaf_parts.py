"""Words of the EAF format that its reader and its writer share."""

from fractions import Fraction

from workbench.core.time import Clock
from workbench.exchange.document import Constraint, Foreign
from workbench.exchange.format import MILLISECONDS

NAME = "eaf"
VERSIONS = ("2.4", "2.5", "2.6", "2.7", "2.8", "3.0")
UNITS = {
    "milliseconds": MILLISECONDS,
    "PAL-frames": Clock(Fraction(1, 25)),
    "NTSC-frames": Clock(Fraction(1001, 30_000)),
}
"""What TIME_UNITS may be; frames are counted in old files only."""
USUAL_TYPE = "default-lt"
"""The linguistic type that ELAN gives a tier about which nothing is said."""
MOST_TIME = 2**32 - 1

DESCRIPTIONS = {
    Constraint.TIME_SUBDIVISION: "Time subdivision of parent annotation's time interval, no time gaps allowed within this interval",
    Constraint.SYMBOLIC_SUBDIVISION: "Symbolic subdivision of a parent annotation. Annotations refering to the same parent are ordered",
    Constraint.SYMBOLIC_ASSOCIATION: "1-1 association with a parent annotation",
    Constraint.INCLUDED_IN: "Time alignable annotations within the parent annotation's time interval, gaps are allowed",
}
"""The constraints as ELAN describes them in every file."""

ORDER = (
    *("LICENSE", "HEADER", "TIME_ORDER", "TIER", "LINGUISTIC_TYPE", "LOCALE", "LANGUAGE", "CONSTRAINT"),
    *("CONTROLLED_VOCABULARY", "LEXICON_REF", "REF_LINK_SET", "EXTERNAL_REF"),
)
"""The elements of a document, in the order of the schema."""


def kept_attributes(attributes: dict[str, str], known: tuple[str, ...], prefix: str = "") -> tuple[Foreign, ...]:
    """Attributes that a document has no place for."""
    return tuple(Foreign(NAME, f"{prefix}@{name}", value) for name, value in attributes.items() if name not in known)


def attributes_of(foreign: tuple[Foreign, ...], prefix: str = "") -> dict[str, str]:
    """Attributes that were kept."""
    start = f"{prefix}@"
    return {each.name.removeprefix(start): str(each.content) for each in foreign if each.name.startswith(start)}
