"""Trained numbers that voices are found with, kept beside the code: whose they are and their licences stand in ``weights/README.md``.

They are read from the package, never fetched, and only when they are to the byte what was kept.
"""

import io
from functools import cache
from hashlib import sha256
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from workbench.errors import DataFileError

Weights = dict[str, npt.NDArray[np.float32]]

SHA256 = {
    "silero_vad.npz": "8dc7b016588670bb72b4ea7754e056c92a67670d508f810a9e402a474d4e5413",
    "resemblyzer.npz": "cbd53b69e8fac8d0b3951a63cbcbb488afbd8d539dbb3357a2564feda55b8528",
}


@cache
def read_weights(name: str) -> Weights:
    """The arrays of one kept file, as single floats; the same objects each time, not to be written into.

    Raises
    ------
    DataFileError
        If the file is missing or is not the one that was kept.
    """
    try:
        kept = (files("workbench.analysis") / "weights" / name).read_bytes()
    except OSError as error:
        raise DataFileError(f"{name}, which voices are found with, cannot be read: {error}", "Install the workbench again") from error
    if sha256(kept).hexdigest() != SHA256[name]:
        raise DataFileError(f"{name}, which voices are found with, is damaged or was changed", "Install the workbench again")
    with np.load(io.BytesIO(kept), allow_pickle=False) as arrays:
        return {key: arrays[key].astype(np.float32) for key in arrays.files}
