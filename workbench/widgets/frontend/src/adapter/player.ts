/** The player's ports on an anywidget model: traits in, messages both ways, the playhead out. */

import { EMPTY_SNAPSHOT, type Snapshot } from "../core/data";
import { type Disposable, Owner } from "../core/disposal";
import type { SendResult } from "../core/edits";
import { stillAddress } from "../core/figures/cut_out";
import { Outbox } from "../core/outbox";
import { Store } from "../core/store";
import type { KernelState, PlayerPorts } from "../dom/player_context";
import { keptEditsOf, placesOf } from "./kept";
import { fetchFilm, findBaseUrl } from "./media";
import { ANSWER_WITHIN_MS, Conversation, LONG_WORK_WITHIN_MS, onTrait, type RawModel } from "./model";
import { readPlayhead, throttledPlayhead } from "./playhead";
import { Pulse } from "./pulse";
import { TierShelf } from "./tiers";
import { editToWire, headersFromWire, type KnownEdit, resultFromWire, snaked, TRAITS, traitFromWire } from "./wire";

/** While the kernel is silent nobody waits long for it before an edit is put aside. */
const SILENT_WITHIN_MS = 1500;

/** What is answered when film was cut or listened to. */
const LONG_WORK: ReadonlySet<string> = new Set([
  "publish",
  "export_for_training",
  "align_camera",
  "seal_for_supervision",
  "look_for_places",
]);

export function connectPlayer(model: RawModel, page: Document): Disposable & { readonly ports: PlayerPorts } {
  const owner = new Owner();
  const conversation = owner.own(new Conversation(model));
  const snapshot = new Store<Snapshot>(TRAITS.reduce((all, name) => withTrait(all, name, model), EMPTY_SNAPSHOT));
  const shelf = owner.own(
    new TierShelf(
      (id) => conversation.ask({ kind: "read_tier", id }),
      (tiers) => snapshot.set({ ...snapshot.get(), tiers }),
    ),
  );
  const showTiers = (): void => snapshot.set({ ...snapshot.get(), tiers: shelf.show(headersFromWire(model.get("tiers"))) });
  owner.own(onTrait(model, "tiers", showTiers));
  showTiers();
  for (const name of TRAITS) owner.own(onTrait(model, name, () => snapshot.set(withTrait(snapshot.get(), name, model))));
  const base = findBaseUrl(page);
  const sendOnce = async (edit: KnownEdit, key: string): Promise<SendResult> => {
    const usuallyMs = LONG_WORK.has(edit.kind) ? LONG_WORK_WITHIN_MS : ANSWER_WITHIN_MS;
    const withinMs = pulse.isThere.get() ? usuallyMs : SILENT_WITHIN_MS;
    return resultFromWire(await conversation.ask({ ...editToWire(edit), key }, withinMs));
  };
  const outbox = new Outbox(keptEditsOf(page, recordingOf(snapshot.get())), sendOnce);
  const kernel = new Store<KernelState>({ isThere: true, nUnsent: outbox.nKept.get(), refusal: null });
  const pulse = owner.own(
    new Pulse(
      conversation,
      async () => {
        const refusal = (await outbox.sendKept()).at(-1);
        if (refusal) kernel.set({ ...kernel.get(), refusal });
      },
      outbox.nKept.get() > 0 ? 0 : undefined,
    ),
  );
  owner.own(
    pulse.isThere.subscribe((isThere) => {
      conversation.isSilent = !isThere;
      kernel.set({ ...kernel.get(), isThere });
    }),
  );
  owner.own(outbox.nKept.subscribe((nUnsent) => kernel.set({ ...kernel.get(), nUnsent })));
  const ports: PlayerPorts = {
    snapshot,
    send: (edit) => outbox.send(edit),
    kernel,
    place: placesOf(page),
    ask: async (kind, asked) => {
      const answer = resultFromWire(await conversation.ask({ kind, ...(snaked(asked) as object) }));
      return answer.ok ? (answer.result as never) : null;
    },
    stillUrl: (stills, frame, ask) => new URL(stillAddress(stills, frame, ask), base).href,
    fetchFilm: (film, signal) => fetchFilm(film, base, signal),
    tellPlayhead: throttledPlayhead(model, owner),
    playhead: readPlayhead(model, owner),
    onSeek: (listener) =>
      conversation.onCommand((command) => {
        if (command["command"] === "seek" && typeof command["ticks"] === "number") listener(command["ticks"]);
      }),
  };
  return { ports, dispose: () => owner.dispose() };
}

function recordingOf({ film }: Snapshot): string {
  return film?.recordingId ?? "";
}

function withTrait(all: Snapshot, name: (typeof TRAITS)[number], model: RawModel): Snapshot {
  return { ...all, [name]: traitFromWire(name, model.get(name)) };
}
