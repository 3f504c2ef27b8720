"""The offline page: one folder that opens in a browser by a double click, from a stick or any disk, without Python and without network.

``index.html`` holds the page's words, times, style and script; the clips and stills lie beside it in ``films``. A browser lets a page that
is a file read nothing but pictures and films, so that the page's policy names those, and its own one script and style by their hashes.
"""

import hashlib
import json
from base64 import b64encode
from importlib.resources import files
from pathlib import Path
from string import Template

from workbench.media.progress import Cancelled, Progress
from workbench.practice.exports import Way
from workbench.practice.verdict import Permit
from workbench.render.package import CLIPS, POSTERS, Package
from workbench.render.packing import PackagePlan, check_permit, whole_folder, write_clips
from workbench.render.review import plan_review
from workbench.store.files import write_whole
from workbench.store.vault import Vault

INDEX = "index.html"
FILMS = "films"

_PAGE = Template("""\
<!DOCTYPE html>
<html lang="$language">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="$policy">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Watching together</title>
<style>$style</style>
</head>
<body>
<noscript>This page needs a newer browser. Please ask the person who gave it to you.</noscript>
<script type="application/json" id="vig-review">$review</script>
<script>$script</script>
</body>
</html>
""")


def write_offline_page(
    plan: PackagePlan,
    vault: Vault,
    parent: Path,
    permit: Permit,
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
        write_whole(folder / INDEX, format_page(Package(folder / FILMS, manifest)).encode())
    return parent / plan.folder_name


def format_page(package: Package) -> str:
    """The page of a package: of its list, only what a page is told, and the last day."""
    style, script = _built("offline.css"), _built("offline.js")
    told = {
        **plan_review(package),
        "expires_on": package.manifest.expires_on.isoformat(),
        "clips_in": f"{FILMS}/{CLIPS}",
        "posters_in": f"{FILMS}/{POSTERS}",
    }
    return _PAGE.substitute(
        language=package.manifest.language,
        policy=_policy(style, script),
        style=style,
        script=script,
        review=json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"),
    )


def _policy(style: str, script: str) -> str:
    """Nothing but this script, this style, and films and pictures; browsers differ in whether `self` names files."""
    return (
        f"default-src 'none'; script-src '{_source(script)}'; style-src '{_source(style)}'; "
        "media-src 'self' file:; img-src 'self' file:; base-uri 'none'; form-action 'none'"
    )


def _source(text: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _built(name: str) -> str:
    """A part of the built front end, in which nothing ends the element it stands in."""
    return (files("workbench") / "widgets" / "static" / name).read_text(encoding="utf-8")
