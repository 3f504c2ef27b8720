"""A certificate for one run of the family's page on a local network: made in memory, used once, kept nowhere."""

import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_VALID = timedelta(days=2)


@dataclass(frozen=True)
class OwnCertificate:
    """What the server speaks with, and by what people can tell it: the SHA-256 of the certificate as browsers show it."""

    context: ssl.SSLContext
    fingerprint: str


def make_certificate(address: str, private_folder: Path) -> OwnCertificate:
    """A certificate that a computer makes for its own address.

    Parameters
    ----------
    address : str
        The network address people will open.
    private_folder : Path
        A folder for this user alone; the key lies in it for the moment of reading, because OpenSSL takes keys from files only.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "VIG Workbench, this computer")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + _VALID)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(address))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    file = private_folder / "certificate.pem"
    try:
        file.touch(mode=0o600)
        secret = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        file.write_bytes(secret + certificate.public_bytes(serialization.Encoding.PEM))
        context.load_cert_chain(file)
    finally:
        file.unlink(missing_ok=True)
    return OwnCertificate(context, certificate.fingerprint(hashes.SHA256()).hex(":").upper())
