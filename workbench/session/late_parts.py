"""Parts that a recording may still lack because it was imported before there were such parts; made when they are first wanted."""

from workbench.errors import FilmError, NotFoundError, WorkspaceError
from workbench.media.packets import index_packets
from workbench.session.reading import read_frame_table
from workbench.store.vault import Vault


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
