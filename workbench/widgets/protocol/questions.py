"""Questions of the page, which change nothing."""

from typing import Annotated, Literal

from pydantic import Field

from workbench.widgets.protocol.values import Id, Instant, Said


class Look(Said):
    """Is anybody there, and is there anything new: films of the case, a working copy that is ready; ``widgets.snapshot.WireLook``."""

    kind: Literal["look"]


class ReadTier(Said):
    """All intervals of a tier, please; the answer's columns are as ``widgets.tier_columns`` says."""

    kind: Literal["read_tier"]
    id: Id


class ReadHistory(Said):
    """The latest edits of the case, newest first; answered with ``widgets.snapshot.WireEdits``."""

    kind: Literal["read_history"]
    most: Annotated[int, Field(ge=1, le=1000, strict=True)] = 200


class WhatDependsOn(Said):
    """What would go with a thing if it were removed; answered with ``widgets.snapshot.WireDepending``."""

    kind: Literal["what_depends_on"]
    thing: Literal["moment", "step", "region", "clip", "tier", "interval", "person", "goal", "cycle", "review"]
    id: Id


class WhatMayGo(Said):
    """What may go to a supervisor of a review today, and what stays here; answered with ``widgets.record.WireMayGo``."""

    kind: Literal["what_may_go"]
    review_id: Id


class ReadPreview(Said):
    """The family's page of the case's playlist as it stands; answered with ``widgets.snapshot.WirePreview``."""

    kind: Literal["read_preview"]


class ReadFaces(Said):
    """The faces that were found in the picture at an instant; answered with ``widgets.analysis.WireFaces``."""

    kind: Literal["read_faces"]
    at: Instant


Question = Annotated[Look | ReadTier | ReadHistory | WhatDependsOn | WhatMayGo | ReadPreview | ReadFaces, Field(discriminator="kind")]
"""Everything a page may ask without changing anything."""

QUESTIONS = frozenset({"look", "read_tier", "read_history", "what_depends_on", "what_may_go", "read_preview", "read_faces"})
"""The kinds of questions."""
