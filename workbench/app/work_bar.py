"""How far a long piece of work is, on a line under the player."""

import time
from collections.abc import Callable

import ipywidgets

from workbench.design import DESIGN

_TELLS_EVERY_S = 0.2


class WorkBar(ipywidgets.HBox):  # type: ignore[misc]
    """What a long piece of work is doing, how far it is, and a button that stops it; unseen while nothing runs."""

    def __init__(self) -> None:
        self.words = ipywidgets.Label()
        self.bar = ipywidgets.FloatProgress(min=0.0, max=1.0, layout={"flex": "1 1 auto"}, style={"bar_color": DESIGN.accent})
        self.stop = ipywidgets.Button(description="Stop", layout={"width": "auto"})
        super().__init__([self.words, self.bar, self.stop], layout={"display": "none", "width": "100%", "align_items": "center"})

    def begin(self, words: str) -> None:
        """Show the bar at its start."""
        self.tell(words, 0.0, None)
        self.layout.display = "flex"

    def tell(self, words: str, fraction: float, left_s: float | None) -> None:
        """Say what is being done and how far it is."""
        self.words.value = words + (f", about {_rough(left_s)} left" if left_s is not None else "")
        self.bar.value = fraction

    def teller(self) -> Callable[[str, float], None]:
        """What long work that starts now tells how far it is; the bar follows a few times a second, with the time left."""
        started = told = time.monotonic()

        def tell(words: str, fraction: float) -> None:
            nonlocal told
            now = time.monotonic()
            if now - told >= _TELLS_EVERY_S:
                told = now
                self.tell(words, fraction, (now - started) * (1 - fraction) / fraction if fraction > 0 else None)

        return tell

    def end(self) -> None:
        """Take the bar away."""
        self.layout.display = "none"


def _rough(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds >= 90 else f"{max(seconds, 1):.0f} s"
