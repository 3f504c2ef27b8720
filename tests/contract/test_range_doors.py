"""One contract for film over HTTP, run against the guider's server and against the family's."""

import http.client
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import requests

from tests.family_package import write_family_package
from tests.servers import Address, served_lab, served_package
from workbench.core.identity import new_id
from workbench.render.package import open_package
from workbench.store.workspace import open_workspace

BIG = 3 * 1024 * 1024 + 17


@dataclass(frozen=True)
class Mount:
    """A server, the address of one of its films, and that film's bytes."""

    address: Address
    path: str
    content: bytes
    session: requests.Session

    def ask(self, method: str = "GET", path: str | None = None, **headers: str) -> requests.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.session.request(method, self.address.base + (path or self.path), headers=named, allow_redirects=False, timeout=20)


@pytest.fixture(scope="module", params=["lab", "family"])
def mount(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mount]:
    mounted = {"lab": _lab, "family": _family}[request.param]
    with requests.Session() as session, mounted(tmp_path_factory.mktemp("served")) as (address, path, content):
        session.get(address.link, timeout=20)
        session.headers["Referer"] = address.base
        yield Mount(address, path, content, session)


@contextmanager
def _lab(folder: Path) -> Iterator[tuple[Address, str, bytes]]:
    content, recording_id = os.urandom(BIG), new_id()
    with open_workspace(folder / "workspace", create=True) as workspace:
        staging = workspace.vault.staging("ab" * 32)
        staging.path("proxy.mp4").write_bytes(content)
        staging.finish(recording_id)
    with served_lab(folder / "workspace") as address:
        yield address, f"vig/media/{recording_id}/film", content


@contextmanager
def _family(folder: Path) -> Iterator[tuple[Address, str, bytes]]:
    package = open_package(write_family_package(folder), date.today())
    clip = package.manifest.clips[0]
    with served_package(package.folder) as address:
        yield address, f"vig/clip/{clip.id}", package.clip_path(clip.id).read_bytes()


def test_the_whole_film_comes_with_its_length_and_a_strong_tag(mount: Mount) -> None:
    answer = mount.ask()
    assert (answer.status_code, answer.content) == (200, mount.content)
    assert answer.headers["Content-Type"] == "video/mp4"
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Etag"].startswith('"')
    assert "Content-Encoding" not in answer.headers


@pytest.mark.parametrize(
    "header",
    ["bytes=0-", "bytes=0-0", "bytes=1-", "bytes=100-4099", "bytes=-1", "bytes=-4096", "bytes=5-99999999999", "bytes=-99999999999"],
)
def test_a_range_always_comes_as_206_with_just_its_bytes(mount: Mount, header: str) -> None:
    first, last = header.removeprefix("bytes=").split("-")
    size = len(mount.content)
    start = int(first) if first else max(0, size - int(last))
    stop = min(int(last) + 1, size) if first and last else size
    answer = mount.ask(Range=header)
    assert (answer.status_code, answer.content) == (206, mount.content[start:stop])
    assert answer.headers["Content-Range"] == f"bytes {start}-{stop - 1}/{size}"
    assert int(answer.headers["Content-Length"]) == stop - start


def test_a_range_past_the_end_says_how_long_the_film_is(mount: Mount) -> None:
    answer = mount.ask(Range=f"bytes={len(mount.content)}-")
    assert (answer.status_code, answer.content) == (416, b"")
    assert answer.headers["Content-Range"] == f"bytes */{len(mount.content)}"


@pytest.mark.parametrize("header", ["bytes=0-1,5-6", "frames=0-1", "bytes=x"])
def test_what_is_not_one_range_gives_the_whole_film(mount: Mount, header: str) -> None:
    answer = mount.ask(Range=header)
    assert (answer.status_code, answer.content) == (200, mount.content)


def test_head_says_the_same_without_a_body(mount: Mount) -> None:
    got, said = mount.ask(), mount.ask("HEAD", Range="bytes=0-1")
    assert (said.status_code, said.content) == (200, b"")
    same = ("Content-Length", "Content-Type", "Etag", "Accept-Ranges")
    assert [said.headers[name] for name in same] == [got.headers[name] for name in same]


def test_a_film_that_has_not_changed_is_not_sent_again(mount: Mount) -> None:
    tag = mount.ask("HEAD").headers["Etag"]
    answer = mount.ask(If_None_Match=f'"other", W/{tag}')
    assert (answer.status_code, answer.content, answer.headers["Etag"]) == (304, b"", tag)
    assert mount.ask(If_None_Match='"other"').status_code == 200


def test_a_range_of_another_edition_is_answered_with_the_whole_film(mount: Mount) -> None:
    tag = mount.ask("HEAD").headers["Etag"]
    assert mount.ask(Range="bytes=0-1", If_Range=tag).status_code == 206
    assert mount.ask(Range="bytes=0-1", If_Range='"other"').content == mount.content


def test_nobody_gets_a_byte_without_the_link(mount: Mount) -> None:
    answer = requests.get(mount.address.base + mount.path, headers={"Referer": mount.address.base}, allow_redirects=False, timeout=20)
    assert answer.status_code == 403
    assert mount.content[:64] not in answer.content


def test_another_sites_page_cannot_fetch_a_film(mount: Mount) -> None:
    assert mount.ask(Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="no-cors").status_code == 403
    assert mount.ask(Referer="http://evil.example/page").status_code == 403
    assert mount.ask(Origin="http://evil.example", Sec_Fetch_Site="cross-site").status_code in (403, 404)
    assert mount.ask(Sec_Fetch_Site="same-origin").status_code == 200


@pytest.mark.parametrize(
    "name", ["..%2f..%2fworkspace.db", "%2e%2e/manifest.json", "0000000000000000", "manifest.json", "../../etc/passwd"]
)
def test_only_ids_open_anything(mount: Mount, name: str) -> None:
    parts = mount.path.split("/")
    position = 2
    answer = mount.ask(path="/".join([*parts[:position], name, *parts[position + 1 :]]))
    assert answer.status_code == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_a_film_can_only_be_read(mount: Mount, method: str) -> None:
    assert mount.ask(method).status_code in (403, 405)
    assert mount.ask().content == mount.content


def test_a_browser_that_goes_away_harms_nobody(mount: Mount) -> None:
    cookies = "; ".join(f"{name}={value}" for name, value in mount.session.cookies.items())
    for _ in range(3):
        host, port = mount.address.host.split(":")
        connection = http.client.HTTPConnection(host, int(port), timeout=20)
        connection.request("GET", f"/{mount.path}", headers={"Cookie": cookies, "Referer": mount.address.base})
        assert connection.getresponse().read(10) == mount.content[:10]
        connection.close()
    assert mount.ask().content == mount.content
    assert mount.address.process.poll() is None
