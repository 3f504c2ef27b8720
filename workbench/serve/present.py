"""The family's page as a server of its own: a narrowed Voila that shows one package.

Convention: the server knows the package's folder and nothing of the workspace; so does its kernel.
What does not live here: which doors there are (:mod:`workbench.serve.doors`), who may knock (:mod:`workbench.serve.guard`).
"""

import asyncio
import contextlib
import secrets
import signal
import socket
import tempfile
import webbrowser
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from jupyter_server.utils import url_path_join
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from traitlets.config import Config
from voila.app import Voila
from voila.configuration import VoilaConfiguration
from voila.paths import collect_static_paths, collect_template_paths
from voila.utils import get_voila_labextensions_path

from workbench.errors import ServeError
from workbench.practice.exports import Way
from workbench.practice.verdict import Permit
from workbench.render.package import Package, open_package
from workbench.serve.doors import (
    FarewellHandler,
    KernelHandler,
    LibraryHandler,
    LinkOnly,
    NarrowConnection,
    NothingHere,
    PageHandler,
    SocketHandler,
)
from workbench.serve.guard import Door, GuardedApplication
from workbench.serve.kernels import PING_TIMEOUT_MS, FamilyKernels, OwnPython
from workbench.serve.media import MediaHandler
from workbench.serve.places import notebook_file, templates_folder
from workbench.serve.shelf import PackageShelf

LIBRARIES = ("@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8", "anywidget")
"""The only JupyterLab extensions the page loads."""

_KERNEL_ID = r"(?P<kernel_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
_UNSEEN_S = 45
"""A kernel whose page has gone without a farewell is ended after this time; a page that comes back later does without one."""


class FamilyPage(Voila):  # type: ignore[misc]
    """Voila, cut down to one notebook, one template and one package."""

    name = "vig-present"

    def set_up(self, package: Package, hosts: list[str]) -> None:
        """Take the package in hand; nothing is started yet."""
        self._shelf = PackageShelf(package)
        self._door = Door(hosts)
        self.voila_configuration = VoilaConfiguration(parent=self)
        self.setup_template_dirs()

    def setup_template_dirs(self) -> None:
        """Take the family's template from where it came with the workbench, the rest from Voila."""
        own = templates_folder()
        try:
            voilas_own = collect_template_paths(["voila", "nbconvert"], "lab", prune=True)
            self.static_paths = collect_static_paths(["voila", "nbconvert"], "base")
        except ValueError as error:
            raise ServeError("Voila's own page files were not found", "Install VIG Workbench again") from error
        self.template_paths = [str(own / "family"), str(own), *voilas_own]

    def init_handlers(self) -> list[Any]:
        """The doors, all of them."""
        page = {
            "notebook_path": Path(self.notebook_path).name,
            "template_paths": self.template_paths,
            "config": self.config,
            "voila_configuration": self.voila_configuration,
        }
        doors: list[tuple[Any, ...]] = [
            (r"/()", PageHandler, page),
            (r"/vig/(?P<part>clip|poster)/(?P<thing_id>[0-9a-f]{16})", MediaHandler, {"resolver": self._shelf}),
            (r"/vig/page/(family\.(?:js|css))", LibraryHandler, {"path": str(templates_folder() / "family" / "static")}),
            (r"/voila/static/([\w.-]+\.(?:js|woff2?|svg|ttf|eot))", LibraryHandler, {"path": self._folder_with("voila.js")}),
            *self._library_doors(),
            (rf"/api/kernels/{_KERNEL_ID}", KernelHandler),
            (rf"/api/kernels/{_KERNEL_ID}/channels", SocketHandler),
            (rf"/voila/api/shutdown/{_KERNEL_ID}", FarewellHandler),
        ]
        return [(url_path_join(self.server_url, door[0]), *door[1:]) for door in doors]

    async def serve(self, sockets: list[socket.socket], when_ready: Callable[[], None]) -> None:
        """Answer until told to stop, then end every kernel."""
        settings = {**self.init_settings(), **self.tornado_settings, "shelf": self._shelf, "default_handler_class": NothingHere}
        self.app = GuardedApplication(self._door, [], **settings)
        self.app.add_handlers(".*$", self.init_handlers())
        server = HTTPServer(self.app)
        server.add_sockets(sockets)
        try:
            when_ready()
            await _told_to_stop()
        finally:
            server.stop()
            # A page that was being prepared loses its kernel now; that is nobody's error.
            asyncio.get_running_loop().set_exception_handler(lambda loop, context: None)
            await server.close_all_connections()
            await self.kernel_manager.end_all()

    def _folder_with(self, file: str) -> str:
        for folder in self.static_paths:
            if (Path(folder) / file).is_file():
                return str(folder)
        raise ServeError("The page's script library is missing", "Install VIG Workbench again")

    def _library_doors(self) -> Iterator[tuple[Any, ...]]:
        roots = [Path(root) for root in get_voila_labextensions_path()]
        for name in LIBRARIES:
            folder = next((root / name for root in roots if (root / name / "package.json").is_file()), None)
            if folder is None:
                raise ServeError(f"The page's library {name} is missing", "Install VIG Workbench again")
            yield rf"/voila/labextensions/{name}/(static/[\w.-]+)", LibraryHandler, {"path": str(folder)}


