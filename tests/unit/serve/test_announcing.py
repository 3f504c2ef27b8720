import os
import re
import subprocess
import sys
from contextlib import suppress

import cv2
import numpy as np
import pytest

from workbench.serve.announcing import Opened, qr_lines, say_where

LOCAL = Opened(("http://127.0.0.1:8000/?token=t",), ("http://127.0.0.1:8000/presenter",), "K7M 4QX")
ON_NETWORK = "https://192.0.2.2:8000/"
NETWORK = Opened(
    (*LOCAL.urls, f"{ON_NETWORK}?token=t"), (*LOCAL.presenter_urls, f"{ON_NETWORK}presenter"), LOCAL.code, ":".join(["AB"] * 32)
)


def read_picture(lines: list[str]) -> str:
    """What a phone's camera reads from the lines of a picture."""
    rows = []
    for line in lines:
        blocks = re.sub(r"\x1b\[[\d;]*m", "", line.removeprefix("  "))
        rows.append([0 if each in "▀█" else 255 for each in blocks])
        rows.append([0 if each in "▄█" else 255 for each in blocks])
    picture = np.kron(np.array(rows, np.uint8), np.ones((8, 8), np.uint8))
    return str(cv2.QRCodeDetector().detectAndDecode(cv2.copyMakeBorder(picture, 40, 40, 40, 40, cv2.BORDER_CONSTANT, value=255))[0])


def test_the_picture_in_the_terminal_reads_as_the_address() -> None:
    address = "https://192.0.2.2:8000/?token=Zx-_09aBcDeFgHiJkLmNoPqRsTuVwXyZ"
    assert read_picture(qr_lines(address)) == address


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such terminals")
@pytest.mark.parametrize("columns", [80, 132])
def test_in_a_terminal_every_line_fits_and_both_pictures_can_be_read(columns: int) -> None:
    """The words go through a terminal of their own, as a person has one; addresses, which nobody may break, are shorter than 80."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    code = f"from workbench.serve.announcing import Opened, say_where\nsay_where({NETWORK!r}, lan=True)"
    environment = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    said = b""
    with subprocess.Popen([sys.executable, "-c", code], stdout=theirs, stdin=theirs, env=environment):
        os.close(theirs)
        with suppress(OSError):  # what a terminal says when nobody is at its other end any more
            while some := os.read(ours, 65536):
                said += some
    os.close(ours)
    lines = said.decode().splitlines()
    assert max(len(re.sub(r"\x1b\[[\d;]*m", "", line)) for line in lines) <= columns
    drawn = [(n, line) for n, line in enumerate(lines) if "\x1b[30;107m" in line]
    (gap,) = [i for i in range(1, len(drawn)) if drawn[i][0] != drawn[i - 1][0] + 1]
    pictures = [[line for _, line in some] for some in (drawn[:gap], drawn[gap:])]
    assert [read_picture(picture) for picture in pictures] == [NETWORK.urls[1], NETWORK.presenter_urls[1]]


def test_on_a_network_it_says_what_the_browser_will_ask_and_by_what_to_tell_the_certificate(capsys: pytest.CaptureFixture[str]) -> None:
    say_where(NETWORK, lan=True)
    said = capsys.readouterr().out
    for words in ("https://192.0.2.2:8000/?token=t", "https://192.0.2.2:8000/presenter", "will warn", "“Advanced”", "K7M 4QX"):
        assert words in said
    assert "".join(re.findall(r"(?:[0-9A-F]{2}:?){16}", said)).count("AB") == 32
    assert "\x1b" not in said
    assert max(map(len, said.splitlines())) <= 80


def test_on_one_computer_it_says_how_to_reach_a_phone(capsys: pytest.CaptureFixture[str]) -> None:
    say_where(LOCAL, lan=False)
    said = capsys.readouterr().out
    assert "--lan" in said
    assert "certificate" not in said


def test_without_a_network_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    say_where(LOCAL, lan=True)
    assert "No network was found" in capsys.readouterr().out
