"""Every door of the family's server: those that are there, and those of Jupyter and Voila that are not."""

import contextlib
import json
import re
import shutil
import signal
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
import requests
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from tests.family_package import HOPE, PRIVATE, write_family_package
from tests.servers import Address, served_package
from workbench.errors import PackageError
from workbench.render.package import open_package, withdraw_package
from workbench.serve.present import present
from workbench.session.permission import permit_showing

PROTOCOL = "v1.kernel.websocket.jupyter.org"
CONTROL = "jupyter.widget.control"


NOTES = json.dumps({"0123456789abcdef": {"note": PRIVATE, "hope_to_notice": PRIVATE, "may_be_hard": PRIVATE}})
"""What the guider wrote for themselves; only a presenter may see it."""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_family_package(tmp_path_factory.mktemp("package"), n_frames=115)


@pytest.fixture(scope="module")
def address(package: Path) -> Iterator[Address]:
    with served_package(package, NOTES, env={"VIG_WORKSPACE": "/the/workspace", "SECRET_OF_THE_GUIDER": "x"}) as address:
        yield address


@pytest.fixture(scope="module")
def visitor(address: Address) -> Iterator[requests.Session]:
    with requests.Session() as session:
        session.get(address.link, timeout=60)
        session.headers["Referer"] = address.base
        yield session


@pytest.fixture(scope="module")
def kernel_id(address: Address, visitor: requests.Session) -> str:
    page = visitor.get(address.base, timeout=60).text
    found = re.search(r'"kernelId": "([0-9a-f-]{36})"', page)
    assert found
    return found[1]


def part(content: object) -> bytes:
    return json.dumps(content).encode()


def message(kind: str, content: dict[str, Any], channel: str = "shell", metadata: dict[str, str] | None = None) -> bytes:
    """A message in Jupyter's binary form: the number of offsets, the offsets, then channel, header, parent, metadata, content."""
    header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "username": "", "session": uuid.uuid4().hex, "date": "", "version": "5.3"}
    parts = [channel.encode(), part(header), part({}), part(metadata or {}), part(content)]
    n_offsets = len(parts) + 1
    offsets = [8 * (n_offsets + 1)]
    for each in parts:
        offsets.append(offsets[-1] + len(each))
    return b"".join(n.to_bytes(8, "little") for n in [n_offsets, *offsets]) + b"".join(parts)


def parts_of(received: bytes) -> tuple[str, dict[str, Any]]:
    n_offsets = int.from_bytes(received[:8], "little")
    offsets = [int.from_bytes(received[8 * (i + 1) : 8 * (i + 2)], "little") for i in range(n_offsets)]
    header, content = (json.loads(received[offsets[i] : offsets[i + 1]]) for i in (1, 4))
    return header["msg_type"], content


@pytest.fixture
def knock(address: Address, visitor: requests.Session, kernel_id: str) -> Callable[..., Any]:
    @contextmanager
    def knock(*, cookies: bool = True, origin: str | None = None, protocol: str | None = PROTOCOL) -> Iterator[ClientConnection]:
        cookie = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
        with connect(
            f"ws://{address.host}/api/kernels/{kernel_id}/channels?session_id={uuid.uuid4().hex}",
            additional_headers={"Cookie": cookie} if cookies else {},
            origin=origin or f"http://{address.host}",  # type: ignore[arg-type]
            subprotocols=[protocol] if protocol else None,  # type: ignore[list-item]
            compression=None,
        ) as socket:
            yield socket

    return knock


def await_kind(socket: ClientConnection, kind: str) -> tuple[list[str], dict[str, Any]]:
    """What came until a message of this kind, and its content."""
    kinds: list[str] = []
    while True:
        received = socket.recv(timeout=30)
        assert isinstance(received, bytes)
        found, content = parts_of(received)
        kinds.append(found)
        if found == kind:
            return kinds, content


def writing(file: Path) -> str:
    return f"open({str(file)!r}, 'w').close()"


