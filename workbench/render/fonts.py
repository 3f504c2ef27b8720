"""The font of pages and reels: one that the machine has and that can draw every letter of the text. The project ships none."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PIL import ImageFont

_WANTED = (
    "NotoSans-Regular.ttf",
    "SourceSans3-Regular.ttf",
    "OpenSans-Regular.ttf",
    "Lato-Regular.ttf",
    "segoeui.ttf",
    "HelveticaNeue.ttc",
    "LiberationSans-Regular.ttf",
    "Arial.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansHebrew-Regular.ttf",
    "NotoSansCJK-Regular.ttc",
    "DejaVuSans.ttf",
)
_MISSING = "\U0010fffe"


def find_font(text: str) -> str | None:
    """The file of the first font on this machine that draws all of `text`, else of the one that draws most of it.

    DejaVu Sans, which comes with matplotlib, is always among them where matplotlib is; None, which stands for Pillow's own font,
    where nothing is.
    """
    fonts = font_files()
    if not fonts:
        return None
    letters = {letter for letter in text if not letter.isspace()}
    return min(fonts, key=lambda path: sum(not _draws(path, letter) for letter in letters))


@cache
def font_files() -> tuple[str, ...]:
    """The files of all fonts of this machine that are known here, the wanted first."""
    found = []
    for name in (*_WANTED, *_shipped_with_matplotlib()):
        try:
            found.append(str(ImageFont.truetype(name).path))
        except OSError:
            continue
    return tuple(found)


def _shipped_with_matplotlib() -> list[str]:
    matplotlib = find_spec("matplotlib")
    folders = matplotlib.submodule_search_locations if matplotlib is not None else None
    return [str(Path(folder) / "mpl-data" / "fonts" / "ttf" / "DejaVuSans.ttf") for folder in folders or ()]


@cache
def _draws(path: str, letter: str) -> bool:
    font = ImageFont.truetype(path, 24)
    return bytes(font.getmask(letter)) != bytes(font.getmask(_MISSING)) or letter == _MISSING
