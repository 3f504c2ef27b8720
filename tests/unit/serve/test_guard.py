import pytest
from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine

from workbench.serve.guard import Door, content_security_policy

HOST = "127.0.0.1:8000"


class Connection:
    context = None

    def set_close_callback(self, callback: object) -> None: ...


def request(method: str = "GET", **headers: str) -> HTTPServerRequest:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return HTTPServerRequest(
        connection=Connection(),  # type: ignore[arg-type]
        start_line=RequestStartLine(method, "/", "HTTP/1.1"),
        headers=HTTPHeaders({"Host": HOST, **named}),
    )


@pytest.mark.parametrize("host", [HOST, "LOCALHOST:8000"])
def test_a_request_to_a_name_of_the_server_comes_in(host: str) -> None:
    assert Door([HOST, "localhost:8000"]).lets_in(request(Host=host))


@pytest.mark.parametrize("host", ["evil.example:8000", "127.0.0.1", "127.0.0.1:8001", "evil.example", ""])
def test_a_name_that_was_pointed_at_this_machine_stays_outside(host: str) -> None:
    assert not Door([HOST]).lets_in(request(Host=host))


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "https://127.0.0.1:8000", "http://127.0.0.1:8001", "null", "http://localhost:8000"]
)
def test_a_foreign_origin_stays_outside(origin: str) -> None:
    assert not Door([HOST, "localhost:8000"]).lets_in(request(Origin=origin))


def test_the_pages_own_origin_comes_in() -> None:
    assert Door([HOST]).lets_in(request("POST", Origin=f"http://{HOST}", Sec_Fetch_Site="same-origin"))


def test_another_site_may_link_to_the_page_and_nothing_else() -> None:
    door = Door([HOST])
    assert door.lets_in(request(Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate"))
    assert not door.lets_in(request("POST", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate"))
    assert not door.lets_in(request(Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="no-cors"))
    assert not door.lets_in(request(Sec_Fetch_Site="same-site", Sec_Fetch_Mode="cors"))


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_methods_the_page_does_not_use_stay_outside(method: str) -> None:
    assert not Door([HOST]).lets_in(request(method))


def test_the_policy_names_no_other_host_and_allows_no_code_from_text() -> None:
    policy = dict(rule.split(" ", 1) for rule in content_security_policy(HOST).split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self' blob:"
    assert policy["connect-src"] == f"'self' ws://{HOST}"
    sources = {word for rule in policy.values() for word in rule.split()}
    assert sources == {"'self'", "'none'", "'unsafe-inline'", "blob:", "data:", f"ws://{HOST}"}
    assert "'unsafe-inline'" not in policy["script-src"]
