"""What running vig gives a test."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Outcome:
    """What a person sees of one command."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one object on standard output; fails where there is more or less than one."""
        return json.loads(self.out)


Run = Callable[..., Outcome]
