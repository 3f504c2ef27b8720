"""What is packed into a tier's columns can be read from them again, whatever people wrote."""

import math
import struct
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from workbench.core.time import TICKS_PER_S
from workbench.widgets.tier_columns import TierColumns, pack_intervals

NAMES = ("id", "span_start", "span_end", "label", "confidence", "note")
rows = st.tuples(
    st.text("0123456789abcdef", min_size=16, max_size=16),
    st.integers(0, 24 * 3600 * TICKS_PER_S),
    st.integers(0, 24 * 3600 * TICKS_PER_S),
    st.sampled_from(["child", "puzzle", "", "uncodable"]) | st.text(max_size=8),
    st.none() | st.floats(0, 1, width=32),
    st.just("") | st.text(max_size=12),
)


def read(packed: TierColumns) -> list[tuple[Any, ...]]:
    """The rows in a packed tier, by the table in the module's words alone."""
    about, (starts, ends, ids, labels, sure) = packed.about, packed.buffers
    notes = {note.place: note.words for note in about.notes}
    return [
        (
            ids[8 * place : 8 * place + 8].hex(),
            struct.unpack_from("<d", starts, 8 * place)[0],
            struct.unpack_from("<d", ends, 8 * place)[0],
            about.labels[struct.unpack_from("<I", labels, 4 * place)[0]],
            None if math.isnan(confidence := struct.unpack_from("<f", sure, 4 * place)[0]) else confidence,
            notes.get(place, ""),
        )
        for place in range(about.n)
    ]


@given(st.lists(rows, max_size=30))
def test_every_interval_comes_out_as_it_went_in(given_rows: list[tuple[Any, ...]]) -> None:
    columns = dict(zip(NAMES, zip(*given_rows, strict=True) if given_rows else ((),) * 6, strict=True))
    packed = pack_intervals(7, columns)
    assert read(packed) == given_rows
    assert packed.about.revision == 7
    assert len(packed.about.labels) == len({row[3] for row in given_rows})
    assert [len(buffer) for buffer in packed.buffers] == [size * len(given_rows) for size in (8, 8, 8, 4, 4)]
