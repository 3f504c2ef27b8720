"""Names that things have inside the workspace."""

import re
import secrets

_ID = re.compile(r"[0-9a-f]{16}")


def new_id() -> str:
    """A new random name: 16 lower-case hexadecimal digits, unguessable and without meaning."""
    return secrets.token_hex(8)


def is_id(text: str) -> bool:
    """Whether `text` has the form of a name made by :func:`new_id`; the check for everything that comes in from outside."""
    return _ID.fullmatch(text) is not None
