import hashlib
import socket
import ssl
import threading
from pathlib import Path

from workbench.serve.certificate import make_certificate


def shaken(context: ssl.SSLContext) -> bytes:
    """The certificate a server with this context shows."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            with listening.accept()[0] as connection, context.wrap_socket(connection, server_side=True) as spoken:
                spoken.recv(1)

        server = threading.Thread(target=serve)
        server.start()
        trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        with socket.create_connection(listening.getsockname()) as connection, trusting.wrap_socket(connection) as spoken:
            shown = spoken.getpeercert(binary_form=True)
            spoken.sendall(b"x")
        server.join()
    assert shown is not None
    return shown


def test_a_certificate_is_for_its_address_has_the_fingerprint_that_is_said_and_leaves_no_key(tmp_path: Path) -> None:
    certificate = make_certificate("192.0.2.2", tmp_path)
    shown = shaken(certificate.context)
    assert certificate.fingerprint.replace(":", "") == hashlib.sha256(shown).hexdigest().upper()
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "shown.pem").write_text(ssl.DER_cert_to_PEM_cert(shown))
    trusting = ssl.create_default_context(cafile=str(tmp_path / "shown.pem"))
    assert trusting.cert_store_stats()["x509"] == 1


def test_every_run_has_another(tmp_path: Path) -> None:
    assert make_certificate("192.0.2.2", tmp_path).fingerprint != make_certificate("192.0.2.2", tmp_path).fingerprint
