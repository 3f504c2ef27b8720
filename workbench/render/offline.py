"""The offline page: one folder that opens in a browser by a double click, from a stick or any disk, without Python and without network.

``index.html`` holds the page's words, times, style and script; the clips and stills lie beside it in ``films``. A browser lets a page that
is a file read nothing but pictures and films, so that the page's policy names those, and its own one script and style by their hashes.
"""

import hashlib
from base64 import b64encode
from pathlib import Path

from workbench.media.progress import Cancelled, Progress
from workbench.practice.exports import Way
from workbench.practice.page_words import PageWords
from workbench.practice.verdict import Permit
from workbench.render.package import CLIPS, POSTERS, Package
from workbench.render.packing import PackagePlan, check_permit, whole_folder, write_clips
from workbench.render.review import plan_review
from workbench.render.whole_page import format_whole_page, read_built
from workbench.store.files import write_whole
from workbench.store.vault import Vault

INDEX = "index.html"
FILMS = "films"


def write_offline_page(
    plan: PackagePlan,
    vault: Vault,
    parent: Path,
    permit: Permit,
    words: PageWords,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Path:
    """Write what is planned for a package as a page that needs nothing but a browser: a new folder in `parent`; the folder's path.

    After an error, a full disk or a cancelled run nothing is left in `parent`.

    Raises
    ------
    ConsentError, RenderError, StoppedError
        As :func:`workbench.render.packing.write_package`.
    """
    check_permit(plan, permit, Way.OFFLINE_PAGE)
    with whole_folder(parent, plan.folder_name, "The offline page") as folder:
        manifest = write_clips(plan, vault, folder / FILMS, permit, progress=progress, cancelled=cancelled)
        write_whole(folder / INDEX, format_page(Package(folder / FILMS, manifest), words).encode())
    return parent / plan.folder_name


def format_page(package: Package, words: PageWords) -> str:
    """The page of a package: of its list, only what a page is told, and the last day."""
    style, script = read_built("offline.css"), read_built("offline.js")
    told = {
        **plan_review(package, words),
        "expires_on": package.manifest.expires_on.isoformat(),
        "clips_in": f"{FILMS}/{CLIPS}",
        "posters_in": f"{FILMS}/{POSTERS}",
    }
    policy = _policy(style, script)
    return format_whole_page(told, style=style, script=script, policy=policy, referrer="no-referrer")


def _policy(style: str, script: str) -> str:
    """Nothing but this script, this style, and films and pictures; browsers differ in whether `self` names files."""
    return (
        f"default-src 'none'; script-src '{_source(script)}'; style-src '{_source(style)}'; "
        "media-src 'self' file:; img-src 'self' file:; base-uri 'none'; form-action 'none'"
    )


def _source(text: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
