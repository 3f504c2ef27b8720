"""The two servers as processes of their own, for tests that knock at their doors."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

_PRESENT = """
import json
import sys
from pathlib import Path
from datetime import date
from workbench.serve.present import present
from workbench.session.permission import permit_showing
folder = Path(sys.argv[1])
notes = json.loads(sys.argv[2]) if len(sys.argv) > 2 and sys.argv[2].startswith("{") else None
present(folder, permit_showing(None, folder, date.today()), lan="lan" in sys.argv, open_browser=False, notes=notes)
"""

_LAB = """
import sys
from pathlib import Path
from workbench.serve.lab import start_lab
start_lab(Path(sys.argv[1]), case=sys.argv[2], open_browser=False)
"""


@dataclass(frozen=True)
class Address:
    """Where a server answers."""

    host: str
    token: str
    links: tuple[str, ...]
    process: "subprocess.Popen[str]"
    code: str = ""
    """The first code for the presenter's view, where there is one."""
    said: str = ""
    """Everything the server said of itself before it was ready."""

    @property
    def base(self) -> str:
        return f"http://{self.host}/"

    @property
    def link(self) -> str:
        return self.links[0]

    def kernels(self) -> list[int]:
        """The process ids of the server's kernels."""
        found = subprocess.run(["ps", "-e", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
        rows = [line.split(None, 2) for line in found.splitlines()]
        return [int(pid) for pid, parent, words in rows if int(parent) == self.process.pid and "ipykernel_launcher" in words]

    def stop(self) -> tuple[str, str]:
        """End the server as Ctrl-C does and give back what it said."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.communicate(timeout=20)


@contextmanager
def served_package(package: Path, *options: str, env: dict[str, str] | None = None) -> Iterator[Address]:
    """The family's page of a package."""
    with _served(_PRESENT, package, *options, env=env) as address:
        yield address


@contextmanager
def served_lab(workspace: Path, case: str = "HAZEL") -> Iterator[Address]:
    """The guider's JupyterLab on a case of a workspace."""
    with _served(_LAB, workspace, case) as address:
        yield address


@contextmanager
def _served(code: str, folder: Path, *options: str, env: dict[str, str] | None = None) -> Iterator[Address]:
    arguments = [sys.executable, "-c", code, str(folder), *options]
    environment = {**os.environ, **(env or {})}
    with subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, start_new_session=True
    ) as process:
        try:
            yield _address(process)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
            try:
                if process.stdout and not process.stdout.closed:
                    process.communicate(timeout=20)
            finally:
                process.kill()


def _address(process: "subprocess.Popen[str]") -> Address:
    assert process.stdout is not None
    links: list[str] = []
    said, code = "", ""
    for line in process.stdout:
        said += line
        if line.startswith("It asks for this code: "):
            code = line.split(": ")[1].strip()
        if line.strip().startswith("http"):
            links.append(line.strip())
        if "Ctrl-C" in line:
            first = urlsplit(links[0])
            return Address(first.netloc, first.query.removeprefix("token="), tuple(links), process, code, said)
    assert process.stderr is not None
    raise AssertionError(f"the server did not start: {process.stderr.read()}")
