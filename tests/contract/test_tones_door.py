"""The drawing of a film's tones from the guider's server: made when it is first asked for, kept, and only for who has logged in."""

from pathlib import Path

import pytest
import requests

from tests.films import write_numbered_film
from tests.servers import served_lab
from workbench.core.identity import new_id
from workbench.media.spectrogram import Spectrogram
from workbench.session.importing import import_film
from workbench.store.workspace import open_workspace


def test_tones_are_made_once_for_who_has_logged_in_and_nothing_for_anybody_else(tmp_path: Path) -> None:
    with open_workspace(tmp_path / "workspace", create=True) as workspace:
        film = import_film(workspace, write_numbered_film(tmp_path / "film.mp4", n_frames=25).path, "HAZEL").recording
        with served_lab(tmp_path / "workspace") as address, requests.Session() as session:
            tones = f"{address.base}vig/media/{film.id}/spectrogram"
            assert requests.get(tones, headers={"Referer": address.base}, timeout=20).status_code == 403
            assert not workspace.vault.has(film.id, "spectrogram.bin")
            session.get(address.link, timeout=20)
            session.headers["Referer"] = address.base
            first, second = (session.get(tones, timeout=60) for _ in range(2))
            assert (first.status_code, second.status_code, second.content) == (200, 200, first.content)
            assert len(Spectrogram.from_bytes(first.content).levels) == pytest.approx(100, abs=5)
            assert workspace.vault.has(film.id, "spectrogram.bin")
            again = session.get(tones, headers={"If-None-Match": first.headers["Etag"]}, timeout=20)
            assert (again.status_code, again.content) == (304, b"")
            for nobody in (new_id(), "0" * 15, "..%2f..%2fworkspace.db"):
                assert session.get(f"{address.base}vig/media/{nobody}/spectrogram", timeout=20).status_code == 404
