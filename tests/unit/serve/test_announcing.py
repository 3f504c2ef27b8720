import re

import cv2
import numpy as np
import pytest

from workbench.serve.announcing import Opened, qr_lines, say_where

LOCAL = Opened(("http://127.0.0.1:8000/?token=t",), ("http://127.0.0.1:8000/presenter",), "K7M 4QX")
ON_NETWORK = "https://192.0.2.2:8000/"
NETWORK = Opened(
    (*LOCAL.urls, f"{ON_NETWORK}?token=t"), (*LOCAL.presenter_urls, f"{ON_NETWORK}presenter"), LOCAL.code, ":".join(["AB"] * 32)
)


def test_the_picture_in_the_terminal_reads_as_the_address() -> None:
    address = "https://192.0.2.2:8000/?token=Zx-_09aBcDeFgHiJkLmNoPqRsTuVwXyZ"
    rows = []
    for line in qr_lines(address):
        blocks = re.sub(r"\x1b\[[\d;]*m", "", line.removeprefix("  "))
        rows.append([0 if each in "▀█" else 255 for each in blocks])
        rows.append([0 if each in "▄█" else 255 for each in blocks])
    picture = np.kron(np.array(rows, np.uint8), np.ones((8, 8), np.uint8))
    assert cv2.QRCodeDetector().detectAndDecode(cv2.copyMakeBorder(picture, 40, 40, 40, 40, cv2.BORDER_CONSTANT, value=255))[0] == address


def test_on_a_network_it_says_what_the_browser_will_ask_and_by_what_to_tell_the_certificate(capsys: pytest.CaptureFixture[str]) -> None:
    say_where(NETWORK, lan=True)
    said = capsys.readouterr().out
    for words in ("https://192.0.2.2:8000/?token=t", "https://192.0.2.2:8000/presenter", "will warn", "“Advanced”", "K7M 4QX"):
        assert words in said
    assert "".join(re.findall(r"(?:[0-9A-F]{2}:?){16}", said)).count("AB") == 32
    assert "\x1b" not in said
    assert max(map(len, said.splitlines())) <= 130


def test_on_one_computer_it_says_how_to_reach_a_phone(capsys: pytest.CaptureFixture[str]) -> None:
    say_where(LOCAL, lan=False)
    said = capsys.readouterr().out
    assert "--lan" in said
    assert "certificate" not in said


def test_without_a_network_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    say_where(LOCAL, lan=True)
    assert "No network was found" in capsys.readouterr().out
