"""The networks: files that are checked before they are used, run on one thread.

They lie in the folder ``models`` beside this file with their source and licence (``NOTICE.md``) and need no network. LiteRT runs them;
where it has no build for the machine, OpenCV does, with the same numbers in about twice the time.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, Protocol

import cv2
import numpy as np
import numpy.typing as npt

from workbench.analysis.kept import read_kept

FOLDER = Path(__file__).parent / "models"
Engine = Literal["litert", "opencv"]
Floats = npt.NDArray[np.float32]


class Network(Enum):
    """A network: its file, its sum, the side of its square input in pixels, and the names of what it gives."""

    DETECTOR = (
        "face_detection_full_range.tflite",
        "99bf9494d84f50acc6617d89873f71bf6635a841ea699c17cb3377f9507cfec3",
        192,
        ("reshaped_regressor_face_4", "reshaped_classifier_face_4"),
    )
    MESH = (
        "face_landmark.tflite",
        "2efcb4f4de43c7614b80a3cc3e8a37354b3b3b40f75cce20f6f38f0f25d65493",
        192,
        ("conv2d_20", "conv2d_30"),
    )
    IRIS = (
        "iris_landmark.tflite",
        "d1744d2a09c25f501d39eba4faff47e53ecca8852c5ce19bce8eeac39357521f",
        64,
        ("output_eyes_contours_and_brows", "output_iris"),
    )

    @property
    def file(self) -> str:
        """Name of the file in the folder."""
        return self.value[0]

    @property
    def sha256(self) -> str:
        """What the file's bytes must sum up to."""
        return self.value[1]

    @property
    def side_px(self) -> int:
        """Width and height of the input."""
        return self.value[2]

    @property
    def outputs(self) -> tuple[str, str]:
        """Names of the two outputs."""
        return self.value[3]


class Runner(Protocol):
    """A network that is ready."""

    def __call__(self, picture: Floats) -> tuple[Floats, Floats]:
        """Both outputs, flat, for a float32 picture of shape (side, side, 3) in the range the network was taught with."""


def load_network(network: Network, engine: Engine | None = None, folder: Path = FOLDER) -> Runner:
    """A network, ready to run on the thread that loads it.

    Parameters
    ----------
    network : Network
        Which one.
    engine : {"litert", "opencv"}, optional
        What runs it; the faster one that is there where left out.
    folder : Path
        Where the file lies.

    Raises
    ------
    DataFileError
        If the file is missing or is not the one it should be.
    """
    data = read_kept(folder / network.file, network.sha256, "faces")
    return _LiteRT(network, data) if (engine or best_engine()) == "litert" else _OpenCV(network, folder)


@cache
def best_engine() -> Engine:
    """The faster of the engines that this machine has."""
    return "litert" if find_spec("ai_edge_litert") is not None else "opencv"


class _LiteRT:
    def __init__(self, network: Network, data: bytes) -> None:
        from ai_edge_litert.interpreter import Interpreter

        with _quiet_library():
            self._interpreter: Any = Interpreter(model_content=data, num_threads=1)
            self._interpreter.allocate_tensors()
        (self._input,) = (there["index"] for there in self._interpreter.get_input_details())
        index = {there["name"]: there["index"] for there in self._interpreter.get_output_details()}
        self._outputs = [index[name] for name in network.outputs]

    def __call__(self, picture: Floats) -> tuple[Floats, Floats]:
        self._interpreter.set_tensor(self._input, picture[None])
        self._interpreter.invoke()
        first, second = (self._interpreter.get_tensor(output).ravel() for output in self._outputs)
        return first, second


class _OpenCV:
    def __init__(self, network: Network, folder: Path) -> None:
        # the newer engine drops the second output, and it is the one that reads bytes
        self._net: Any = cv2.dnn.readNetFromTFLite(str(folder / network.file), cv2.dnn.ENGINE_CLASSIC)
        self._outputs = network.outputs

    def __call__(self, picture: Floats) -> tuple[Floats, Floats]:
        self._net.setInput(np.ascontiguousarray(picture.transpose(2, 0, 1)[None]))
        first, second = (output.ravel() for output in self._net.forward(self._outputs))
        return first, second


@contextmanager
def _quiet_library() -> Iterator[None]:
    """LiteRT tells the terminal, past Python, which of its parts it uses; nobody asked."""
    sys.stderr.flush()
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