def test_code_sent_to_the_kernel_is_not_run(knock: Callable[..., Any], tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    code = {"code": writing(trace), "silent": False, "store_history": False, "user_expressions": {}, "allow_stdin": False}
    with knock() as socket:
        for channel in ("shell", "control", "stdin", "iopub"):
            socket.send(message("execute_request", code, channel))
        socket.send(message("kernel_info_request", {}))
        kinds, _ = await_kind(socket, "kernel_info_reply")
    assert not {"execute_reply", "execute_input", "execute_result"} & set(kinds)
    assert not trace.exists()


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("inspect_request", {"code": "open", "cursor_pos": 4, "detail_level": 1}),
        ("complete_request", {"code": "op", "cursor_pos": 2}),
        ("history_request", {"output": False, "raw": True, "hist_access_type": "tail", "n": 100}),
        ("is_complete_request", {"code": "1"}),
        ("debug_request", {"type": "request", "seq": 1, "command": "debugInfo", "arguments": {}}),
        ("input_reply", {"value": "x"}),
        ("interrupt_request", {}),
        ("shutdown_request", {"restart": False}),
        ("create_subshell_request", {}),
        ("usage_request", {}),
    ],
)
def test_no_other_question_reaches_the_kernel(knock: Callable[..., Any], kind: str, content: dict[str, Any]) -> None:
    with knock() as socket:
        socket.send(message(kind, content))
        socket.send(message(kind, content, "control"))
        socket.send(message("kernel_info_request", {}))
        kinds, _ = await_kind(socket, "kernel_info_reply")
        socket.send(message("kernel_info_request", {}, "control"))
        more, _ = await_kind(socket, "kernel_info_reply")
    assert kind.replace("_request", "_reply") not in kinds + more


@pytest.mark.parametrize("garbage", [b"", b"x", b"\xff" * 64, (6).to_bytes(8, "little"), (2**63).to_bytes(8, "little") + b"x" * 100])
def test_a_malformed_message_is_dropped_and_the_socket_lives(knock: Callable[..., Any], garbage: bytes) -> None:
    with knock() as socket:
        socket.send(garbage)
        socket.send(message("kernel_info_request", {}))
        await_kind(socket, "kernel_info_reply")


