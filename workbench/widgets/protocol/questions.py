"""Questions of the page, which change nothing."""

from typing import Literal

from workbench.widgets.protocol.values import Id, Said


class ReadTier(Said):
    """All intervals of a tier, please; the answer's columns are as ``widgets.tier_columns`` says."""

    kind: Literal["read_tier"]
    id: Id
