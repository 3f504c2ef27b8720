"""The family's page as a server of its own: a narrowed Voila that shows one package.

Convention: the server knows the package's folder and nothing of the workspace; so does its kernel.
What does not live here: which doors there are (:mod:`workbench.serve.doors`), who may knock (:mod:`workbench.serve.guard`).
"""

import asyncio
import contextlib
import logging
import secrets
import signal
import socket
import ssl
import tempfile
import webbrowser
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from jupyter_server.utils import url_path_join
from tornado.httpserver import HTTPServer
from traitlets.config import Config
from voila.app import Voila
from voila.configuration import VoilaConfiguration
from voila.paths import collect_static_paths, collect_template_paths
from voila.utils import get_voila_labextensions_path

from workbench.errors import ServeError
from workbench.practice.exports import Way
from workbench.practice.page_words import PageWords, shipped_page_words
from workbench.practice.verdict import Permit
from workbench.render.package import Package, open_package
from workbench.render.review import plan_review
from workbench.serve.announcing import Opened, say_code, say_where
from workbench.serve.certificate import make_certificate
from workbench.serve.company import Company
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
from workbench.serve.one_time import OneTimeCode
from workbench.serve.own_words import OwnWordsDoor
from workbench.serve.places import notebook_file, templates_folder
from workbench.serve.ports import bind_together
from workbench.serve.presenter import CodeDoor, FamilySocket, PresenterFile, PresenterMedia, PresenterPage, PresenterSocket
from workbench.serve.shelf import PackageShelf
from workbench.widgets.family import STATIC

LIBRARIES = ("@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8", "anywidget")
"""The only JupyterLab extensions the page loads."""

_KERNEL_ID = r"(?P<kernel_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
_MOST_BODY_BYTES = 1 << 16
_PREPARED_WITHIN_S = 20
_UNSEEN_S = 90
"""A kernel whose page has gone without a farewell is ended after this time; a page that comes back later does without one. Longer than the
page's own patience (``templates/family/static/family.js``), so that none goes while its page is still loading."""


