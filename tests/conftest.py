"""Fixtures that many tests share."""

import os
import signal
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.films import Kind, NumberedFilm, write_numbered_film

REPOSITORY = Path(__file__).resolve().parent.parent

# Whether a law holds does not depend on how busy the machine is.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


def pytest_configure() -> None:
    """A suite started in the background ignores some signals, and so would every program that a test starts and interrupts.

    A handler of our own keeps the suite deaf to them and is not passed on.
    """
    for name in ("SIGINT", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler if name == "SIGINT" else lambda *_: None)


@pytest.fixture(scope="session")
def numbered_film(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Kind], NumberedFilm]:
    """A numbered film of 50 frames for each kind, written when first asked for; not to be changed by a test."""
    folder = tmp_path_factory.mktemp("films")
    return cache(lambda kind: write_numbered_film(folder / f"{kind}.mp4", kind=kind))


@pytest.fixture(scope="session")
def shared_material() -> Path:
    """The folder of real films, by VIG_REAL_MEDIA or as ``shared`` beside the checkout; the test is skipped where there is none."""
    folder = Path(os.environ.get("VIG_REAL_MEDIA") or REPOSITORY.parent / "shared")
    if not (folder / "media").is_dir():
        pytest.skip(f"no real films here ({folder} has no folder 'media'); set VIG_REAL_MEDIA to the folder that has")
    return folder