def present(
    package_folder: Path,
    permit: Permit,
    *,
    port: int = 0,
    lan: bool = False,
    open_browser: bool = True,
    announce: Callable[[list[str]], None] | None = None,
) -> None:
    """Show a package to a family until Ctrl-C.

    Parameters
    ----------
    package_folder : Path
        As ``vig publish`` wrote it.
    permit : Permit
        That everyone in it still agrees, as ``workbench.session.permission`` gives it.
    port : int
        0 chooses a free one; any other is taken or refused, never replaced.
    lan : bool
        Whether other devices on the local network may open the page, too.
    announce : callable, optional
        Given the page's addresses once it answers, this computer's first; else they are printed.

    Raises
    ------
    ConsentError
        If the permit is not for this package.
    PackageError
        If the package is expired, withdrawn or damaged; nothing has been started.
    ServeError
        If the port is taken or a file of the page is missing.
    """
    package = open_package(package_folder, date.today())
    permit.check_way(Way.PACKAGE, made_of=package.manifest.id)
    sockets = _bound_sockets(port, "0.0.0.0" if lan else "127.0.0.1")  # noqa: S104
    port = sockets[0].getsockname()[1]
    names = ["127.0.0.1", *([address] if lan and (address := _lan_address()) else [])]
    token = secrets.token_urlsafe(24)
    urls = [f"http://{name}:{port}/?token={token}" for name in names]

    def when_ready() -> None:
        announce(urls) if announce else _say_where(urls, lan=lan)
        if open_browser:
            webbrowser.open(urls[0])

    with tempfile.TemporaryDirectory(prefix="vig-present-", ignore_cleanup_errors=True) as private:
        FamilyPage.clear_instance()
        page = FamilyPage.instance(config=_configuration(package_folder.resolve(), Path(private)), **_fixed(port, token, Path(private)))
        page.set_up(package, [f"{name}:{port}" for name in [*names, "localhost"]])
        try:
            asyncio.run(page.serve(sockets, when_ready))
        except KeyboardInterrupt:
            pass
        finally:
            FamilyPage.clear_instance()
    if announce is None:
        print("The page is closed.")  # noqa: T201


def _configuration(package_folder: Path, private: Path) -> Config:
    return Config(
        {
            "VoilaConfiguration": {
                "template": "family",
                "allow_template_override": "NO",
                "allow_theme_override": "NO",
                "file_allowlist": [],
                "strip_sources": True,
                "show_tracebacks": False,
                "preheat_kernel": True,
                "default_pool_size": 1,
                "extension_allowlist": list(LIBRARIES),
                "extension_denylist": [],
                "kernel_spec_manager_class": OwnPython,
                "multi_kernel_manager_class": FamilyKernels,
                "resources": {},
            },
            "FamilyKernels": {
                "package_folder": str(package_folder),
                "private_folder": str(private),
                "allow_tracebacks": False,
                "transport_encryption": "auto",
                "cull_idle_timeout": _UNSEEN_S,
                "cull_interval": 10,
                "cull_connected": False,
                "fill_delay": 0.5,
            },
            "LinkOnly": {"cookie_options": {"expires_days": None, "samesite": "Lax"}},
            "NotebookNotary": {"db_file": ":memory:", "secret": secrets.token_bytes(32)},
        }
    )


def _fixed(port: int, token: str, private: Path) -> dict[str, Any]:
    notebook = notebook_file("family_review.ipynb")
    return {
        "notebook_path": str(notebook),
        "root_dir": str(notebook.parent),
        "port": port,
        "port_retries": 0,
        "token": token,
        "identity_provider_class": LinkOnly,
        "kernel_websocket_connection_class": NarrowConnection,
        "connection_dir": str(private),
        "log_level": "CRITICAL",
        "config_file_paths": [],
        "tornado_settings": {
            "allow_remote_access": True,
            "xsrf_cookies": True,
            "xsrf_cookie_kwargs": {"path": "/", "samesite": "Lax", "expires_days": None},
            "log_function": lambda handler: None,
            "websocket_max_message_size": 1 << 16,
            "ws_ping_timeout": PING_TIMEOUT_MS,
        },
    }


def _bound_sockets(port: int, address: str) -> list[socket.socket]:
    try:
        return bind_sockets(port, address=address)
    except OSError as error:
        raise ServeError(f"Port {port} cannot be used ({error.strerror})", "Leave --port out, and a free one is chosen") from error


def _lan_address() -> str | None:
    """The machine's address on its network; asking the system's routes sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, contextlib.suppress(OSError):
        probe.connect(("192.0.2.1", 9))
        address: str = probe.getsockname()[0]
        return None if address.startswith("127.") else address
    return None


def _say_where(urls: list[str], *, lan: bool) -> None:
    print(f"The family's page is open at\n  {urls[0]}", flush=True)  # noqa: T201
    if lan and len(urls) > 1:
        print(  # noqa: T201
            f"On other devices of this network:\n  {urls[1]}\n"
            "Whoever has this link and is in the same network can see the clips until you stop.\n"
            "The network itself is not encrypted; use one you trust.",
            flush=True,
        )
    elif lan:
        print("No network was found; the page can be seen on this computer only.", flush=True)  # noqa: T201
    print("Press Ctrl-C to close it.", flush=True)  # noqa: T201


async def _told_to_stop() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        with contextlib.suppress(NotImplementedError):
            if hasattr(signal, name):
                loop.add_signal_handler(getattr(signal, name), stop.set)
    await stop.wait()
