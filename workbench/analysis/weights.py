"""Trained numbers that voices are found with; whose they are and their licences stand in ``weights/README.md``."""

import io
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from workbench.analysis.kept import read_kept

_FOLDER = Path(__file__).parent / "weights"
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
    kept = read_kept(_FOLDER / name, SHA256[name], "voices")
    with np.load(io.BytesIO(kept), allow_pickle=False) as arrays:
        return {key: arrays[key].astype(np.float32) for key in arrays.files}
