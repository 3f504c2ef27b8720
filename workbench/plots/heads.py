"""Where heads are over a film and which way they look: plain arrays, whoever found them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class HeadPath:
    """One person's head over a film.

    `at` are ticks of the film clock, increasing; int64, shape (n,). `place` is the point between the eyes as fractions of the picture,
    from the left and from the top; `gaze_deg` is yaw and pitch of the gaze in degrees, to the picture's right and upwards; both float64,
    shape (n, 2), NaN where it was not measurable. `is_candidate` says that an analysis found it and nobody has looked at it yet.

    Raises
    ------
    ValueError
        If the arrays do not fit one another, or times do not increase.
    """

    person_id: str
    at: Integers
    place: Floats
    gaze_deg: Floats
    is_candidate: bool = False

    def __post_init__(self) -> None:
        n = len(self.at)
        if self.place.shape != (n, 2) or self.gaze_deg.shape != (n, 2):
            raise ValueError(f"{n} instants need {n} places and directions, not {self.place.shape} and {self.gaze_deg.shape}")
        if n > 1 and (np.diff(self.at) <= 0).any():
            raise ValueError("the instants of a path stand in order of time, none twice")

    @property
    def is_seen(self) -> npt.NDArray[np.bool_]:
        """Where the head could be measured; shape (n,)."""
        return np.asarray(np.isfinite(self.place).all(axis=1))

    def thinned(self, most: int) -> "HeadPath":
        """The same with every k-th instant, so that at most `most` remain."""
        step = max(1, -(-len(self.at) // most))
        return HeadPath(self.person_id, self.at[::step], self.place[::step], self.gaze_deg[::step], self.is_candidate)


def head_path(
    person_id: str, at: Integers, sample: Integers, eyes: npt.ArrayLike, gaze_deg: npt.ArrayLike, *, is_candidate: bool = True
) -> HeadPath:
    """The path of one track of faces; in samples without a row the head was not seen.

    Parameters
    ----------
    at : int64, shape (n_samples,)
        Ticks of all frames that were looked at.
    sample : int64, shape (n_rows,)
        Which of these frames each row of the track belongs to; none twice.
    eyes, gaze_deg : float, shape (n_rows, 2)
        As in :class:`HeadPath`.
    """
    place, direction = np.full((len(at), 2), np.nan), np.full((len(at), 2), np.nan)
    place[sample], direction[sample] = eyes, gaze_deg
    return HeadPath(person_id, at, place, direction, is_candidate)
