"""A part of a recording that is made when it is first asked for: the page waits, the server goes on meanwhile."""

import asyncio
from collections.abc import Callable

from workbench.core.identity import is_id
from workbench.serve.media import MediaHandler, Resolver


class LatePartHandler(MediaHandler):
    """Sends a file as :class:`MediaHandler` does, made first where it is not there."""

    def initialize(self, resolver: Resolver, make: Callable[[str], object]) -> None:  # type: ignore[override]
        """Keep what makes the part of a recording, by its id; where that does not succeed there is nothing to send."""
        super().initialize(resolver)
        self._make = make

    async def _answer(self, thing_id: str, part: str, *, with_body: bool) -> None:
        if is_id(thing_id) and self._resolver(thing_id, part) is None:
            await asyncio.get_running_loop().run_in_executor(None, self._make, thing_id)
        await super()._answer(thing_id, part, with_body=with_body)