def test_messages_in_the_older_form_are_dropped(knock: Callable[..., Any], tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    header = {"msg_id": "1", "msg_type": "execute_request", "username": "", "session": "s", "date": "", "version": "5.3"}
    old = {"channel": "shell", "header": header, "parent_header": {}, "metadata": {}, "content": {"code": writing(trace), "silent": True}}
    with knock(protocol=None) as socket:
        socket.send(json.dumps(old))
        with knock() as other:
            other.send(message("kernel_info_request", {}))
            await_kind(other, "kernel_info_reply")
    assert not trace.exists()


def states(socket: ClientConnection) -> dict[str, Any]:
    comm_id = uuid.uuid4().hex
    socket.send(message("comm_open", {"comm_id": comm_id, "target_name": CONTROL, "data": {}}, metadata={"version": "1.0.0"}))
    socket.send(message("comm_msg", {"comm_id": comm_id, "data": {"method": "request_states"}}))
    found: dict[str, Any] = await_kind(socket, "comm_msg")[1]["data"]["states"]
    return found


def hearing_company(address: Address, visitor: requests.Session) -> ClientConnection:
    cookie = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
    return connect(f"ws://{address.host}/vig/company", additional_headers={"Cookie": cookie}, origin=f"http://{address.host}")  # type: ignore[arg-type]


def test_nothing_of_the_guiders_own_reaches_the_page(
    address: Address, visitor: requests.Session, kernel_id: str, package: Path, knock: Callable[..., Any]
) -> None:
    received = [visitor.get(address.base + door, timeout=60).content for door in doors_of(visitor, address, kernel_id, package)]
    with knock() as socket:
        received.append(part(states(socket)))
    with hearing_company(address, visitor) as company:
        company.send(json.dumps({"order": "reveal"}))
        with pytest.raises(TimeoutError):
            received.append(str(company.recv(timeout=1)).encode())
    everything = b"".join(received)
    assert HOPE.encode() in everything
    words = [PRIVATE, *(each for each in package.parts if len(each) > 4), "VIG_PACKAGE", "VIG_WORKSPACE"]
    assert [word for word in words if word.encode().lower() in everything.lower()] == []


def test_a_page_cannot_change_what_it_is_shown(knock: Callable[..., Any]) -> None:
    with knock() as socket:
        before = states(socket)
        (page,) = [name for name, state in before.items() if state["model_module"] == "anywidget"]
        assert before[page]["state"]["review"]["hope"] == HOPE
        changed = {"review": {"hope": "something else"}, "_esm": "alert(1)"}
        socket.send(message("comm_msg", {"comm_id": page, "data": {"method": "update", "state": changed, "buffer_paths": []}}))
        after = states(socket)
    assert after[page] == before[page]


def test_a_page_cannot_make_widgets(knock: Callable[..., Any]) -> None:
    state = {"_model_name": "FloatSliderModel", "_model_module": "@jupyter-widgets/controls", "_model_module_version": "2.0.0"}
    with knock() as socket:
        before = set(states(socket))
        opening = {"comm_id": uuid.uuid4().hex, "target_name": "jupyter.widget", "data": {"state": state, "buffer_paths": []}}
        socket.send(message("comm_open", opening, metadata={"version": "2.1.0"}))
        assert set(states(socket)) == before


HOSTILE = [
    {"_model_name": "OutputModel", "_model_module": "@jupyter-widgets/output", "msg_id": "x"},
    {"_model_name": "FileUploadModel", "_model_module": "@jupyter-widgets/controls", "value": [{"name": "../../x", "content": "x"}]},
    {"_model_name": "ImageModel", "_model_module": "@jupyter-widgets/controls", "value": "file:///etc/passwd", "format": "url"},
    {"_model_name": "AnyModel", "_model_module": "anywidget", "_esm": "alert(1)", "_anywidget_id": "workbench.widgets.player.PlayerWidget"},
    {"_model_name": "AnyModel", "_model_module": "anywidget", "_esm": "file:///etc/passwd", "_css": "../../manifest.json"},
]


@pytest.mark.parametrize("state", HOSTILE, ids=lambda state: str(state["_model_name"]))
@pytest.mark.parametrize("target", ["jupyter.widget", "jupyter.widget.version", "anywidget", "comm", "jupyter.widget.control.", ""])
def test_a_comm_to_another_widget_with_hostile_traits_is_not_opened(knock: Callable[..., Any], target: str, state: dict[str, Any]) -> None:
    comm_id = uuid.uuid4().hex
    with knock() as socket:
        before = states(socket)
        opening = {"comm_id": comm_id, "target_name": target, "data": {"state": state, "buffer_paths": []}}
        socket.send(message("comm_open", opening, metadata={"version": "2.1.0"}))
        socket.send(message("comm_msg", {"comm_id": comm_id, "data": {"method": "update", "state": state, "buffer_paths": []}}))
        socket.send(message("comm_msg", {"comm_id": comm_id, "data": {"method": "custom", "content": state}}))
        assert states(socket) == before


@pytest.mark.parametrize("state", HOSTILE, ids=lambda state: str(state["_model_name"]))
def test_hostile_traits_reach_none_of_the_widgets_there_are(knock: Callable[..., Any], state: dict[str, Any]) -> None:
    with knock() as socket:
        before = states(socket)
        assert len(before) >= 2
        for name in before:
            socket.send(message("comm_msg", {"comm_id": name, "data": {"method": "update", "state": state, "buffer_paths": []}}))
            socket.send(message("comm_msg", {"comm_id": name, "data": {"method": "custom", "content": {"request": 1, "kind": "undo"}}}))
            socket.send(message("comm_close", {"comm_id": name, "data": {}}))
            # to open a comm of its own under a widget's name takes nothing over
            socket.send(message("comm_open", {"comm_id": name, "target_name": "jupyter.widget", "data": {"state": state}}))
        assert states(socket) == before


def test_a_message_that_is_too_long_ends_its_socket_and_nothing_else(knock: Callable[..., Any]) -> None:
    with knock() as socket:
        socket.send(message("comm_msg", {"comm_id": "x", "data": {"method": "custom", "content": "x" * (1 << 17)}}))
        with pytest.raises(ConnectionClosed):
            await_kind(socket, "comm_msg")
    with knock() as socket:
        socket.send(message("kernel_info_request", {}))
        await_kind(socket, "kernel_info_reply")


def test_what_is_far_too_long_ends_its_own_connection_and_nothing_else(address: Address, visitor: requests.Session) -> None:
    words = {"words": "x" * (1 << 17), "for_guider": False}
    headers = {"X-XSRFToken": visitor.cookies["_xsrf"]}
    hung_up = (requests.ConnectionError, requests.exceptions.ChunkedEncodingError)
    with contextlib.suppress(*hung_up):
        assert visitor.post(f"{address.base}vig/words", json=words, headers=headers, timeout=20).status_code in (400, 413)
    with contextlib.suppress(*hung_up):
        assert visitor.get(address.base + "x" * (1 << 17), timeout=20).status_code in (400, 404, 414)
    with hearing_company(address, visitor) as company:
        company.send("x" * (1 << 17))
        with pytest.raises(ConnectionClosed):
            company.recv(timeout=20)
    assert visitor.get(address.base, timeout=60).status_code == 200


@pytest.mark.parametrize("how", [{"cookies": False}, {"origin": "http://evil.example"}])
def test_the_socket_opens_for_the_page_only(knock: Callable[..., Any], how: dict[str, Any]) -> None:
    with pytest.raises(InvalidStatus) as refused, knock(**how):
        pass
    assert refused.value.response.status_code == 403


SHUT = [
    "api",
    "api/contents",
    "api/contents/family_review.ipynb",
    "api/kernels",
    "api/kernelspecs",
    "api/sessions",
    "api/status",
    "api/terminals",
    "api/config/x",
    "api/me",
    "files/family_review.ipynb",
    "lab",
    "login",
    "logout",
    "metrics",
    "notebooks/family_review.ipynb",
    "static/style.css",
    "terminals/websocket/1",
    "tree",
    "view/family_review.ipynb",
    "nbconvert/html/family_review.ipynb",
    "voila/api/contents",
    "voila/api/themes/@jupyterlab/theme-light-extension/index.css",
    "voila/execution/00000000-0000-0000-0000-000000000000",
    "voila/files/family_review.ipynb",
    "voila/files/../templates/family/index.html.j2",
    "voila/labextensions/ipyvolume/static/index.js",
    "voila/query/00000000-0000-0000-0000-000000000000",
    "voila/render/family_review.ipynb",
    "voila/static/..%2fconf.json",
    "voila/templates/lab/static/voila-style.js",
    "voila/tree",
    "vig/clip/0000000000000000",
    "vig/clip/..%2f..%2fmanifest.json",
    "vig/clip/../../manifest.json",
    "vig/poster/..%2f..%2f..%2fetc%2fpasswd",
    "vig/clip/0000000000000000.mp4",
    "vig/page/../conf.json",
    "vig/page/..%2fconf.json",
    "presenter/..%2ffamily.js",
    "presenter/family.js",
    "presenter/player.js",
    "presenter/review",
    "presenter/notes",
    "vig/page/index.html.j2",
    "vig/media/0000000000000000/film",
    "manifest.json",
    "family_review.ipynb",
    "?template=lab",
    "?voila-template=lab",
    "?voila-theme=dark",
    "?theme=dark",
    "?x=1",
]


@pytest.mark.parametrize("path", SHUT)
def test_there_is_no_other_door(address: Address, visitor: requests.Session, path: str) -> None:
    answer = visitor.get(address.base + path, allow_redirects=False, timeout=20)
    assert answer.status_code == 404
    assert not re.search("traceback|kernel|jupyter|notebook|tornado", answer.text, re.IGNORECASE)


RAW_PATHS = [
    "/vig/page/../conf.json",
    "/vig/page/..%2fconf.json",
    "/vig/page/%2e%2e/conf.json",
    "/vig/page//etc/passwd",
    "/vig/clip/../../manifest.json",
    "/vig/clip/..\\..\\manifest.json",
    "/voila/static/../../family/index.html.j2",
    "/voila/labextensions/anywidget/static/../../../../../../etc/passwd",
    "/voila/labextensions/anywidget/../ipyvolume/static/index.js",
    "/presenter/../manifest.json",
    "/presenter/clip/..%2f..%2fmanifest.json",
    "/../../../../etc/passwd",
    "//etc/passwd",
]
"""As they are sent by a client that does not tidy them up."""


@pytest.mark.parametrize("path", RAW_PATHS)
def test_no_path_leads_out_of_a_doors_folder(address: Address, visitor: requests.Session, path: str) -> None:
    connection = HTTPConnection(address.host, timeout=20)
    cookie = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
    connection.request("GET", path, headers={"Cookie": cookie, "Referer": address.base})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    assert answer.status in (403, 404)
    assert not re.search(rb"root:|vig-package|\{%-|Traceback", content)


@pytest.mark.parametrize("path", ["vig/words", "presenter/code", "api/contents", "api/sessions", "api/terminals", "api/kernels"])
def test_what_is_posted_without_the_pages_own_cookie_is_refused(address: Address, visitor: requests.Session, path: str) -> None:
    answer = visitor.post(address.base + path, json={"words": "x", "for_guider": True, "code": "x"}, timeout=20)
    assert answer.status_code in (403, 404)
    assert "Traceback" not in answer.text


def test_another_packages_media_are_not_found(address: Address, visitor: requests.Session, tmp_path: Path) -> None:
    other = write_family_package(tmp_path, n_frames=115)
    for clip in open_package(other, date.today()).manifest.clips:
        for part_name in ("clip", "poster"):
            assert visitor.get(f"{address.base}vig/{part_name}/{clip.id}", timeout=20).status_code == 404


def doors_of(visitor: requests.Session, address: Address, kernel_id: str, package: Path) -> list[str]:
    page = visitor.get(address.base, timeout=60).text
    scripts = re.findall(r'(?:src|href)="/([^"]+)"', page)
    clips = [f"vig/clip/{clip.id}" for clip in open_package(package, date.today()).manifest.clips]
    return ["", *scripts, *clips, f"api/kernels/{kernel_id}", "voila/labextensions/anywidget/static/remoteEntry.js"]


def test_every_door_asks_for_the_link(address: Address, visitor: requests.Session, kernel_id: str, package: Path) -> None:
    doors = doors_of(visitor, address, kernel_id, package)
    assert len(doors) >= 8
    for door in doors:
        for token in ("", "?token=wrong", "?token="):
            answer = requests.get(address.base + door + token, allow_redirects=False, timeout=20)
            assert answer.status_code == 403, door
            assert kernel_id not in answer.text
    assert "This page opens with its own link" in requests.get(address.base, timeout=20).text


def test_every_answer_keeps_the_page_to_itself(address: Address, visitor: requests.Session, kernel_id: str, package: Path) -> None:
    for path in [*doors_of(visitor, address, kernel_id, package), "api/contents"]:
        headers = visitor.get(address.base + path, headers={"Referer": address.base}, timeout=20).headers
        assert headers["Content-Security-Policy"].startswith("default-src 'none'"), path
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "Access-Control-Allow-Origin" not in headers
        assert "Server" not in headers


def test_the_link_becomes_a_cookie_and_leaves_the_address_bar(address: Address) -> None:
    with requests.Session() as session:
        first = session.get(address.link, allow_redirects=False, timeout=20)
        assert (first.status_code, first.headers["Location"]) == (302, "/")
        assert "HttpOnly" in first.headers["Set-Cookie"]
        assert "SameSite=Lax" in first.headers["Set-Cookie"]
        assert address.token not in first.headers["Set-Cookie"]


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1"])
def test_a_foreign_name_for_this_machine_is_refused(address: Address, visitor: requests.Session, host: str) -> None:
    assert visitor.get(address.base, headers={"Host": host}, timeout=20).status_code == 403
    assert requests.get(address.link, headers={"Host": host}, allow_redirects=False, timeout=20).status_code == 403


def test_the_kernel_cannot_be_ended_from_outside_the_page(address: Address, visitor: requests.Session, kernel_id: str) -> None:
    farewell = f"{address.base}voila/api/shutdown/{kernel_id}"
    assert visitor.post(farewell, timeout=20).status_code == 403
    assert visitor.delete(f"{address.base}api/kernels/{kernel_id}", timeout=20).status_code == 403
    assert requests.post(farewell, data={"_xsrf": visitor.cookies["_xsrf"]}, timeout=20).status_code == 403
    assert visitor.get(f"{address.base}api/kernels/{kernel_id}", timeout=20).json() == {"id": kernel_id, "name": "python3"}


@pytest.mark.skipif(sys.platform != "linux", reason="reads the environment of another process")
def test_the_kernel_knows_its_package_and_nothing_of_the_guider(address: Address, kernel_id: str, package: Path) -> None:
    for process in address.kernels():
        rows = Path(f"/proc/{process}/environ").read_bytes().decode().split("\0")
        environment = dict(row.split("=", 1) for row in rows if row)
        assert environment["VIG_PACKAGE"] == str(package)
        assert not {"VIG_WORKSPACE", "SECRET_OF_THE_GUIDER", "HOME", "USER"} & set(environment)


def test_the_page_says_nothing_of_machines(address: Address, visitor: requests.Session) -> None:
    shown = re.sub(r"<script.*?</script>", "", visitor.get(address.base, timeout=60).text, flags=re.DOTALL)
    assert not re.search("execut|kernel|cell|cdn|https?:", re.sub('id="[^"]+"', "", shown), re.IGNORECASE)


def test_leaving_the_page_ends_its_kernel_and_closing_the_server_ends_all(package: Path) -> None:
    with served_package(package) as address, requests.Session() as session:
        session.get(address.link, timeout=60)
        found = re.search(r'"kernelId": "([0-9a-f-]{36})"', session.get(address.base, timeout=60).text)
        assert found
        farewell = f"{address.base}voila/api/shutdown/{found[1]}"
        assert session.post(farewell, data={"_xsrf": session.cookies["_xsrf"]}, timeout=20).status_code == 204
        assert session.get(f"{address.base}api/kernels/{found[1]}", timeout=20).status_code == 404
        kernels = address.kernels()
        assert kernels
        out, err = address.stop()
        assert address.process.returncode == 0
        assert out.endswith("The page is closed.\n")
        assert err == ""
        assert not [pid for pid in kernels if Path(f"/proc/{pid}").exists()]


def kernels_of(package: Path) -> list[str]:
    """The processes that were told of a package, whoever their parent is now."""
    told = f"VIG_PACKAGE={package}".encode()
    found = []
    for environment in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):
            if told in environment.read_bytes().split(b"\0"):
                found.append(environment.parent.name)
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="reads the environment of another process")
@pytest.mark.parametrize("after_s", [0, 0.3, 1.5])
def test_a_server_closed_while_its_kernel_is_starting_closes_without_a_word_and_leaves_none(
    package: Path, tmp_path: Path, after_s: float
) -> None:
    own = shutil.copytree(package, tmp_path / "own")
    with served_package(own) as address:
        time.sleep(after_s)
        _, err = address.stop()
        assert (address.process.returncode, err) == (0, "")
        assert kernels_of(own) == []


