"""Where the table is in the picture.

Places on it are (across, towards us), in units of about a film pixel: across from the picture's middle, towards us from the far edge.
Pictures show it in perspective from above: what lies nearer is larger and lower.
"""

TABLE_TOP_PX = 480.0
"""Where the far edge of the table is in the picture."""

DEEP = 1210.0
"""How quickly things grow as they come nearer: the larger, the slower."""


def scale_at(towards: float) -> float:
    """How large things are at that distance."""
    return 1.0 / (1.25 - towards / DEEP)


def on_table(across: float, towards: float) -> tuple[float, float]:
    """A place on the table in the picture, in pixels."""
    s = scale_at(towards)
    return 640.0 + across * s, -120.0 + 750.0 * s


def scale_at_y(y_px: float) -> float:
    """How large things are at that height of the picture; above the table as at its far edge."""
    return (max(y_px, TABLE_TOP_PX) + 120.0) / 750.0
