"""The presenter's doors: open with a code and for nobody else, the family's own page least of all."""

import contextlib
import json
import socket
import ssl
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import pytest
import requests
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from tests.family_package import HOPE, PRIVATE, write_family_package
from tests.servers import Address, served_package
from workbench.render.package import open_package, own_words_folder
from workbench.serve.own_words import FOR_US, MOST_CHARACTERS
from workbench.serve.present import _lan_address
from workbench.serve.presenter import KEY_HEADER, PROTOCOL

REPORT = {"screen": 0, "phase": "held", "pause": 0, "frame": 30, "slower": False, "question_shown": False, "stopped": False}
REPORT |= {"failed": False, "needs_touch": False, "light": None}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_family_package(tmp_path_factory.mktemp("package"), n_frames=115)


@pytest.fixture(scope="module")
def clip_id(package: Path) -> str:
    return open_package(package, date.today()).manifest.clips[0].id


@pytest.fixture(scope="module")
def address(package: Path, clip_id: str) -> Iterator[Address]:
    with served_package(package, json.dumps({clip_id: {"note": PRIVATE}})) as address:
        yield address


@pytest.fixture(scope="module")
def family(address: Address) -> Iterator[requests.Session]:
    """A browser that has the family's page open."""
    with requests.Session() as session:
        session.get(address.link, timeout=60)
        session.headers["Referer"] = address.base
        yield session


@pytest.fixture(scope="module")
def guider(address: Address) -> Iterator[requests.Session]:
    """A browser that has the presenter's view open and no code entered."""
    with requests.Session() as session:
        session.get(f"{address.base}presenter", timeout=60)
        yield session


@pytest.fixture(scope="module")
def key(address: Address, guider: requests.Session) -> str:
    answer = enter(address, guider, address.code)
    assert answer.status_code == 200
    return str(answer.json()["key"])


def enter(address: Address, session: requests.Session, code: Any) -> requests.Response:
    headers = {"X-XSRFToken": session.cookies["_xsrf"], "Origin": address.base.rstrip("/")}
    return session.post(f"{address.base}presenter/code", json={"code": code}, headers=headers, timeout=60)


@contextmanager
def company_of(address: Address, session: requests.Session) -> Iterator[ClientConnection]:
    cookie = "; ".join(f"{name}={value}" for name, value in session.cookies.items())
    origin: Any = address.base.rstrip("/")
    with connect(f"ws://{address.host}/vig/company", additional_headers={"Cookie": cookie}, origin=origin) as socket:
        yield socket


@contextmanager
def presenting(address: Address, *protocols: Any, origin: Any = None, headers: dict[str, str] | None = None) -> Iterator[ClientConnection]:
    url = f"ws://{address.host}/presenter/company"
    own: Any = address.base.rstrip("/")
    with connect(url, subprotocols=list(protocols) or None, origin=origin or own, additional_headers=headers or {}) as socket:
        yield socket


def refused(address: Address, *protocols: Any, **how: Any) -> int:
    with pytest.raises(InvalidStatus) as refusal, presenting(address, *protocols, **how):
        pass
    return refusal.value.response.status_code


def test_a_code_opens_the_view_with_notes_for_it_alone(address: Address, family: requests.Session, key: str, clip_id: str) -> None:
    with company_of(address, family) as page, presenting(address, PROTOCOL, key) as view:
        assert view.subprotocol == PROTOCOL
        told = json.loads(view.recv(timeout=20))
        assert (told["notes"][clip_id]["note"], told["review"]["hope"]) == (PRIVATE, HOPE)
        page.send(json.dumps(REPORT))
        scene = json.loads(view.recv(timeout=20))
        while scene["state"] is None:
            scene = json.loads(view.recv(timeout=20))
        assert scene["state"] == REPORT
        view.send(json.dumps({"order": "light", "at": {"x": 0.25, "y": 0.5}}))
        assert json.loads(page.recv(timeout=20)) == {"order": "light", "at": {"x": 0.25, "y": 0.5}}


def test_the_page_before_the_code_has_nothing_in_it(address: Address, guider: requests.Session) -> None:
    page = guider.get(f"{address.base}presenter", timeout=20)
    for words in (PRIVATE, HOPE, address.token, address.code, address.code.replace(" ", "")):
        assert words not in page.text
    for part in ("presenter/presenter.js", "presenter/presenter.css"):
        assert guider.get(address.base + part, timeout=20).status_code == 200
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert page.headers["Cache-Control"] == "no-store"


