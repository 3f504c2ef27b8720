/** Figures by commands: drawn point by point, moved in hand, their keyframes and how long they are seen. */

import { selectedStretch } from "../../core/coding/selection";
import type { Form, Region } from "../../core/data";
import { penPoints, pointsDrawn } from "../../core/figures/drawing";
import { formAround, handlesOf, movedBy, resizedBy, turnedBy, withHandleAt } from "../../core/figures/reshaping";
import { formAt, isVisible } from "../../core/figures/shapes";
import { formatTime } from "../../core/format";
import { toolAfter } from "../../core/state";
import { aspectOf, chosenRegion, FigureSaving, formNow } from "../figures/figure_saving";
import type { PlayerContext } from "../player_context";
import type { Handlers } from "./handlers";

type DrawingCommand = "nextTool" | "useTool" | "movePen" | "setPenPoint" | "dropPenPoint" | "finishFigure";
type HandCommand = "takeInHand" | "shiftFigure" | "resizeFigure" | "turnFigure" | "pickPoint" | "addPoint" | "removePoint";
type TimeCommand = "visitFigure" | "nameFigure" | "visitKeyframe" | "setKeyframe" | "copyKeyframe" | "removeKeyframe" | "showFigure";

export function figureHandlers(context: PlayerContext): Handlers<DrawingCommand | HandCommand | TimeCommand> {
  const saving = new FigureSaving(context);
  return { ...drawingHandlers(context, saving), ...handHandlers(context, saving), ...timeHandlers(context, saving) };
}

function drawingHandlers(context: PlayerContext, saving: FigureSaving): Handlers<DrawingCommand> {
  const { state, dispatch } = context;
  const pen = () => state.get().drawing.pen;
  const held = (place: number): number => Math.min(Math.max(place, 0), 1);
  return {
    nextTool: () => dispatch({ type: "tookTool", tool: toolAfter(state.get().tool) }),
    useTool: ({ tool }) => dispatch({ type: "tookTool", tool: state.get().tool === tool ? null : tool }),
    movePen: ({ dx, dy }, { film }) => {
      const [x, y] = pen().at;
      dispatch({ type: "penMoved", to: [held(x + dx / film.width), held(y + dy / film.height)] });
    },
    setPenPoint: () => {
      const { tool } = state.get();
      dispatch({ type: "penSet", points: penPoints([...pen().points, pen().at]) });
      const isWhole = tool !== "polygon" && tool !== "line" && pen().points.length >= 2;
      return isWhole ? finish() : undefined;
    },
    dropPenPoint: () => dispatch({ type: "penSet", points: pen().points.slice(0, -1) }),
    finishFigure: () => finish(),
  };

  function finish(): Promise<void> | void {
    const { tool } = state.get();
    if (!tool) return;
    const points = pointsDrawn(tool, { ...pen(), points: penPoints(pen().points) });
    if (!points && pen().points.length > 0) {
      const wanted = tool === "polygon" ? "three corners" : "two points";
      const refusal = { problem: `A ${tool} has at least ${wanted}`, nextStep: "Set another point, or press Esc to put the tool away" };
      return dispatch({ type: "refused", refusal });
    }
    return saving.draw(tool, points ? { points, turnDeg: 0 } : formAround(tool, pen().at));
  }
}

function handHandlers(context: PlayerContext, saving: FigureSaving): Handlers<HandCommand> {
  const { state, dispatch, send } = context;
  const reshape = (change: (region: Region, form: Form, aspect: number) => Form): Promise<void> | void => {
    const region = chosenRegion(context);
    return region ? saving.change(region, change(region, formNow(context, region), aspectOf(context))) : undefined;
  };
  const nPoints = (region: Region): number => handlesOf(region.shape, formNow(context, region), aspectOf(context)).length;
  return {
    takeInHand: () => {
      const region = chosenRegion(context) ?? visibleNow(context)[0];
      if (!region) return dispatch({ type: "refused", refusal: NO_FIGURE });
      const wasInHand = state.get().drawing.hand !== null;
      dispatch({ type: "chose", chosen: { kind: "region", id: region.id } });
      dispatch({ type: "handTaken", hand: wasInHand ? null : { point: null } });
    },
    shiftFigure: ({ dx, dy }, { film }) =>
      reshape((region, form, aspect) => {
        const [x, y] = [dx / film.width, dy / film.height];
        const point = state.get().drawing.hand?.point ?? null;
        const from = point === null ? undefined : handlesOf(region.shape, form, aspect)[point];
        if (point === null || !from) return movedBy(region.shape, form, x, y, aspect);
        return withHandleAt(region.shape, form, point, [from[0] + x, from[1] + y], aspect);
      }),
    resizeFigure: ({ dx, dy }, { film }) =>
      reshape(({ shape }, form, aspect) => resizedBy(shape, form, dx / film.width, -dy / film.height, aspect)),
    turnFigure: ({ degrees }) => reshape(({ shape }, form, aspect) => turnedBy(shape, form, degrees, aspect)),
    pickPoint: ({ direction }) => {
      const region = chosenRegion(context);
      const n = region ? nPoints(region) : 0;
      if (n === 0) return;
      const before = state.get().drawing.hand?.point ?? (direction > 0 ? -1 : n);
      const next = before + direction;
      dispatch({ type: "handTaken", hand: { point: next >= 0 && next < n ? next : null } });
    },
    addPoint: () => {
      const region = chosenRegion(context);
      const point = state.get().drawing.hand?.point ?? 0;
      return region?.shape === "polygon" ? send({ kind: "add_point", id: region.id, after: point, part: 0.5 }) : undefined;
    },
    removePoint: () => {
      const region = chosenRegion(context);
      const point = state.get().drawing.hand?.point ?? null;
      if (region?.shape !== "polygon" || point === null) return;
      dispatch({ type: "handTaken", hand: { point: null } });
      return send({ kind: "remove_point", id: region.id, index: point });
    },
  };
}