def test_a_server_that_is_killed_takes_its_kernels_along(package: Path) -> None:
    with served_package(package) as address:
        deadline = time.monotonic() + 30
        while not (kernels := address.kernels()) and time.monotonic() < deadline:
            time.sleep(0.1)
        time.sleep(2)
        address.process.send_signal(signal.SIGKILL)
        address.process.wait()
        while [pid for pid in kernels if Path(f"/proc/{pid}").exists()] and time.monotonic() < deadline:
            time.sleep(0.1)
        assert not [pid for pid in kernels if Path(f"/proc/{pid}").exists()]


def test_fifty_reloads_leave_one_page_and_no_other_kernel_behind(package: Path, tmp_path: Path) -> None:
    own = shutil.copytree(package, tmp_path / "own")
    with served_package(own) as address, requests.Session() as session:
        session.get(address.link, timeout=60)
        last = ""
        for _ in range(50):
            page = session.get(address.base, timeout=120).text
            if last:  # what the page sends as it goes away
                farewell = f"{address.base}voila/api/shutdown/{last}"
                assert session.post(farewell, data={"_xsrf": session.cookies["_xsrf"]}, timeout=60).status_code == 204
            found = re.search(r'"kernelId": "([0-9a-f-]{36})"', page)
            assert found
            last = found[1]
        assert len(address.kernels()) <= 3  # the page's, the one kept ready, and one that is on its way out
        address.stop()
        assert kernels_of(own) == []