def test_without_a_key_nothing_opens(address: Address, key: str, family: requests.Session) -> None:
    cookie = {"Cookie": "; ".join(f"{name}={value}" for name, value in family.cookies.items())}
    assert refused(address) == 403
    assert refused(address, PROTOCOL) == 403
    assert refused(address, PROTOCOL, "x") == 403
    assert refused(address, key) == 403
    assert refused(address, key, PROTOCOL) == 403
    assert refused(address, PROTOCOL, key[:-1]) == 403
    assert refused(address, PROTOCOL, key, "more") == 403
    assert refused(address, PROTOCOL, address.token, headers=cookie) == 403
    assert refused(address, PROTOCOL, address.code.replace(" ", ""), headers=cookie) == 403
    assert refused(address, PROTOCOL, key, origin="http://evil.example") == 403


def test_the_familys_link_and_cookie_open_none_of_the_presenters_films(
    address: Address, family: requests.Session, guider: requests.Session, key: str, clip_id: str
) -> None:
    film = f"{address.base}presenter/clip/{clip_id}"
    assert guider.get(film, headers={KEY_HEADER: key, "Referer": address.base}, timeout=20).status_code == 200
    assert family.get(film, timeout=20).status_code == 403
    assert requests.get(f"{film}?token={address.token}", timeout=20).status_code == 403
    assert requests.get(film, headers={"Authorization": f"token {address.token}"}, timeout=20).status_code == 403
    for wrong in ("", address.token, key[::-1]):
        assert family.get(film, headers={KEY_HEADER: wrong}, timeout=20).status_code == 403


def test_the_presenters_key_opens_none_of_the_familys_doors(address: Address, guider: requests.Session, key: str, clip_id: str) -> None:
    for path in ("", f"vig/clip/{clip_id}", f"?token={key}"):
        assert guider.get(address.base + path, headers={KEY_HEADER: key}, timeout=20).status_code == 403
    with pytest.raises(InvalidStatus), company_of(address, guider):
        pass


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"code": 1}', b'{"code": ["a"]}', b'{"code": "A"}' + b" " * 300, b"x" * 70_000])
def test_what_is_no_code_is_refused_in_silence(address: Address, guider: requests.Session, content: bytes) -> None:
    headers = {"X-XSRFToken": guider.cookies["_xsrf"]}
    try:
        answer = guider.post(f"{address.base}presenter/code", data=content, headers=headers, timeout=20)
    except (requests.ConnectionError, requests.exceptions.ChunkedEncodingError):
        return  # the server hangs up on what is far too long
    assert answer.status_code in (400, 413)
    assert answer.content == b""


def test_a_code_cannot_be_entered_from_another_site(address: Address, guider: requests.Session) -> None:
    headers = {"X-XSRFToken": guider.cookies["_xsrf"], "Origin": "http://evil.example"}
    assert guider.post(f"{address.base}presenter/code", json={"code": address.code}, headers=headers, timeout=20).status_code == 403
    assert guider.post(f"{address.base}presenter/code", json={"code": address.code}, timeout=20).status_code == 403
    assert guider.get(f"{address.base}presenter/code", timeout=20).status_code == 405


def test_a_used_or_wrong_code_is_refused_in_calm_words(address: Address, guider: requests.Session, key: str) -> None:
    replayed = enter(address, guider, address.code)
    assert (replayed.status_code, list(replayed.json())) == (403, ["sentence"])
    assert "A new one" in replayed.json()["sentence"]
    wrong = enter(address, guider, "AAA AAA")
    assert wrong.status_code == 403
    assert "not the code" in wrong.json()["sentence"]
    assert wrong.elapsed.total_seconds() > replayed.elapsed.total_seconds() / 4 > 0.1


@pytest.mark.parametrize("order", ['{"order": "execute"}', '{"order": "reveal", "text": "x"}', '{"order": "light"}', "[]", "x", b"x"])
def test_an_order_that_is_none_does_not_reach_the_family(address: Address, family: requests.Session, key: str, order: str | bytes) -> None:
    with company_of(address, family) as page, presenting(address, PROTOCOL, key) as view:
        view.recv(timeout=20)
        view.send(order)
        view.send('{"order": "cover"}')
        assert json.loads(page.recv(timeout=20)) == {"order": "cover"}


def read_all(view: ClientConnection) -> NoReturn:
    """Read on until the socket is closed, or nothing came for 20 s."""
    while True:
        view.recv(timeout=20)


def test_an_order_that_is_too_long_ends_its_socket(address: Address, family: requests.Session, key: str) -> None:
    for length in (2000, 1 << 17):
        with company_of(address, family) as page, presenting(address, PROTOCOL, key) as view:
            view.send(json.dumps({"order": "reveal", "text": "x" * length}))
            with pytest.raises(ConnectionClosed):
                read_all(view)
            with pytest.raises(TimeoutError):
                page.recv(timeout=0.3)


