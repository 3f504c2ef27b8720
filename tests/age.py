"""An age file opened with its passphrase by other means than the workbench's, after the format's description at age-encryption.org/v1.

For tests only: slow, and as far as the format needs to be read.
"""

import base64
import hashlib
import hmac
import struct

_CHUNK = 64 * 1024 + 16


def open_age(sealed: bytes, passphrase: str) -> bytes:
    """What is in an age file sealed with a passphrase; the header's own check is made, those of the chunks are not."""
    header, _, rest = sealed.partition(b"\n--- ")
    mac, _, payload = rest.partition(b"\n")
    version, stanza, *body = header.split(b"\n")
    assert version == b"age-encryption.org/v1"
    _, kind, salt, log_n = stanza.split(b" ")
    assert (kind, len(body)) == (b"scrypt", 1)
    n = 1 << int(log_n)
    wrap = hashlib.scrypt(
        passphrase.encode(), salt=b"age-encryption.org/v1/scrypt" + _decoded(salt), n=n, r=8, p=1, dklen=32, maxmem=129 * 8 * n + 2**20
    )
    file_key = _chacha20(wrap, bytes(12), _decoded(body[0])[:16])
    header_key = _hkdf(file_key, b"", b"header")
    assert hmac.digest(header_key, header + b"\n---", "sha256") == _decoded(mac)
    key = _hkdf(file_key, payload[:16], b"payload")
    chunks = [payload[at : at + _CHUNK] for at in range(16, len(payload), _CHUNK)]
    return b"".join(
        _chacha20(key, struct.pack(">xxxQ?", number, number == len(chunks) - 1), chunk[:-16]) for number, chunk in enumerate(chunks)
    )


def _decoded(text: bytes) -> bytes:
    return base64.b64decode(text + b"=" * (-len(text) % 4))


def _hkdf(secret: bytes, salt: bytes, info: bytes) -> bytes:
    return hmac.digest(hmac.digest(salt or bytes(32), secret, "sha256"), info + b"\x01", "sha256")


def _chacha20(key: bytes, nonce: bytes, content: bytes) -> bytes:
    """ChaCha20 (RFC 8439) from block 1 on, as it encrypts beside Poly1305."""
    out = bytearray()
    for place in range(0, len(content), 64):
        start = list(struct.unpack("<16I", b"expand 32-byte k" + key + struct.pack("<I", 1 + place // 64) + nonce))
        state = list(start)
        for _ in range(10):
            for a, b, c, d in ((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15)):
                _quarter(state, a, b, c, d)
            for a, b, c, d in ((0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)):
                _quarter(state, a, b, c, d)
        stream = struct.pack("<16I", *((x + y) & 0xFFFFFFFF for x, y in zip(state, start, strict=True)))
        out += bytes(x ^ y for x, y in zip(content[place : place + 64], stream, strict=False))
    return bytes(out)


def _quarter(state: list[int], a: int, b: int, c: int, d: int) -> None:
    for one, other, third, bits in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
        state[one] = (state[one] + state[other]) & 0xFFFFFFFF
        mixed = state[third] ^ state[one]
        state[third] = ((mixed << bits) | (mixed >> (32 - bits))) & 0xFFFFFFFF
