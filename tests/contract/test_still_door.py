"""Stills from the guider's server: the number in the picture is the frame asked for, on every kind of film; nonsense gets nothing."""

import io
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import requests
from PIL import Image

from tests.films import Kind, read_number, write_numbered_film
from tests.servers import Address, served_lab
from workbench.core.identity import new_id
from workbench.core.regions import ShapeKind
from workbench.core.time import Span
from workbench.practice.casework import Recording
from workbench.session.casefile import open_case
from workbench.session.importing import import_film
from workbench.store.workspace import open_workspace

KINDS: tuple[Kind, ...] = ("constant25", "variable", "rotated", "offset", "odd", "hevc")
N_FRAMES = 45


@dataclass(frozen=True)
class Door:
    """A server with a film of each kind, and a browser that has logged in."""

    address: Address
    films: dict[str, Recording]
    session: requests.Session
    workspace: Path

    def ask(self, path: str, **headers: str) -> requests.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.session.get(f"{self.address.base}vig/still/{path}", headers=named, allow_redirects=False, timeout=20)

    def still(self, kind: str, frame: int, query: str = "") -> Image.Image:
        answer = self.ask(f"{self.films[kind].id}/{frame}{query}")
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/jpeg")
        return Image.open(io.BytesIO(answer.content))


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    folder = tmp_path_factory.mktemp("stills")
    films = {}
    with open_workspace(folder / "workspace", create=True) as workspace:
        for kind in KINDS:
            film = write_numbered_film(folder / f"{kind}.mp4", kind=kind, n_frames=N_FRAMES)
            films[str(kind)] = import_film(workspace, film.path, "HAZEL", title=kind).recording
    with served_lab(folder / "workspace") as address, requests.Session() as session:
        session.get(address.link, timeout=20)
        session.headers["Referer"] = address.base
        yield Door(address, films, session, folder / "workspace")


@pytest.mark.parametrize("kind", KINDS)
def test_the_number_in_the_still_is_the_frame_asked_for(door: Door, kind: str) -> None:
    chosen = np.random.default_rng(3).integers(0, N_FRAMES, 12)
    for frame in (0, N_FRAMES - 1, 14, 15, 16, *(int(each) for each in chosen), 0):
        still = door.still(kind, frame)
        assert read_number(np.asarray(still)) == frame
        assert still.size == (door.films[kind].width, door.films[kind].height)


def test_a_still_is_made_smaller_and_cut_but_never_larger_or_out_of_shape(door: Door) -> None:
    assert door.still("rotated", 7, "?width=90").size == (90, 160)
    assert door.still("constant25", 7, "?width=3840").size == (320, 180)
    whole = door.still("constant25", 21)
    assert read_number(np.asarray(door.still("constant25", 21, "?width=160"))) == 21
    part = door.still("constant25", 21, "?region=0.25,0.5,0.5,0.25")
    assert part.size == (160, 45)
    cut = np.asarray(whole.crop((80, 90, 240, 135))).astype(int)
    assert np.abs(np.asarray(part).astype(int) - cut).mean() < 3
    assert door.still("constant25", 21, "?region=0.999999,0.999999,0.000001,0.000001").size == (1, 1)
    assert door.still("constant25", 21, "?region=0.25,0.5,0.5,0.25&width=80").size == (80, 22)


def test_a_still_says_nothing_but_its_picture(door: Door) -> None:
    still = door.still("constant25", 3)
    assert still.getexif() == {}
    assert set(still.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_still_that_has_not_changed_is_not_sent_again(door: Door) -> None:
    path = f"{door.films['constant25'].id}/9?width=80"
    first = door.ask(path)
    assert first.headers["Cache-Control"] == "private, no-store"
    again = door.ask(path, If_None_Match=first.headers["Etag"])
    assert (again.status_code, again.content) == (304, b"")
    other = door.ask(f"{door.films['constant25'].id}/9?width=81", If_None_Match=first.headers["Etag"])
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("{id}/45", 404),
        ("{id}/99999999", 404),
        ("{other}/0", 404),
        ("..%2F..%2Fetc/0", 404),
        ("{id}/-1", 400),
        ("{id}/1.5", 400),
        ("{id}/x", 400),
        ("{id}/999999999999", 400),
        ("{id}/0?width=0", 400),
        ("{id}/0?width=15", 400),
        ("{id}/0?width=100000", 400),
        ("{id}/0?width=wide", 400),
        ("{id}/0?region=0,0,1", 400),
        ("{id}/0?region=0,0,0,1", 400),
        ("{id}/0?region=0.6,0,0.5,1", 400),
        ("{id}/0?region=nan,0,1,1", 400),
        ("{id}/0?region=-0.1,0,1,1", 400),
        ("{id}/0?region=1e-9,0,1,1", 400),
    ],
)
def test_nonsense_gets_a_status_and_not_a_word(door: Door, path: str, status: int) -> None:
    answer = door.ask(path.format(id=door.films["constant25"].id, other=new_id()))
    assert (answer.status_code, answer.content) == (status, b"")


def test_without_a_log_in_or_from_another_sites_page_there_is_no_still(door: Door) -> None:
    address = f"{door.address.base}vig/still/{door.films['constant25'].id}/0"
    assert requests.get(address, timeout=20, allow_redirects=False).status_code == 403
    assert door.session.get(address, headers={"Sec-Fetch-Site": "cross-site"}, timeout=20).status_code == 403
    for method in ("post", "put", "delete"):
        assert getattr(door.session, method)(address, timeout=20).status_code in (403, 405)


def test_a_still_comes_soon(door: Door) -> None:
    frames = [int(each) for each in np.random.default_rng(5).permutation(N_FRAMES)]
    took_s = []
    for frame in frames:
        start = time.perf_counter()
        door.still("constant25", frame, "?width=200")
        took_s.append(time.perf_counter() - start)
    assert statistics.median(took_s) < 0.5


def test_what_a_figure_hides_is_hidden_in_the_whole_still_and_in_any_part_of_it_from_the_next_question_on(door: Door) -> None:
    film = door.films["variable"]
    path = f"{film.id}/20?region=0,0,1,0.25"
    etag = door.ask(path).headers["Etag"]
    assert read_number(np.asarray(door.still("variable", 20))) == 20
    with open_workspace(door.workspace) as workspace:
        session = open_case(workspace, "HAZEL")
        table = session.frame_table(film.id)
        seen = Span(table.span_of(20).start, table.span_of(29).end)
        region = session.draw_region(film.id, ShapeKind.BLUR, ((0.05, 0.0), (0.95, 0.2)), seen.start, seen)
        again = door.ask(path, If_None_Match=etag)
        assert again.status_code == 200
        for still in (Image.open(io.BytesIO(again.content)), door.still("variable", 29)):
            row = np.asarray(still)[8, 24:296].astype(int).mean(axis=1)
            assert np.abs(np.diff(row)).max() < 30, "the cells of black and white can still be told apart"
        below = np.asarray(door.still("variable", 20))[60:].astype(int)
        clear = [read_number(np.asarray(door.still("variable", frame))) for frame in (19, 30)]
        session.remove_region(region.id)
    assert clear == [19, 30]
    assert read_number(np.asarray(door.still("variable", 20))) == 20
    assert np.abs(np.asarray(door.still("variable", 20))[60:].astype(int) - below).mean() < 2
