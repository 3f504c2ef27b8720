"""What ``vig present`` says: the addresses, as words and as pictures for a phone, what the browser will ask, and the presenter's code."""

import shutil
import sys
from dataclasses import dataclass
from math import ceil
from textwrap import wrap

import segno

from workbench.serve.one_time import EXPIRES_AFTER_S

_ON_NETWORK = (
    "Whoever has this link and is in the same network can see the clips until you stop.",
    "The way there is encrypted with a certificate that this computer has just made for itself. The browser does not know it and will warn "
    "that the connection is not private, once on each device. Choose “Advanced” or “Show details”, then “Proceed” or “Visit this website”. "
    "Whoever wants to be sure compares the certificate's SHA-256 fingerprint:",
)
_HOW_LONG = f"It works once, within {EXPIRES_AFTER_S // 60} minutes; whoever asks with one that is used up has a new one shown here."
_WIDEST = 120
_QUIET_ZONE = 2
_INK_ON_PAPER = "\x1b[30;107m"
_PLAIN = "\x1b[0m"


@dataclass(frozen=True)
class Opened:
    """Where a presentation answers.

    Parameters
    ----------
    urls : tuple of str
        The family's page, on this computer first; a second one on the network.
    presenter_urls : tuple of str
        The presenter's view, likewise.
    code : str
        The first code for it.
    fingerprint : str
        Of the certificate on the network; empty where there is none.
    """

    urls: tuple[str, ...]
    presenter_urls: tuple[str, ...]
    code: str
    fingerprint: str = ""


def say_where(opened: Opened, *, lan: bool) -> None:
    """Print it for people, in lines that fit the terminal; with codes for phones where one shows them."""
    draws, width = sys.stdout.isatty(), min(shutil.get_terminal_size().columns, _WIDEST)
    lines = ["The family's page is open at", f"  {opened.urls[0]}"]
    if len(opened.urls) > 1:
        lines += ["On other devices of this network:", f"  {opened.urls[1]}", *(qr_lines(opened.urls[1]) if draws else ())]
        lines += [line for paragraph in _ON_NETWORK for line in wrap(paragraph, width)]
        lines += [f"  {line}" for line in _parts_of(opened.fingerprint, width - 2)]
    elif lan:
        lines += wrap("No network was found; the page can be seen on this computer only.", width)
    lines += ["Your own view, with your notes and what comes next:", f"  {opened.presenter_urls[-1]}"]
    if len(opened.urls) > 1:
        lines += qr_lines(opened.presenter_urls[-1]) if draws else []
    else:
        lines.append("  (for a phone or a tablet start with --lan)")
    lines += [f"It asks for this code: {opened.code}", *wrap(_HOW_LONG, width), "Press Ctrl-C to close it."]
    print("\n".join(lines), flush=True)  # noqa: T201


def say_code(code: str) -> None:
    """Print the next code; on standard error, because a program may read the rest."""
    print(f"The next code for your own view: {code}", file=sys.stderr, flush=True)  # noqa: T201


def qr_lines(address: str) -> list[str]:
    """An address as lines that a phone's camera reads from a terminal: two rows of modules a line, dark on light whatever the theme."""
    modules = [list(row) for row in segno.make(address, error="m", micro=False).matrix_iter(border=_QUIET_ZONE)]
    if len(modules) % 2:
        modules.append([0] * len(modules[0]))
    halves = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}
    rows = zip(modules[::2], modules[1::2], strict=True)
    return [f"  {_INK_ON_PAPER}{''.join(halves[bool(up), bool(down)] for up, down in zip(*row, strict=True))}{_PLAIN}" for row in rows]


def _parts_of(fingerprint: str, width: int) -> list[str]:
    """A fingerprint in lines of whole pairs, all of one length."""
    pairs = fingerprint.split(":")
    n_lines = next(n for n in (1, 2, 4, 8, len(pairs)) if 3 * ceil(len(pairs) / n) <= max(width, 3))
    each = ceil(len(pairs) / n_lines)
    return [":".join(pairs[first : first + each]) for first in range(0, len(pairs), each)]
