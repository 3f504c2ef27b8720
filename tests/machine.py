"""What a machine may refuse: a person without rights, a disk that is small."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def somebody_else() -> Iterator[None]:
    """As a person without rights: the test may run as root, whom no permission stops."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65_534)
    try:
        yield
    finally:
        os.seteuid(0)


@contextmanager
def small_disk(folder: Path, n_kilobytes: int) -> Iterator[Path]:
    """A new disk of that size at `folder`; where none can be mounted, a test of the limit for one file tells the same."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={n_kilobytes}k", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this account may not mount a small disk; the test of the limit for one file tells the same")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)
