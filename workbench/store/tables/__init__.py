"""The tables, column by column.

Convention: times of a film are whole ticks on the film clock; days are dates; a stretch is two columns,
``<field>_start`` and ``<field>_end`` (half-open).
JSON is kept for really nested things only: keyframes, pause points, lists of codes and of ids.

What becomes of a row when the row it refers to is removed stands in the column's ``info``:
``REMOVED`` goes with it, ``UNLINKED`` stays and forgets it.
The database itself never cascades, so nothing can vanish without being journaled. How values become rows is in ``mapping``.
"""

from workbench.store.tables.casework import (
    cases,
    clip_responses,
    cycles,
    external_measures,
    goal_ratings,
    goals,
    letters,
    people,
    reviews,
    self_assessments,
    supervisions,
)
from workbench.store.tables.columns import NAMES, ON_REMOVE, REMOVED, UNLINKED, metadata
from workbench.store.tables.consent import assents, certificates, consents, exports
from workbench.store.tables.film import cameras, clips, intervals, moments, playlists, recordings, regions, steps, tiers, who_is_who
from workbench.store.tables.journal import change_rows, changes

__all__ = [
    "NAMES",
    "ON_REMOVE",
    "REMOVED",
    "UNLINKED",
    "assents",
    "cameras",
    "cases",
    "certificates",
    "change_rows",
    "changes",
    "clip_responses",
    "clips",
    "consents",
    "cycles",
    "exports",
    "external_measures",
    "goal_ratings",
    "goals",
    "intervals",
    "letters",
    "metadata",
    "moments",
    "people",
    "playlists",
    "recordings",
    "regions",
    "reviews",
    "self_assessments",
    "steps",
    "supervisions",
    "tiers",
    "who_is_who",
]
