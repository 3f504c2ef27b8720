"""What works on this computer, tried and not guessed, in plain words.

A check is a function of the workspace folder that gives a :class:`Check`. Nothing is installed, changed or sent; what is written is written
into a temporary folder, or beside the workspace's own files and taken away again.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import workbench
from workbench.errors import WorkbenchError

_LEAST_FREE_GB = 2.0
_N_FRAMES = 12
_NOTEBOOKS = ("prepare_session.ipynb", "family_review.ipynb", "microanalysis.ipynb")
_BUNDLES = ("player.js", "family.js")
_AGAIN = "Install VIG Workbench again"


@dataclass(frozen=True)
class Check:
    """One thing that was tried: whether it holds, what was found, and what to do where it does not.

    What is not `needed` makes the work nicer, but nothing of the main job depends on it.
    """

    name: str
    holds: bool
    words: str
    next_step: str = ""
    needed: bool = True

    def lines(self) -> Iterator[str]:
        """As people read it."""
        mark = "yes" if self.holds else "no " if self.needed else "-  "
        yield f"{mark}  {self.words}."
        if not self.holds and self.next_step:
            yield f"       {self.next_step}."


def examine(workspace: Path) -> list[Check]:
    """Every check on this computer, in the order in which a person should mend things."""
    return [_tried(name, function, workspace) for name, function in CHECKS.items()]


def _tried(name: str, function: Callable[[str, Path], Check], workspace: Path) -> Check:
    try:
        return function(name, workspace)
    except WorkbenchError as error:
        return Check(name, False, error.problem, error.next_step)
    except Exception as error:  # part of the command line's border: a broken library must not hide what else is broken
        return Check(name, False, f"{name.capitalize()} could not be tried ({type(error).__name__})", _AGAIN)


def check_python(name: str, _workspace: Path) -> Check:
    """Python is new enough."""
    version = ".".join(str(part) for part in sys.version_info[:3])
    return Check(name, sys.version_info >= (3, 11), f"Python is {version}", "Install Python 3.11 or newer")


def check_packages(name: str, _workspace: Path) -> Check:
    """Every package the workbench declares is there in a version it allows."""
    from packaging.requirements import Requirement

    wrong = []
    requirements = [Requirement(line) for line in metadata.requires("vig-workbench") or ()]
    wanted = [each for each in requirements if each.marker is None or each.marker.evaluate({"extra": ""})]
    for each in wanted:
        try:
            version = metadata.version(each.name)
        except metadata.PackageNotFoundError:
            wrong.append(f"{each.name} is missing")
            continue
        if not each.specifier.contains(version, prereleases=True):
            wrong.append(f"{each.name} is {version} instead of {each.specifier}")
    words = f"{len(wanted)} packages are there in the right versions" if not wrong else "Packages do not fit: " + ", ".join(wrong)
    return Check(name, not wrong, words, _AGAIN)


def check_film_codecs(name: str, _workspace: Path) -> Check:
    """A small film is encoded as a working copy is, with sound, and every frame of it decoded."""
    n_frames = _round_trip("libx264", "-c:a", "aac", "-f", "lavfi", "-i", "sine=d=1")
    fits = n_frames == _N_FRAMES
    words = "Films can be made and read (H.264 and AAC)" if fits else f"A film of {_N_FRAMES} frames came back with {n_frames}"
    return Check(name, fits, words, _AGAIN)


def check_phone_codec(name: str, _workspace: Path) -> Check:
    """HEVC, which phones write, is decoded."""
    n_frames = _round_trip("libx265", "-tag:v", "hvc1", "-x265-params", "log-level=none")
    fits = n_frames == _N_FRAMES
    return Check(name, fits, "Phone films (HEVC) can be read" if fits else "Phone films (HEVC) cannot be read", _AGAIN)


def check_browser(name: str, _workspace: Path) -> Check:
    """A browser that plays the films is installed."""
    found = [words for words, programs in _BROWSERS.items() if any(_program(program) for program in programs)]
    words = f"Browser found: {', '.join(found)}" if found else "No Chromium, Chrome, Edge or Firefox was found"
    return Check(name, bool(found), words, "Install one of them, or give its address to another browser with --no-browser")


def check_disk(name: str, workspace: Path) -> Check:
    """There is space for films."""
    free_gb = shutil.disk_usage(_nearest_folder(workspace)).free / 1e9
    words = f"{free_gb:.1f} GB are free for films in {workspace}"
    return Check(name, free_gb >= _LEAST_FREE_GB, words, f"Free at least {_LEAST_FREE_GB:.0f} GB, or choose another disk with --workspace")


def check_workspace(name: str, workspace: Path) -> Check:
    """The workspace opens and can be written; where there is none, one could be made."""
    folder = _nearest_folder(workspace)
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"vig")
    except OSError as error:
        words = f"Nothing can be written into {folder} ({error.strerror})"
        return Check(name, False, words, "Choose another folder with --workspace, or change its permissions")
    from workbench.practice.casework import Case
    from workbench.store.workspace import holds_workspace, open_workspace

    if not holds_workspace(workspace):
        return Check(name, True, f"There is no workspace in {workspace} yet; one can be made there")
    with open_workspace(workspace) as opened:
        n_cases = len(opened.find(Case))
    return Check(name, True, f"The workspace {workspace} opens; cases in it: {n_cases}")


def check_port(name: str, _workspace: Path) -> Check:
    """A page can be served on this computer."""
    try:
        with socket.socket() as door:
            door.bind(("127.0.0.1", 0))
            port = door.getsockname()[1]
    except OSError as error:
        return Check(name, False, f"No port of this computer can be opened ({error.strerror})", "Ask who looks after it to allow 127.0.0.1")
    return Check(name, True, f"Pages can be served on this computer (port {port} was free)")


def check_template(name: str, _workspace: Path) -> Check:
    """The template of the family's page is there."""
    from workbench.serve.places import templates_folder

    templates_folder()
    return Check(name, True, "The template of the family's page is there")


