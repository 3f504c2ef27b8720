"""All intervals of a tier as a page gets them: a small JSON part and five columns of numbers, little-endian, in order of time.

=========  =========  ====================================================================
column     numbers    of each interval
=========  =========  ====================================================================
starts     float64    tick it starts at, a whole number
ends       float64    tick it ends at, a whole number
ids        8 x uint8  the id's sixteen hexadecimal digits
labels     uint32     place of its label in the JSON part's ``labels``
sure       float32    confidence from 0 to 1; not a number where there is none
=========  =========  ====================================================================

Notes are few, so they stand in the JSON part with the place of their interval.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from workbench.widgets.snapshot import WireIntervals, WireNote


@dataclass(frozen=True)
class TierColumns:
    """The JSON part with the columns in the order of the table above."""

    about: WireIntervals
    buffers: tuple[bytes, ...]


def pack_intervals(revision: int, columns: Mapping[str, Sequence[Any]]) -> TierColumns:
    """The wire form of a tier.

    Parameters
    ----------
    revision : int
        The tier's number in its header when the columns were read, or before.
    columns : mapping
        ``id``, ``span_start``, ``span_end`` (ticks), ``label``, ``confidence`` (None where there is none) and ``note``, equally long,
        in order of time.
    """
    places: dict[str, int] = {}
    labels = [places.setdefault(label, len(places)) for label in columns["label"]]
    sure = [np.nan if confidence is None else confidence for confidence in columns["confidence"]]
    notes = [WireNote(place=place, words=note) for place, note in enumerate(columns["note"]) if note]
    return TierColumns(
        WireIntervals(revision=revision, n=len(labels), labels=list(places), notes=notes),
        (
            np.array(columns["span_start"], dtype="<f8").tobytes(),
            np.array(columns["span_end"], dtype="<f8").tobytes(),
            bytes.fromhex("".join(columns["id"])),
            np.array(labels, dtype="<u4").tobytes(),
            np.array(sure, dtype="<f4").tobytes(),
        ),
    )