function timeHandlers(context: PlayerContext, saving: FigureSaving): Handlers<TimeCommand> {
  const { state, snapshot, dispatch, send, root } = context;
  const refuse = (problem: string, nextStep: string): void => dispatch({ type: "refused", refusal: { problem, nextStep } });
  return {
    visitFigure: ({ direction }, { playback, material: { table } }) => {
      const now = table.startOf(state.get().frame);
      const seen = visibleNow(context);
      const all = [...(seen.length > 0 ? seen : snapshot.get().regions)];
      const next = seen.length > 0 ? besides(all, chosenRegion(context)?.id, direction) : nearestInTime(all, now, direction);
      if (!next) return dispatch({ type: "refused", refusal: NO_FIGURE });
      const { hand } = state.get().drawing;
      dispatch({ type: "chose", chosen: { kind: "region", id: next.id } });
      if (hand) dispatch({ type: "handTaken", hand: { point: null } });
      return isVisible(next, now) ? undefined : playback.goToTicks(next.start);
    },
    nameFigure: () => root.querySelector<HTMLInputElement>("[data-testid=region-label]")?.select(),
    visitKeyframe: ({ direction }, { playback, material: { table } }) => {
      const region = chosenRegion(context);
      const now = table.startOf(state.get().frame);
      const found = direction > 0 ? region?.keyframes.find((each) => each.at > now) : region?.keyframes.findLast((each) => each.at < now);
      return found ? playback.stop().then(() => playback.goToTicks(found.at)) : undefined;
    },
    setKeyframe: () => {
      const region = chosenRegion(context);
      return region ? saving.change(region, formNow(context, region)) : dispatch({ type: "refused", refusal: NO_FIGURE });
    },
    copyKeyframe: (_, { material: { table } }) => {
      const region = chosenRegion(context);
      const now = table.startOf(state.get().frame);
      const before = region?.keyframes.findLast((each) => each.at < now);
      if (!region || !before)
        return refuse("There is no keyframe before this frame to copy", "Go to a later frame, or move the figure here");
      return saving.change(region, formAt(region, before.at));
    },
    removeKeyframe: (_, { material: { table } }) => {
      const region = chosenRegion(context);
      const now = table.startOf(state.get().frame);
      if (!region) return dispatch({ type: "refused", refusal: NO_FIGURE });
      if (!region.keyframes.some((each) => each.at === now)) {
        return refuse(`The figure has no keyframe at ${formatTime(now)}`, "Go to one of its keyframes first");
      }
      return send({ kind: "remove_keyframe", id: region.id, at: now });
    },
    showFigure: ({ stretch }, { material: { table } }) => {
      const region = chosenRegion(context);
      if (!region) return dispatch({ type: "refused", refusal: NO_FIGURE });
      const { frame, marks } = state.get();
      const selected = selectedStretch(marks);
      if (stretch === "selection" && !selected) return refuse("No stretch is selected", "Mark its start with I and its end with O");
      const [start, end] = {
        from: [table.startOf(frame), region.end],
        until: [region.start, table.endOf(frame)],
        selection: [selected?.start ?? 0, selected?.end ?? 0],
        film: [0, table.end],
      }[stretch] as [number, number];
      if (start >= end) return refuse("The figure would be seen nowhere", "Go to a frame before its end, or after its start");
      return send({ kind: "change_region", id: region.id, start, end });
    },
  };
}

const NO_FIGURE = { problem: "No figure is chosen", nextStep: "Draw one, or choose one on the picture or on the timeline" };

function visibleNow({ state, snapshot, film }: PlayerContext): readonly Region[] {
  const now = film.get()?.material.table.startOf(state.get().frame) ?? 0;
  return snapshot.get().regions.filter((region) => isVisible(region, now));
}

/** The one after or before in the list, round and round. */
function besides(regions: readonly Region[], id: string | undefined, direction: 1 | -1): Region | undefined {
  const place = regions.findIndex((each) => each.id === id);
  if (place < 0) return direction > 0 ? regions[0] : regions.at(-1);
  return regions[(place + direction + regions.length) % regions.length];
}

function nearestInTime(regions: readonly Region[], now: number, direction: 1 | -1): Region | undefined {
  return direction > 0 ? regions.find((each) => each.start > now) : regions.findLast((each) => each.end <= now);
}
