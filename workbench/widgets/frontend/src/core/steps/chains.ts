/**
 * The chains that steps form: yes-cycles (each step answers the one before) and take fives (turns to and fro on one topic).
 * The rules are those of `practice.steps` in Python; one file of cases holds both to the same answers.
 */

import type { Step } from "../data";
import { TICKS_PER_SECOND } from "../film/frames";

export interface Chain {
  /** Stays the same while steps are added at its end. */
  readonly key: string;
  readonly kind: "yes_cycle" | "take_five";
  readonly steps: readonly Step[];
}

export const FEWEST_TURNS = 5;
export const LONGEST_GAP_TICKS = 5 * TICKS_PER_SECOND;

/** Steps linked by `answers`, from one that answers nothing to one that nothing answers; two or more. In order of their last steps. */
export function yesCycles(steps: readonly Step[]): (readonly Step[])[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const answered = new Set([...byId.values()].map((step) => step.answers));
  return [...byId.values()]
    .filter((step) => !answered.has(step.id))
    .sort(byTime)
    .map((last) => chainBefore(last, byId))
    .filter((chain) => chain.length > 1);
}

/** The step, what it answers and so on, first to last; a ring is gone through once. */
function chainBefore(last: Step, byId: ReadonlyMap<string, Step>): Step[] {
  const chain = new Set<Step>();
  for (let here: Step | undefined = last; here && !chain.has(here); here = byId.get(here.answers ?? "")) chain.add(here);
  return [...chain].reverse();
}

/** Runs of alternating turns on one topic, each gap shorter than five seconds, at least five turns. Receptions are no turns. */
export function takeFives(steps: readonly Step[]): (readonly Step[])[] {
  const runs: Step[][] = [];
  const turns = steps.filter((step) => step.topic && step.role !== "reception");
  for (const turn of [...turns].sort((a, b) => byTime(a, b) || (a.id < b.id ? -1 : 1))) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    const goesOn = before && turn.topic === before.topic && turn.actorId !== before.actorId && turn.start - before.end < LONGEST_GAP_TICKS;
    if (run && goesOn) run.push(turn);
    else runs.push([turn]);
  }
  return runs.filter((run) => run.length >= FEWEST_TURNS);
}

/** All chains by the time they begin; of those that begin together yes-cycles first. */
export function chainsOf(steps: readonly Step[]): readonly Chain[] {
  const cycles = yesCycles(steps).map((chain): Chain => ({ key: `cycle ${chain.at(-1)?.id}`, kind: "yes_cycle", steps: chain }));
  const fives = takeFives(steps).map((run): Chain => ({ key: `five ${run[0]?.id}`, kind: "take_five", steps: run }));
  return [...cycles, ...fives].sort((a, b) => (a.steps[0]?.start ?? 0) - (b.steps[0]?.start ?? 0));
}

/** The chain one walks: the one with this key where the step is in it, else the first the step is in. */
export function chainWith(chains: readonly Chain[], stepId: string, key: string | null): Chain | undefined {
  const around = chains.filter((chain) => chain.steps.some((step) => step.id === stepId));
  return around.find((chain) => chain.key === key) ?? around[0];
}

/** The step beside one in a chain; undefined beyond its ends. */
export function stepBeside(chain: Chain, stepId: string, direction: 1 | -1): Step | undefined {
  const place = chain.steps.findIndex((step) => step.id === stepId);
  return place < 0 ? undefined : chain.steps[place + direction];
}

/** The step before, the step itself and the one after; at an end of a chain of three or more its three outermost. */
export function threeAround(chain: Chain, stepId: string): readonly Step[] {
  const place = Math.max(
    0,
    chain.steps.findIndex((step) => step.id === stepId),
  );
  const first = Math.min(Math.max(place - 1, 0), Math.max(chain.steps.length - 3, 0));
  return chain.steps.slice(first, first + 3);
}

function byTime(a: Step, b: Step): number {
  return a.start - b.start || a.end - b.end;
}
