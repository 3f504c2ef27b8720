"""Whatever a page says, however malformed: the kernel answers or is silent, nothing is raised, and nothing is changed by nonsense."""

import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from traitlets import TraitError

from tests.cases import write_case
from tests.unit.app.conftest import NothingGiven
from tests.unit.widgets.test_protocol import EVERY_KIND
from workbench.app.desk import Desk
from workbench.session.casefile import CaseSession
from workbench.store.workspace import open_workspace
from workbench.widgets.player import PlayerWidget

KINDS = [each["kind"] for each in EVERY_KIND] + [
    "look",
    "read_tier",
    "read_history",
    "what_depends_on",
    "read_preview",
    "read_faces",
    "nonsense",
    "",
]
NAMES = sorted({name for each in EVERY_KIND for name in each} | {"request", "extra", "__class__", "most", "thing"})

nonsense = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40) | st.binary(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=12,
)


@st.composite
def spoiled(draw: st.DrawFn) -> dict[str, Any]:
    """A message of the protocol with some of its fields replaced, left out or added."""
    message = dict(draw(st.sampled_from(EVERY_KIND)))
    for name in draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3)):
        if draw(st.booleans()):
            message[name] = draw(nonsense)
        else:
            message.pop(name, None)
    return {"request": 1, **message}


messages = (
    nonsense
    | spoiled()
    | st.fixed_dictionaries({"request": nonsense, "kind": st.sampled_from(KINDS) | nonsense})
    | st.dictionaries(st.sampled_from(NAMES), nonsense, max_size=6).map(lambda said: {"request": 7, "kind": "mark_moment", **said})
)


class Kernel:
    """The kernel's end of a page, with what it told and how much the case holds."""

    def __init__(self, session: CaseSession, recording_id: str) -> None:
        self.session = session
        self.told: list[dict[str, Any]] = []
        self.player = PlayerWidget(
            lambda edit: desk.perform(edit),
            reader=lambda question: desk.answer(question),
            afterwards=lambda: desk.show_what_follows(),
        )
        self.player.send = lambda content, buffers=None: self.told.append(content)
        desk = Desk(session, self.player, NothingGiven(session.workspace))
        desk.show(recording_id)

    def hears(self, content: object) -> list[dict[str, Any]]:
        """What is told after a message, which must not raise; long work is answered from another thread."""
        self.told.clear()
        self.player._handle_custom_msg(content, [])
        until = time.monotonic() + 20
        while isinstance(content, dict) and type(content.get("request")) is int and not self.told:
            assert time.monotonic() < until, "never answered"
            time.sleep(0.001)
        return list(self.told)


@pytest.fixture(scope="module")
def kernel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kernel]:
    folder: Path = tmp_path_factory.mktemp("messages")
    with open_workspace(folder / "ws", create=True) as workspace:
        session, recording, *_ = write_case(workspace)
        yield Kernel(session, recording.id)


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(content=messages)
def test_no_message_raises_and_what_is_refused_has_changed_nothing(kernel: Kernel, content: object) -> None:
    before = kernel.session.history()
    told = kernel.hears(content)
    if isinstance(content, dict) and type(content.get("request")) is int:
        (reply,) = told
        assert reply["reply"] == content["request"]
        if not reply["ok"]:
            assert reply["problem"]
            assert reply["next_step"]
            assert kernel.session.history() == before
    else:
        assert told == []
        assert kernel.session.history() == before


@settings(max_examples=200, deadline=None)
@given(place=nonsense)
def test_no_playhead_that_is_none_is_taken(kernel: Kernel, place: object) -> None:
    before = kernel.player.now
    with suppress(TraitError):  # which the widget machinery logs; the old place stays
        kernel.player.set_state({"playhead": place})
        assert isinstance(place, dict)
    assert type(kernel.player.now) is type(before)
