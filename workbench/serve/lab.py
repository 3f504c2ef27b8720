"""The guider's JupyterLab: a server extension that brings the films, and a start that keeps everything on this machine.

The extension is loaded by name from the start, so no configuration file is left anywhere.
"""

import os
import secrets
import socket
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from jupyter_server.utils import url_path_join
from jupyterlab.labapp import LabApp

from workbench.errors import NotFoundError, ServeError, WorkbenchError
from workbench.serve.desk import lay_out_desk, strip_pictures
from workbench.serve.first_look import settings_folder, workspaces_folder
from workbench.serve.kernels import PING_TIMEOUT_MS
from workbench.serve.late import LatePartHandler
from workbench.serve.media import MediaFile, MediaHandler
from workbench.serve.stills import StillHandler, Stills
from workbench.session.late_parts import make_spectrogram
from workbench.session.withdrawing import withdraw_everywhere
from workbench.store.vault import Vault
from workbench.store.workspace import default_workspace_folder, open_workspace

PARTS = {
    "film": ("proxy.mp4", "video/mp4"),
    "original": ("original", "video/mp4"),  # what it really is, browsers see for themselves
    "frames": ("frames.bin", "application/octet-stream"),
    "packets": ("packets.bin", "application/octet-stream"),
    "peaks": ("peaks.bin", "application/octet-stream"),
    "spectrogram": ("spectrogram.bin", "application/octet-stream"),
    "thumbnails": ("thumbnails.jpg", "image/jpeg"),
}
"""What of a recording a page may fetch: the name in the address, the vault's part and its media type."""

_WITHOUT = [
    "@jupyterlab/apputils-extension:announcements",
    "@jupyterlab/extensionmanager-extension",
    "@jupyterlab/fileeditor-extension:language-server",
    "@jupyterlab/lsp-extension",
    "@jupyterlab/notebook-extension:language-server",
    "@jupyterlab/terminal-extension",
    "@voila-dashboards/jupyterlab-preview",
]
"""Parts of JupyterLab that ask other hosts, or lead to doors that are shut here."""


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "workbench.serve.lab"}]


def _load_jupyter_server_extension(server: Any) -> None:
    workspace = open_workspace(default_workspace_folder())  # for as long as the server runs
    with suppress(WorkbenchError):  # every film that has to be is shut all the same; what failed stays in the register
        withdraw_everywhere(workspace)
    films = VaultFilms(workspace.vault)
    base = server.web_app.settings["base_url"]
    film, still = (url_path_join(base, rf"/vig/{door}/([^/]+)/([^/]+)") for door in ("media", "still"))
    tones = url_path_join(base, r"/vig/media/([^/]+)/(spectrogram)")
    handlers: list[Any] = [
        (tones, LatePartHandler, {"resolver": films, "make": partial(make_spectrogram, workspace.vault)}),
        (film, MediaHandler, {"resolver": films}),
        (still, StillHandler, {"stills": Stills(workspace)}),
    ]
    server.web_app.add_handlers(".*$", handlers)
    server.web_app.settings.update(page_config_hook=_without_doors, ws_ping_timeout=PING_TIMEOUT_MS)
    server.contents_manager.register_pre_save_hook(strip_pictures)


