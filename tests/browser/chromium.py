"""The browser of the tests: find one, or install it. Run as a script by ``make test`` before the suite."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

_QUIET = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run")
LAUNCH_ARGUMENTS = (*_QUIET, "--disable-gpu")
"""The processor puts pages on the screen: a tenth of the work that it has with playing a graphics card that is not there."""
GRAPHICS_CARD = (*_QUIET, "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
"""Pages come on the screen in the way of a graphics card, played by the processor."""
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge")


def find_chromium() -> Path | None:
    """The browser named by CHROMIUM, one on the path, or the one Playwright has installed."""
    named = os.environ.get("CHROMIUM")
    if named:
        return Path(named) if Path(named).exists() else None
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return Path(found)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    return own if own.exists() else None


def install_chromium() -> None:
    """Install a browser: Debian's package where that is possible, Playwright's own build elsewhere."""
    is_debian_root = Path("/etc/debian_version").exists() and hasattr(os, "geteuid") and os.geteuid() == 0
    if is_debian_root:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=True, env=quiet, stdout=subprocess.DEVNULL)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=True, env=quiet, stdout=subprocess.DEVNULL)
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def main() -> int:
    """Exit status 0 when a browser is there at the end."""
    if find_chromium() is None:
        print("No Chromium found; installing one for the browser tests.", flush=True)
        install_chromium()
    found = find_chromium()
    if found is None:
        print("No Chromium could be found or installed. Install Chromium or Chrome, or set CHROMIUM to its path.", file=sys.stderr)
        return 2
    print(f"Browser of the tests: {found}", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
