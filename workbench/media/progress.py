"""How long work tells what it is doing and asks whether to go on."""

from collections.abc import Callable

Progress = Callable[[str, float], None]
"""Takes what is being done, in words, and the part of it that is done, 0 to 1."""

Cancelled = Callable[[], bool]
"""Whether somebody wants the work to stop."""
