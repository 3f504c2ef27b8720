"""The ffmpeg graph of the pictures of one chapter of a reel: cards, clips, held pictures, slow motion and layers in one run.

Stills are decoded once and repeated. A hold is a gap in the clip's times that the constant rate fills; slow motion is the same with all
times stretched.
"""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from PIL import Image

from workbench.core.time import FILM_CLOCK, TICKS_PER_S
from workbench.design import DESIGN
from workbench.render.cards import Picture, draw_caption, draw_card, draw_tag
from workbench.render.package import Package
from workbench.render.plan import Card, CardShot, Chapter, ClipShot, ReelPlan
from workbench.render.spotlights import Pointing, draw_layer, plan_pointing

_PAPER = "0x" + DESIGN.family.paper.removeprefix("#")
_MATRICES = {1: "bt709", 5: "bt601", 6: "bt601", 9: "bt2020"}
_MARGIN = 1 / 20
_EARLY_S = 1.0


@dataclass(slots=True)
class Graph:
    """Inputs and filters of one run of ffmpeg; ends in the label ``[pictures]``."""

    plan: ReelPlan
    package: Package
    folder: Path
    inputs: list[str] = field(default_factory=list)
    filters: list[str] = field(default_factory=list)
    _n_inputs: int = 0
    _n_stills: int = 0

    def arguments(self) -> list[str]:
        """What ffmpeg is called with for the inputs and the graph; the graph itself is written into the folder."""
        script = self.folder / "graph.txt"
        script.write_text(";\n".join(self.filters), encoding="utf-8")
        return ["-copyts", *self.inputs, "-filter_complex_script", str(script), "-map", "[pictures]"]

    def add_chapter(self, chapter: Chapter) -> None:
        """Draw what is to be drawn and put the whole chapter into the graph."""
        shots = [self._card(shot) if isinstance(shot, CardShot) else self._clip(shot) for shot in chapter]
        self.filters.append(f"{''.join(shots)}concat=n={len(shots)}:v=1:a=0,format=yuv420p[pictures]")

    def _card(self, shot: CardShot) -> str:
        still = self._still(draw_card(shot.card, self.plan.width, self.plan.height, self._chosen_still(shot.card)))
        fade = min(self.plan.frames_a_second // 2, shot.n_frames // 3)
        return self._chain(
            f"[{still}:v]",
            "scale=out_color_matrix=bt709:out_range=tv",
            "format=yuv420p",
            "setsar=1",
            "loop=loop=-1:size=1",
            f"trim=end_frame={shot.n_frames}",
            self._even_times(),
            _faded(fade, fade, shot.n_frames, f":color={_PAPER}"),
        )

    def _clip(self, shot: ClipShot) -> str:
        early_s = max(0.0, FILM_CLOCK.seconds(shot.span.start) - _EARLY_S)
        film = self._input("-ss", f"{early_s:.6f}", "-i", str(self.package.clip_path(shot.clip.id)))
        width, height = self._fitted(shot)
        left, top = (self.plan.width - width) // 2, (self.plan.height - height) // 2
        holds = "".join(f"+gt(PTS,{hold.at})*{hold.n_frames * shot.ticks_a_frame}" for hold in shot.holds)
        label = self._chain(
            f"[{film}:v]",
            f"settb=1/{TICKS_PER_S}",
            f"trim=start_pts={shot.span.start}:end_pts={shot.span.end}",
            f"scale={width}:{height}:flags=bicubic:in_color_matrix={self._matrix(shot)}:out_color_matrix=bt709:out_range=tv",
            "format=yuv420p",
            f"pad={self.plan.width}:{self.plan.height}:{left}:{top}:color={_PAPER}",
            "setsar=1",
            "tpad=stop_mode=clone:stop_duration=1",
            f"setpts='floor((PTS-{shot.span.start})*1000/{shot.speed}){holds}'",
            f"fps=fps={self.plan.frames_a_second}:round=up:start_time=0",
            f"tpad=start_mode=clone:start={shot.n_in}:stop_mode=clone:stop=-1",
            f"trim=end_frame={shot.n_frames}",
            self._even_times(),
        )
        for pointing in plan_pointing(shot):
            label = self._over(label, self._pointing(pointing, width, height), left, top, pointing.first, pointing.n_frames)
        label = self._captions(shot, label)
        return self._chain(label, "format=yuv420p", _faded(shot.n_in, shot.n_out, shot.n_frames, f":color={_PAPER}"))

    def _captions(self, shot: ClipShot, label: str) -> str:
        """Questions on the lower part of the held pictures, after a while of nothing but looking; the tag where the shot begins."""
        width, height = self.plan.width, self.plan.height
        margin = round(_MARGIN * min(width, height))
        for hold, first in shot.hold_places():
            if hold.caption:
                panel = draw_caption(hold.caption, width, height)
                x, y = (width - panel.shape[1]) // 2, max(0, height - panel.shape[0] - margin)
                n_wait = hold.n_frames // 3
                label = self._over(label, self._still(panel), x, y, first + n_wait, hold.n_frames - n_wait)
        if shot.tag:
            panel = draw_tag(shot.tag, width, height)
            n_shown = min(shot.n_frames - shot.n_in, 4 * self.plan.frames_a_second)
            label = self._over(label, self._still(panel), margin, margin, shot.n_in, n_shown)
        return label

    def _over(self, label: str, layer: int, x: int, y: int, first: int, n_frames: int) -> str:
        """A layer put over a shot for a while, coming and going softly; a layer of one picture is repeated."""
        fade = min(self.plan.frames_a_second * 2 // 5, n_frames // 3)
        over = self._chain(
            f"[{layer}:v]",
            "format=rgba",
            "tpad=stop_mode=clone:stop=-1",
            f"trim=end_frame={n_frames}",
            self._even_times(),
            _faded(fade, fade, n_frames, ":alpha=1"),
            "scale=out_color_matrix=bt709:out_range=tv",
            "format=yuva420p",
            f"setpts=PTS+{first * self.plan.ticks_a_frame}",
        )
        shown = f"between(n,{first},{first + n_frames - 1})"
        return self._chain(label + over, f"overlay={x}:{y}:eof_action=pass:format=yuv420:enable='{shown}'")

    def _chosen_still(self, card: Card) -> Picture | None:
        poster = self.package.poster_path(card.still) if card.still else None
        if poster is None:
            return None
        with Image.open(poster) as still:
            return np.array(still.convert("RGB"), dtype=np.uint8)

    def _pointing(self, pointing: Pointing, width: int, height: int) -> int:
        if len(pointing.drawn) == 1:
            return self._still(draw_layer(pointing.drawn[0], width, height))
        self._n_stills += 1
        pattern = self.folder / f"layer-{self._n_stills}-%05d.png"
        for number, figures in enumerate(pointing.drawn):
            _save(draw_layer(figures, width, height), Path(str(pattern) % number))
        return self._input("-threads", "1", "-framerate", str(self.plan.frames_a_second), "-start_number", "0", "-i", str(pattern))

    def _fitted(self, shot: ClipShot) -> tuple[int, int]:
        """The size at which a clip fills the reel's picture in its own shape, in even numbers of pixels."""
        part = min(self.plan.width / shot.clip.width, self.plan.height / shot.clip.height)
        return 2 * round(shot.clip.width * part / 2), 2 * round(shot.clip.height * part / 2)

    def _matrix(self, shot: ClipShot) -> str:
        """How the clip's colours are coded; where it does not say, as players take it: by its size."""
        import av

        with av.open(str(self.package.clip_path(shot.clip.id))) as container:
            said = int(container.streams.video[0].codec_context.colorspace)
        return _MATRICES.get(said, "bt709" if min(shot.clip.width, shot.clip.height) >= 720 else "bt601")

    def _even_times(self) -> str:
        return f"settb=1/{TICKS_PER_S},setpts=N*{self.plan.ticks_a_frame}"

    def _still(self, picture: Picture) -> int:
        self._n_stills += 1
        path = self.folder / f"still-{self._n_stills}.png"
        _save(picture, path)
        return self._input("-threads", "1", "-framerate", str(self.plan.frames_a_second), "-i", str(path))

    def _input(self, *arguments: str) -> int:
        self.inputs += arguments
        self._n_inputs += 1
        return self._n_inputs - 1

    def _chain(self, label: str, *filters: str) -> str:
        """One more row of filters; the label of its end."""
        end = f"[s{len(self.filters)}]"
        self.filters.append(label + ",".join(step for step in filters if step) + end)
        return end


def _faded(n_in: int, n_out: int, n_frames: int, how: str) -> str:
    steps = [f"fade=t=in:start_frame=0:nb_frames={n_in}{how}"] if n_in else []
    steps += [f"fade=t=out:start_frame={n_frames - n_out}:nb_frames={n_out}{how}"] if n_out else []
    return ",".join(steps)


def _save(picture: Picture, path: Path) -> None:
    Image.fromarray(np.ascontiguousarray(picture)).save(path, compress_level=1)
