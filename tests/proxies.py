"""Working copies of films as an import makes them, for tests of what comes after."""

from pathlib import Path

from workbench.media.frames import FrameTable, index_frames
from workbench.media.probe import probe_film
from workbench.media.proxy import build_proxy, plan_proxy


def write_proxy(film: Path, target: Path) -> FrameTable:
    """Write the working copy of a film; its frame table."""
    build_proxy(film, plan_proxy(probe_film(film), index_frames(film)), target)
    return index_frames(target)
