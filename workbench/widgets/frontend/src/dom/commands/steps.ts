/** Steps of the exchange: marked here, given to somebody else, linked, walked through. */

import type { Step } from "../../core/data";
import { chainsOf, chainWith, stepBeside } from "../../core/steps/chains";
import { nextActor, nextModality, planLink, planStep } from "../../core/steps/plans";
import type { LoadedFilm, PlayerContext } from "../player_context";
import type { Handlers } from "./handlers";
import { idIn } from "./marking";

type StepCommand = "markStep" | "linkStep" | "linkByClick" | "changeActor" | "changeModality" | "walk";

const NOBODY = { problem: "There is nobody in this case who could do that yet", nextStep: "Add the people under Consent first" };
const NONE_CHOSEN = { problem: "No step is chosen", nextStep: "Mark one with 7, 8 or 9, or click one on the timeline" };
const NONE_BEFORE = {
  problem: "No step of somebody else comes before this one",
  nextStep: "Press Shift and Y, then click the step it answers",
};

export function stepHandlers({ state, snapshot, dispatch, send }: PlayerContext): Handlers<StepCommand> {
  const chosenStep = (): Step | undefined => {
    const { chosen } = state.get();
    return chosen?.kind === "step" ? snapshot.get().steps.find((step) => step.id === chosen.id) : undefined;
  };
  const withChosen = (act: (step: Step) => unknown): unknown => {
    const step = chosenStep();
    return step ? act(step) : dispatch({ type: "refused", refusal: NONE_CHOSEN });
  };
  return {
    markStep: async ({ role }, { playback, material: { table } }) => {
      const around = { data: snapshot.get(), chosenId: chosenStep()?.id ?? null, marks: state.get().marks };
      const plan = planStep(role, playback.standing, table, around);
      if (!plan) return dispatch({ type: "refused", refusal: NOBODY });
      const answer = await send({ kind: "add_step", ...plan });
      const id = answer.ok ? idIn(answer.result) : null;
      if (id) dispatch({ type: "chose", chosen: { kind: "step", id } });
    },
    linkStep: () =>
      withChosen((step) => {
        const answers = planLink(step, snapshot.get().steps);
        if (answers === undefined) return dispatch({ type: "refused", refusal: NONE_BEFORE });
        return send({ kind: "link_step", id: step.id, answers });
      }),
    linkByClick: () => withChosen((step) => dispatch({ type: "linking", id: state.get().linking === step.id ? null : step.id })),
    changeActor: () =>
      withChosen((step) => {
        const actorId = nextActor(step, snapshot.get());
        return actorId && actorId !== step.actorId ? send({ kind: "change_step", id: step.id, actorId }) : undefined;
      }),
    changeModality: () => withChosen((step) => send({ kind: "change_step", id: step.id, modality: nextModality(step) })),
    walk: ({ direction }, film) => {
      const { chosen } = state.get();
      const here = chosenStep();
      const chain = here && chainWith(chainsOf(snapshot.get().steps), here.id, chosen?.chain ?? null);
      const next = here ? chain && stepBeside(chain, here.id, direction) : firstFrom(film, snapshot.get().steps, direction);
      if (!next) return;
      dispatch({ type: "chose", chosen: { kind: "step", id: next.id, chain: chain?.key ?? null } });
      return film.playback.stop().then(() => film.playback.goToTicks(next.start));
    },
  };
}

/** Where none is chosen the walk begins with the step after the frame shown, or before it. */
function firstFrom({ playback, material: { table } }: LoadedFilm, steps: readonly Step[], direction: 1 | -1): Step | undefined {
  const now = table.startOf(playback.standing);
  return direction > 0 ? steps.find((step) => step.start >= now) : steps.findLast((step) => step.start <= now);
}