class VaultFilms:
    """Finds the files of a workspace's recordings by recording id and part."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def __call__(self, thing_id: str, part: str) -> MediaFile | None:
        """The file, or None where the recording has none or the part is not for pages."""
        if part not in PARTS:
            return None
        name, content_type = PARTS[part]
        try:
            with self._vault.path(thing_id, name) as path:
                status = path.stat()
        except (NotFoundError, OSError):
            return None

        def read() -> BinaryIO:
            return self._vault.open(thing_id, name)

        return MediaFile(read, status.st_size, content_type, f'"{thing_id}-{status.st_mtime_ns:x}-{status.st_size:x}"')


def start_lab(
    workspace_folder: Path,
    *,
    notebook: str = "prepare_session.ipynb",
    case: str | None = None,
    port: int = 0,
    open_browser: bool = True,
    announce: Callable[[str], None] | None = None,
) -> None:
    """Open JupyterLab on a notebook of the desk until Ctrl-C, in this process.

    Parameters
    ----------
    workspace_folder : Path
        An existing workspace; its desk is laid out if need be.
    notebook : str
        The notebook to open.
    case : str, optional
        The code of the case to open; the notebooks find it in ``VIG_CASE``.
    port : int
        0 chooses a free one; any other is taken or refused, never replaced.
    announce : callable, optional
        Given the notebook's address once it answers, and nothing is printed; else it is printed, with what was done to the desk.

    Raises
    ------
    WorkspaceError
        If there is no workspace.
    ServeError
        If the port is taken or the desk cannot be written.
    """
    open_workspace(workspace_folder).close()
    for remark in lay_out_desk(workspace_folder):
        if announce is None:
            print(remark, flush=True)  # noqa: T201
    os.environ["VIG_WORKSPACE"] = str(workspace_folder.absolute())
    os.environ.pop("VIG_CASE", None)
    if case is not None:
        os.environ["VIG_CASE"] = case
    port = _free_port(port)
    token = secrets.token_urlsafe(24)
    server = LabApp.serverapp_class.instance(jpserver_extensions={"jupyterlab": True, "workbench.serve.lab": True})
    server.aliases.update(LabApp.aliases)
    options = plan_options(workspace_folder.absolute() / "desk", notebook, port=port, token=token, open_browser=open_browser)
    server.initialize(argv=options, starter_extension=LabApp.name, find_extensions=False)
    server.io_loop.add_callback(announce or _say_where, f"http://127.0.0.1:{port}/lab/tree/notebooks/{notebook}?token={token}")
    server.start()
    LabApp.serverapp_class.clear_instance()


def plan_options(desk: Path, notebook: str, *, port: int, token: str, open_browser: bool) -> list[str]:
    """The options JupyterLab is started with; given on the command line, they win over every configuration file on the machine."""
    options: dict[str, object] = {
        "ServerApp.answer_yes": True,
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.open_browser": open_browser,
        "ServerApp.root_dir": desk,
        "ServerApp.log_level": "ERROR",
        "ServerApp.allow_remote_access": False,
        "ServerApp.allow_origin": "",
        "ServerApp.disable_check_xsrf": False,
        "ServerApp.allow_root": True,
        "ServerApp.terminals_enabled": False,
        "ServerApp.kernel_spec_manager_class": "workbench.serve.kernels.OwnPython",
        "AsyncMappingKernelManager.transport_encryption": "auto",
        "IdentityProvider.token": token,
        "PasswordIdentityProvider.hashed_password": "",
        "LabApp.log_level": "ERROR",
        "LabApp.default_url": f"/lab/tree/notebooks/{notebook}",
        "LabApp.workspaces_dir": workspaces_folder(desk),
        "LabApp.app_settings_dir": settings_folder(desk),
        "LabApp.news_url": None,
        "LabApp.check_for_updates_class": "jupyterlab.handlers.announcements.NeverCheckForUpdate",
        "LabApp.extension_manager": "readonly",
        "LabApp.expose_app_in_browser": False,
    }
    return [f"--{name}={value}" for name, value in options.items()]


def _say_where(link: str) -> None:
    print(f"JupyterLab is open at\n  {link}\nPress Ctrl-C to close it.", flush=True)  # noqa: T201


def _without_doors(_handler: Any, page_config: dict[str, Any]) -> dict[str, Any]:
    disabled = page_config.get("disabledExtensions", [])
    return {**page_config, "disabledExtensions": sorted({*disabled, *_WITHOUT}), "terminalsAvailable": False, "fullMathjaxUrl": ""}


def _free_port(port: int) -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise ServeError(f"Port {port} cannot be used ({error.strerror})", "Leave --port out, and a free one is chosen") from error
        chosen: int = probe.getsockname()[1]
    return chosen