class FamilyPage(Voila):  # type: ignore[misc]
    """Voila, cut down to one notebook, one template and one package."""

    name = "vig-present"

    def set_up(self, package: Package, words: PageWords, hosts: list[str], notes: Mapping[str, Any], code: OneTimeCode) -> None:
        """Take the package in hand; nothing is started yet."""
        self._words = words
        self._package_folder = package.folder
        self._shelf = PackageShelf(package)
        self._company = Company(plan_review(package, words), notes)
        self._code = code
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
            *self._presenters_doors(),
            (rf"/api/kernels/{_KERNEL_ID}", KernelHandler),
            (rf"/api/kernels/{_KERNEL_ID}/channels", SocketHandler),
            (rf"/voila/api/shutdown/{_KERNEL_ID}", FarewellHandler),
        ]
        return [(url_path_join(self.server_url, door[0]), *door[1:]) for door in doors]

    def _presenters_doors(self) -> list[tuple[Any, ...]]:
        words = {"package": self._package_folder, "company": self._company}
        joining = {"company": self._company, "code": self._code}
        media = {"resolver": self._shelf, "code": self._code}
        return [
            (r"/vig/company", FamilySocket, joining),
            (r"/vig/words", OwnWordsDoor, words),
            (r"/presenter", PresenterPage),
            (r"/presenter/(presenter\.(?:js|css))", PresenterFile, {"path": str(STATIC)}),
            (r"/presenter/code", CodeDoor, {"code": self._code}),
            (r"/presenter/(?P<part>clip|poster)/(?P<thing_id>[0-9a-f]{16})", PresenterMedia, media),
            (r"/presenter/company", PresenterSocket, joining),
        ]

    async def serve(self, bound: list[tuple[socket.socket, ssl.SSLContext | None]], when_ready: Callable[[], None]) -> None:
        """Answer at sockets, with TLS where there is a context, until told to stop; then end every kernel."""
        settings = {**self.init_settings(), **self.tornado_settings, "shelf": self._shelf, "words": self._words}
        settings["default_handler_class"] = NothingHere
        self.app = GuardedApplication(self._door, [], **settings)
        self.app.add_handlers(".*$", self.init_handlers())
        # Whoever knocks in a way that is none is turned away without a word, and no address of a device is written anywhere.
        logging.getLogger("tornado.general").setLevel(logging.CRITICAL)
        servers = []
        for listening, context in bound:
            servers.append(HTTPServer(self.app, ssl_options=context, max_body_size=_MOST_BODY_BYTES))
            servers[-1].add_socket(listening)
        stopping = asyncio.create_task(_told_to_stop())
        preparing = asyncio.create_task(self._prepare_first())
        try:
            await asyncio.wait({stopping, preparing}, return_when=asyncio.FIRST_COMPLETED)
            if not stopping.done():
                when_ready()
            await stopping
        finally:
            preparing.cancel()
            for server in servers:
                server.stop()
            # A page that was being prepared loses its kernel now; that is nobody's error.
            asyncio.get_running_loop().set_exception_handler(lambda loop, context: None)
            for server in servers:
                await server.close_all_connections()
            await self.kernel_manager.end_all()

    async def _prepare_first(self) -> None:
        """Until a kernel has run the page, so that whoever is told where it is finds it at once; in vain, it is told all the same."""
        with contextlib.suppress(Exception):
            async with asyncio.timeout(_PREPARED_WITHIN_S):
                (pool,) = self.kernel_manager._pools.values()
                prepared = await asyncio.shield(pool[0])
                await asyncio.wait({prepared["task"]})

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
    announce: Callable[[Opened], None] | None = None,
    notes: Mapping[str, Any] | None = None,
    words: PageWords | None = None,
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
        Whether other devices on the local network may open the page, too; there it is encrypted.
    announce : callable, optional
        Told where the page answers once it does; else it is printed.
    notes : mapping, optional
        The guider's private notes by the ids of the package's clips, for the presenter's view.
    words : PageWords, optional
        What the page says of its own; without them the shipped ones in the package's language.

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
    words = words or shipped_page_words(package.manifest.language)
    address = _lan_address() if lan else None
    here, *there = bind_together(port, ["127.0.0.1", *([address] if address else [])])
    port = here.getsockname()[1]
    token, code = secrets.token_urlsafe(24), OneTimeCode(say_code)
    with tempfile.TemporaryDirectory(prefix="vig-present-", ignore_cleanup_errors=True) as private:
        bound: list[tuple[socket.socket, ssl.SSLContext | None]] = [(here, None)]
        bases, fingerprint = [f"http://127.0.0.1:{port}/"], ""
        if address:
            certificate = make_certificate(address, Path(private))
            bound.append((there[0], certificate.context))
            bases.append(f"https://{address}:{port}/")
            fingerprint = certificate.fingerprint
        opened = Opened(
            tuple(f"{base}?token={token}" for base in bases), tuple(f"{base}presenter" for base in bases), code.shown, fingerprint
        )

        def when_ready() -> None:
            announce(opened) if announce else say_where(opened, lan=lan)
            if open_browser:
                webbrowser.open(opened.urls[0])

        FamilyPage.clear_instance()
        page = FamilyPage.instance(
            config=_configuration(package_folder.resolve(), Path(private), words), **_fixed(port, token, Path(private))
        )
        names = ["127.0.0.1", "localhost", *([address] if address else [])]
        page.set_up(package, words, [f"{name}:{port}" for name in names], notes or {}, code)
        try:
            asyncio.run(page.serve(bound, when_ready))
        except KeyboardInterrupt:
            pass
        finally:
            FamilyPage.clear_instance()
    if announce is None:
        print("The page is closed.")  # noqa: T201


def _configuration(package_folder: Path, private: Path, words: PageWords) -> Config:
    words_file = private / "words.json"
    words_file.write_text(words.model_dump_json(), encoding="utf-8")
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
                "resources": {"words": words.model_dump()},
            },
            "FamilyKernels": {
                "package_folder": str(package_folder),
                "words_file": str(words_file),
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


def _lan_address() -> str | None:
    """The machine's address on its network; asking the system's routes sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, contextlib.suppress(OSError):
        probe.connect(("192.0.2.1", 9))
        address: str = probe.getsockname()[0]
        return None if address.startswith("127.") else address
    return None


async def _told_to_stop() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        # Windows has no SIGHUP, and its loops take no handler at all: there Ctrl-C interrupts the loop itself.
        with contextlib.suppress(NotImplementedError, AttributeError):
            loop.add_signal_handler(getattr(signal, name), stop.set)
    await stop.wait()
