"""Trained numbers of others that lie beside the code: never fetched, and read only when they are to the byte what was kept.

Whose they are and under which licence stands in a text beside them in their folder.
"""

from hashlib import sha256
from pathlib import Path

from workbench.errors import DataFileError


def read_kept(file: Path, sum_sha256: str, found_with_it: str) -> bytes:
    """The bytes of a file that was kept.

    Parameters
    ----------
    sum_sha256 : str
        What they have to sum up to, in hexadecimal digits.
    found_with_it : str
        What the file is needed for, as the guider calls it: faces, voices.

    Raises
    ------
    DataFileError
        If the file is missing or is not the one that was kept.
    """
    what = f"{file.name}, which {found_with_it} are found with,"
    again = f"Install the workbench again; the folder {file.parent.name} says where the file comes from"
    try:
        data = file.read_bytes()
    except OSError as error:
        raise DataFileError(f"{what} is not there ({error.strerror})", again) from error
    found = sha256(data).hexdigest()
    if found != sum_sha256:
        raise DataFileError(f"{what} is not the one it should be: its sum begins {found[:12]}, not {sum_sha256[:12]}", again)
    return data