def test_a_familys_page_leads_nobody_and_its_lies_are_dropped(address: Address, family: requests.Session, key: str) -> None:
    with company_of(address, family) as page, company_of(address, family) as other, presenting(address, PROTOCOL, key) as view:
        view.recv(timeout=20)
        page.send('{"order": "blank"}')
        other.send(json.dumps({**REPORT, "screen": 10**9}))
        other.send(json.dumps({**REPORT, "words": "x"}))
        with pytest.raises(TimeoutError):
            other.recv(timeout=0.5)
        view.send('{"order": "blank"}')
        assert json.loads(page.recv(timeout=20)) == {"order": "blank"}
        scene = json.loads(view.recv(timeout=20))
        assert scene["state"] is None
    with pytest.raises(InvalidStatus), connect(f"ws://{address.host}/vig/company"):
        pass


def keep(address: Address, session: requests.Session, **content: Any) -> int:
    headers = {"X-XSRFToken": session.cookies["_xsrf"]}
    return session.post(f"{address.base}vig/words", json=content, headers=headers, timeout=20).status_code


def kept_words(package: Path) -> dict[str, str]:
    folder = own_words_folder(package)
    return {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()} if folder.exists() else {}


def test_own_words_are_kept_when_the_family_says_so_and_the_guider_sees_them_only_where_they_wish(
    address: Address, family: requests.Session, package: Path, key: str
) -> None:
    words = f"<b>He</b> looked. {uuid.uuid4().hex}"
    assert keep(address, family, words=words, for_guider=False) == 204
    assert kept_words(package) == {FOR_US: words + "\n"}
    with presenting(address, PROTOCOL, key) as view:
        view.recv(timeout=20)
        assert json.loads(view.recv(timeout=20))["words"] is None
        assert keep(address, family, words=words, for_guider=True) == 204
        assert json.loads(view.recv(timeout=20))["words"] == words + "\n"
        assert keep(address, family, words="", for_guider=True) == 204
        assert json.loads(view.recv(timeout=20))["words"] is None
    assert kept_words(package) == {}
    assert sorted(each.name for each in package.iterdir()) == ["clips", "manifest.json", "posters"]


@pytest.mark.parametrize(
    ("content", "status"),
    [
        ({"words": "x"}, 400),
        ({"words": 1, "for_guider": True}, 400),
        ({"words": "x", "for_guider": "yes"}, 400),
        ({"words": "x", "for_guider": True, "path": "../x"}, 400),
        ({"words": "x" * (MOST_CHARACTERS + 1), "for_guider": False}, 413),
    ],
)
def test_what_is_no_words_is_not_kept(
    address: Address, family: requests.Session, package: Path, content: dict[str, Any], status: int
) -> None:
    assert keep(address, family, **content) == status
    assert kept_words(package) == {}


def test_only_the_familys_own_page_can_keep_words(
    address: Address, family: requests.Session, guider: requests.Session, package: Path
) -> None:
    content = {"words": "x", "for_guider": False}
    assert keep(address, guider, **content) == 403
    headers = {"X-XSRFToken": family.cookies["_xsrf"], "Origin": "http://evil.example"}
    assert family.post(f"{address.base}vig/words", json=content, headers=headers, timeout=20).status_code == 403
    assert family.post(f"{address.base}vig/words", json=content, timeout=20).status_code == 403
    assert kept_words(package) == {}


@pytest.mark.skipif(_lan_address() is None, reason="this machine is in no network")
def test_on_a_network_everything_is_encrypted_and_sockets_too(package: Path, tmp_path: Path) -> None:
    with served_package(package, "lan") as address:
        link = next(each for each in address.links if each.startswith("https://") and "token" in each)
        base = link.split("?")[0]
        host, port = base.removeprefix("https://").rstrip("/").split(":")
        trusted = tmp_path / "shown.pem"
        trusted.write_text(ssl.get_server_certificate((host, int(port))))
        trusting = ssl.create_default_context(cafile=str(trusted))
        with requests.Session() as session:
            first = session.get(link, allow_redirects=False, timeout=60, verify=str(trusted))
            assert "Secure" in first.headers["Set-Cookie"]
            assert f"wss://{host}:{port}" in first.headers["Content-Security-Policy"]
            cookie = {"Cookie": "; ".join(f"{name}={value}" for name, value in session.cookies.items())}
        company = f"wss://{host}:{port}/vig/company"
        own: Any = base.rstrip("/")
        with connect(company, ssl=trusting, additional_headers=cookie, origin=own):
            pass
        plain: Any = own.replace("https", "http")
        with pytest.raises(InvalidStatus), connect(company, ssl=trusting, additional_headers=cookie, origin=plain):
            pass
        with socket.create_connection((host, int(port))) as bare:
            bare.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            with contextlib.suppress(ConnectionResetError):
                assert b"HTTP" not in bare.recv(100)
        assert address.stop()[1] == ""
