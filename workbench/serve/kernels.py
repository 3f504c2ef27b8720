"""The Python processes behind the pages: always this environment's, and for the family's page one that knows its package and no more."""

import asyncio
import os
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado import web
from traitlets import Unicode, default

_NEEDED_TO_RUN = frozenset(
    {"PATH", "PATHEXT", "COMSPEC", "SYSTEMDRIVE", "SYSTEMROOT", "WINDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"}
    | {"LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "TMP", "TEMP"}
    | {"VOILA_PREHEAT", "VOILA_BASE_URL", "VOILA_SERVER_URL", "VOILA_APP_PORT"}
)
"""What a Python process needs from its surroundings to start; everything else stays outside the family's kernel."""

PING_TIMEOUT_MS = 30_000
"""How long a page's socket may stay without a sign of life; not longer than Jupyter's interval of pings, which tornado does not allow."""


class OwnPython(KernelSpecManager):
    """Knows one kernel: the Python this server runs in, whatever is installed elsewhere on the machine."""

    @default("kernel_dirs")
    def _no_folders(self) -> list[str]:
        return []


def bare_environment(surroundings: Mapping[str, str], additions: Mapping[str, str]) -> dict[str, str]:
    """The environment of a family's kernel: what Python needs to start, and `additions`."""
    kept = {name: value for name, value in surroundings.items() if name.upper() in _NEEDED_TO_RUN}
    return {**kept, "PYTHONNOUSERSITE": "1", "PYTHONDONTWRITEBYTECODE": "1", **additions}


class FamilyKernels(AsyncMappingKernelManager):
    """Starts kernels that see one package and none of the guider's settings."""

    package_folder = Unicode(help="The package's folder, the only thing the kernel is told.").tag(config=True)
    words_file = Unicode(help="What the page says of its own, for the kernel to read.").tag(config=True)
    private_folder = Unicode(help="A temporary folder of this server for the kernel's own files.").tag(config=True)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)  # type: ignore[no-untyped-call]
        self._closing = False
        self._alone_since: dict[str, float] = {}
        self._starting: set[asyncio.Task[str]] = set()

    async def start_kernel(self, **kwargs: Any) -> str:  # type: ignore[override]
        """Start a kernel in its bare environment and return its id; none is started once :meth:`end_all` was called."""
        if self._closing:
            raise web.HTTPError(503)
        start = asyncio.create_task(self._start_bare(**kwargs))
        self._starting.add(start)
        start.add_done_callback(self._starting.discard)
        return await start

    async def end_all(self) -> None:
        """End every kernel, also those that are just starting: these cannot be ended before they have a process."""
        self._closing = True
        await asyncio.gather(*self._starting, return_exceptions=True)
        await self.shutdown_all(now=True)

    async def cull_kernel_if_idle(self, kernel_id: str) -> None:
        """End a kernel that no page has been joined to for `cull_idle_timeout` seconds, counted from when it was first found alone.

        Not from its last work: one that was kept ready has had none for as long as it waited, and its page may still be loading.
        """
        now = time.monotonic()
        self._alone_since = {known: since for known, since in self._alone_since.items() if known in self}
        if self._kernel_connections.get(kernel_id, 0):
            self._alone_since.pop(kernel_id, None)
        elif now - self._alone_since.setdefault(kernel_id, now) > self.cull_idle_timeout:
            await self.shutdown_kernel(kernel_id)  # type: ignore[no-untyped-call]

    async def _start_bare(self, **kwargs: Any) -> str:
        additions = {
            "VIG_PACKAGE": self.package_folder,
            "VIG_PAGE_WORDS": self.words_file,
            "IPYTHONDIR": str(Path(self.private_folder) / "ipython"),
            "JUPYTER_RUNTIME_DIR": self.private_folder,
        }
        kwargs["env"] = bare_environment(kwargs.get("env") or os.environ, additions)
        # Whatever a kernel says, on being ended while it starts for instance, is nothing for the guider's terminal.
        kwargs["stdout"] = kwargs["stderr"] = subprocess.DEVNULL
        return str(await super().start_kernel(**kwargs))