def check_notebooks(name: str, _workspace: Path) -> Check:
    """The notebooks are there."""
    from workbench.serve.places import notebook_file

    for notebook in _NOTEBOOKS:
        notebook_file(notebook)
    return Check(name, True, f"The notebooks are there ({len(_NOTEBOOKS)})")


def check_frontend(name: str, _workspace: Path) -> Check:
    """The scripts of the player and of the family's page were built."""
    folder = Path(workbench.__file__).parent / "widgets" / "static"
    missing = [bundle for bundle in _BUNDLES if not (folder / bundle).is_file() or not (folder / bundle).stat().st_size]
    words = f"Missing: {', '.join(missing)}" if missing else "The scripts of the player and of the family's page are there"
    return Check(name, not missing, words, _AGAIN + ", or build them with make frontend")


CHECKS: dict[str, Callable[[str, Path], Check]] = {
    "python": check_python,
    "packages": check_packages,
    "film codecs": check_film_codecs,
    "phone codec": check_phone_codec,
    "browser": check_browser,
    "disk": check_disk,
    "workspace": check_workspace,
    "port": check_port,
    "template": check_template,
    "notebooks": check_notebooks,
    "frontend": check_frontend,
}
"""Every check by its name."""

_BROWSERS: dict[str, tuple[str, ...]] = {
    "Chromium": ("chromium", "chromium-browser", "/Applications/Chromium.app/Contents/MacOS/Chromium"),
    "Chrome": (
        "google-chrome",
        "google-chrome-stable",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "%ProgramFiles%/Google/Chrome/Application/chrome.exe",
        "%ProgramFiles(x86)%/Google/Chrome/Application/chrome.exe",
        "%LocalAppData%/Google/Chrome/Application/chrome.exe",
    ),
    "Edge": (
        "microsoft-edge",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        "%ProgramFiles(x86)%/Microsoft/Edge/Application/msedge.exe",
        "%ProgramFiles%/Microsoft/Edge/Application/msedge.exe",
    ),
    "Firefox": ("firefox", "/Applications/Firefox.app/Contents/MacOS/firefox", "%ProgramFiles%/Mozilla Firefox/firefox.exe"),
}


def _program(name: str) -> str | None:
    return shutil.which(os.path.expandvars(name))


def _nearest_folder(place: Path) -> Path:
    """The folder itself, or the nearest above it that exists."""
    return next(folder for folder in (place, *place.parents) if folder.is_dir())


def _round_trip(encoder: str, *options: str) -> int:
    """How many frames of a made film come back after encoding with the bundled ffmpeg and decoding with PyAV; 0 where it cannot be made."""
    import av
    import imageio_ffmpeg

    picture = ("-f", "lavfi", "-i", f"testsrc=s=128x72:r=12:d={_N_FRAMES / 12}")
    inputs = options[options.index("-f") :] if "-f" in options else ()
    settings = options[: len(options) - len(inputs)]
    with tempfile.TemporaryDirectory() as folder:
        film = Path(folder) / "film.mp4"
        program = imageio_ffmpeg.get_ffmpeg_exe()
        arguments = (program, "-nostdin", "-v", "error", *picture, *inputs, "-c:v", encoder, "-pix_fmt", "yuv420p", *settings, str(film))
        if subprocess.run(arguments, capture_output=True, check=False).returncode:
            return 0
        with av.open(str(film)) as container:
            return sum(1 for _ in container.decode(video=0))
