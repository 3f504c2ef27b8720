/** What a guider does with steps and chains. */

import type { Step } from "../../core/data";
import type { Chain } from "../../core/steps/chains";
import type { Desk } from "./desk";

export function stepActs(desk: Desk) {
  const { context, perform } = desk;
  return {
    /** The film goes to the step, and the chain it was chosen in is walked. */
    openStep: (step: Step, chain: Chain | null): void => {
      context.selection.set({ kind: "step", id: step.id, chain: chain?.key ?? null });
      context.seek(step.start);
    },
    walk: (direction: 1 | -1): void => context.act({ do: "walk", direction }),
    unlinkStep: (id: string): void => void perform("link-step", { kind: "link_step", id, answers: null }),
    linkToBefore: (): void => context.act({ do: "linkStep" }),
    linkByClick: (): void => context.act({ do: "linkByClick" }),
    removeStep: async (id: string): Promise<void> => {
      const done = await perform("remove", { kind: "remove_step", id });
      if (done) desk.tookAway("step", done.result);
    },
  };
}
