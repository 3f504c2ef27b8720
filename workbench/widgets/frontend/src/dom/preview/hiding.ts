/** Draws over each picture of a film what a package would hide in it, in the same places and as coarsely. */

import type { Retouch } from "../../core/family/family";
import type { FrameTable } from "../../core/film/frames";
import { type HiddenArea, type HidingFigure, hiddenArea } from "../../core/preview/hiding";
import { element } from "../element";

export function hiderOf(figures: readonly HidingFigure[], table: FrameTable): Retouch {
  const [from, to, cover] = [element("canvas"), element("canvas"), element("canvas")];
  return (context, frame) => {
    const { width, height } = context.canvas;
    for (const figure of figures) {
      const area = hiddenArea(figure, table.spanOf(frame), width, height);
      if (area) hide(context, area, averaged(context.canvas, area, from, to), cover);
    }
  };
}

/** The area in its few cells: halved again and again, so that every pixel counts alike. */
function averaged(picture: HTMLCanvasElement, area: HiddenArea, ...spare: readonly HTMLCanvasElement[]): HTMLCanvasElement {
  let [source, left, top, width, height] = [picture, area.left, area.top, area.width, area.height];
  for (let turn = 0; ; turn++) {
    const [across, down] = [Math.max(area.across, Math.ceil(width / 2)), Math.max(area.down, Math.ceil(height / 2))];
    const target = spare[turn % 2] as HTMLCanvasElement;
    Object.assign(target, { width: across, height: down });
    target.getContext("2d")?.drawImage(source, left, top, width, height, 0, 0, across, down);
    if (across === area.across && down === area.down) return target;
    [source, left, top, width, height] = [target, 0, 0, across, down];
  }
}

function hide(context: CanvasRenderingContext2D, area: HiddenArea, cells: HTMLCanvasElement, cover: HTMLCanvasElement): void {
  Object.assign(cover, { width: area.width, height: area.height });
  const covering = cover.getContext("2d");
  if (!covering) return;
  covering.translate(-area.left, -area.top);
  Object.assign(covering, { lineWidth: 2 * area.margin, lineJoin: "round" });
  for (const outline of area.outlines) {
    covering.beginPath();
    for (const [x, y] of outline) covering.lineTo(x, y);
    covering.closePath();
    covering.fill();
    covering.stroke();
  }
  covering.resetTransform();
  covering.globalCompositeOperation = "source-in";
  covering.drawImage(cells, 0, 0, area.width, area.height);
  context.drawImage(cover, area.left, area.top);
}
