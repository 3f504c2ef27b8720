"""Parts that a recording may still lack because it was imported before there were such parts; made when they are first wanted."""

import threading

from workbench.core.time import TICKS_PER_S
from workbench.errors import FilmError, NotFoundError, WorkspaceError
from workbench.media.packets import index_packets
from workbench.media.spectrogram import build_spectrogram
from workbench.session.reading import read_frame_table
from workbench.store.vault import WORKING_COPY, Vault

_ONE_AT_A_TIME = threading.Lock()


def has_packets(vault: Vault, recording_id: str) -> bool:
    """Whether a recording has its table of packets, which is made now if it can be.

    Without one a film is shown just as exactly, only slower; so a film or a disk that does not allow it is no error.
    """
    if vault.has(recording_id, "packets.bin"):
        return True
    try:
        with vault.open(recording_id, "proxy.mp4") as working_copy:
            packets = index_packets(working_copy, read_frame_table(vault, recording_id))
        vault.add(recording_id, "packets.bin", packets.to_bytes())
    except (FilmError, NotFoundError, WorkspaceError):
        return False
    return True


def make_spectrogram(vault: Vault, recording_id: str) -> bool:
    """Make the drawing of a film's tones unless it is there, and say whether it is now; takes about a second for each minute of film.

    It is made of the working copy; without one, or where film or disk do not allow it, there is none, which is no error.
    """
    with _ONE_AT_A_TIME:
        if vault.has(recording_id, "spectrogram.bin"):
            return True
        try:
            length_s = read_frame_table(vault, recording_id).end / TICKS_PER_S
            with vault.open(recording_id, WORKING_COPY) as working_copy:
                spectrogram = build_spectrogram(working_copy, length_s)
            vault.add(recording_id, "spectrogram.bin", spectrogram.to_bytes())
        except (FilmError, NotFoundError, WorkspaceError):
            return False
        return True