@pytest.mark.parametrize("how", ["expired", "withdrawn", "damaged", "absent"])
def test_a_package_that_may_not_be_shown_is_said_in_words_and_nothing_is_started(package: Path, tmp_path: Path, how: str) -> None:
    own = shutil.copytree(package, tmp_path / "own")
    manifest = json.loads((own / "manifest.json").read_text())
    if how == "expired":
        (own / "manifest.json").write_text(json.dumps({**manifest, "expires_on": "2020-01-31"}))
    elif how == "withdrawn":
        withdraw_package(own, date.today())
    elif how == "damaged":
        film = own / "clips" / f"{manifest['clips'][0]['id']}.mp4"
        film.write_bytes(film.read_bytes()[:-1])
    else:
        shutil.rmtree(own)
    words = {"expired": "could be watched until 31 January 2020", "withdrawn": "withdrawn on", "damaged": "damaged", "absent": "no clips"}
    before = sorted(tmp_path.rglob("*"))
    permit = permit_showing(None, package, date.today())
    with pytest.raises(PackageError, match=words[how]):
        present(own, permit, open_browser=False, announce=lambda _: pytest.fail("it was started"))
    assert kernels_of(own) == []
    assert sorted(tmp_path.rglob("*")) == before


def test_a_package_withdrawn_while_it_is_open_can_no_longer_be_watched_and_an_old_link_opens_nothing(
    tmp_path: Path, address: Address, visitor: requests.Session
) -> None:
    other = address
    folder = write_family_package(tmp_path, n_frames=115)
    clip = open_package(folder, date.today()).manifest.clips[0]
    with served_package(folder) as address, requests.Session() as session:
        # a link and a cookie of another presentation, which is how an old one comes back, open nothing here
        assert session.get(f"{address.base}?token={other.token}", timeout=20).status_code == 403
        cookies = {name.replace(other.host.split(":")[1], address.host.split(":")[1]): value for name, value in visitor.cookies.items()}
        assert cookies != dict(visitor.cookies)
        assert requests.get(address.base, cookies=cookies, timeout=20).status_code == 403
        session.get(address.link, timeout=60)
        session.headers["Referer"] = address.base
        assert session.get(f"{address.base}vig/clip/{clip.id}", timeout=20).status_code == 200
        withdraw_package(folder, date.today())
        assert session.get(f"{address.base}vig/clip/{clip.id}", timeout=20).status_code == 404
        answer = session.get(address.base, timeout=20)
        assert answer.status_code == 410
        assert "These clips cannot be watched any more." in answer.text
