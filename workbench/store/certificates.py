"""Certificates of deletion in the database, past every edit: written, looked up, finished. Nothing here is journaled."""

from typing import Any

from sqlalchemy import Connection, insert, select, update

from workbench.practice.certificates import Certificate
from workbench.store.mapping import CERTIFICATES

_TABLE = CERTIFICATES.table


def write_certificate(connection: Connection, certificate: Certificate) -> None:
    """Write a certificate down, in the place of the one of that id where there is one."""
    row = CERTIFICATES.row(certificate)
    if connection.execute(update(_TABLE).where(_TABLE.c.id == certificate.id).values(row)).rowcount == 0:
        connection.execute(insert(_TABLE).values(row))


def read_certificates(connection: Connection) -> list[Certificate]:
    """All certificates, oldest first."""
    rows = connection.execute(select(_TABLE).order_by(_TABLE.c.on, _TABLE.c.id)).mappings()
    found: list[Any] = [CERTIFICATES.thing(dict(row)) for row in rows]
    return found
