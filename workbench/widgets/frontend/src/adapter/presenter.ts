/** The presenter's view on the wire: the code and its key, the socket, and the films for the small copy. The key is kept by this page alone. */

import type { Owner } from "../core/disposal";
import type { Order, Report } from "../core/family/company";
import type { ClipNotes, Presentation, Scene } from "../core/presenter/presenter";
import type { Entrance, PresenterEvents, PresenterLine } from "../dom/presenter/presenter";
import { readReview } from "./family";
import { keepOpen } from "./socket";

const PROTOCOL = "vig.presenter";
const KEY_HEADER = "Vig-Presenter-Key";
const KEPT_AS = "vig-presenter-key";

interface WireNotes {
  readonly hope_to_notice: string;
  readonly may_be_hard: string;
  readonly initiative: string;
  readonly note: string;
  readonly follow_ups: readonly string[];
  readonly play_plan: readonly string[];
}

interface WireReport extends Omit<Report, "questionShown" | "needsTouch"> {
  readonly question_shown: boolean;
  readonly needs_touch: boolean;
}

interface WirePresentation {
  readonly kind: "review";
  readonly review: unknown;
  readonly notes: Readonly<Record<string, WireNotes>>;
}

interface WireScene {
  readonly kind: "scene";
  readonly n_pages: number;
  readonly state: WireReport | null;
  readonly quiet_s: number;
  readonly words: string | null;
}

export function readPresentation(wire: WirePresentation): Presentation | null {
  const review = readReview(wire.review);
  if (!review) return null;
  return { review, notes: new Map(Object.entries(wire.notes).map(([id, notes]) => [id, readNotes(notes)])) };
}

function readNotes({ hope_to_notice, may_be_hard, follow_ups, play_plan, ...rest }: WireNotes): ClipNotes {
  return { ...rest, hopeToNotice: hope_to_notice, mayBeHard: may_be_hard, followUps: follow_ups, playPlan: play_plan };
}

export function readScene({ n_pages, state, quiet_s, words }: WireScene): Scene {
  if (!state) return { nPages: n_pages, report: null, quietS: quiet_s, words };
  const { question_shown, needs_touch, ...rest } = state;
  return { nPages: n_pages, report: { ...rest, questionShown: question_shown, needsTouch: needs_touch }, quietS: quiet_s, words };
}

/** Below the address of the page, `presenter`. */
export function presenterEntrance(page: Document, storage: Storage): Entrance {
  const below = (path: string): string => new URL(`presenter/${path}`, page.baseURI).href;
  return {
    kept: () => storage.getItem(KEPT_AS),
    forget: () => storage.removeItem(KEPT_AS),
    async enter(code) {
      const token = /(?:^|;\s*)_xsrf=([^;]*)/.exec(page.cookie)?.[1] ?? "";
      const headers = { "Content-Type": "application/json", "X-XSRFToken": token };
      try {
        const answer = await fetch(below("code"), { method: "POST", headers, body: JSON.stringify({ code }) });
        const said = (await answer.json()) as { key?: string; sentence?: string };
        if (said.key) storage.setItem(KEPT_AS, said.key);
        return { key: said.key ?? null, sentence: said.sentence ?? "" };
      } catch {
        return { key: null, sentence: "" };
      }
    },
    open: (owner, key, events) => openLine(owner, key, events, below),
  };
}

function openLine(owner: Owner, key: string, events: PresenterEvents, below: (path: string) => string): PresenterLine {
  const address = new URL(below("company"));
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  const socket = keepOpen(owner, address.href, [PROTOCOL, key], {
    onOpen: () => undefined,
    onMessage: (message) => {
      const wire = JSON.parse(String(message)) as WirePresentation | WireScene;
      if (wire.kind === "scene") events.onScene(readScene(wire));
      else {
        const presentation = readPresentation(wire);
        if (presentation) events.onPresentation(presentation);
      }
    },
    onClose: () => events.onAway(),
  });
  return {
    give: (order: Order) => socket.send(JSON.stringify(order)),
    async fetchPicture(part, id) {
      const answer = await fetch(below(`${part}/${id}`), { headers: { [KEY_HEADER]: key } }).catch(() => null);
      if (!answer?.ok || owner.disposed) return null;
      const address = URL.createObjectURL(await answer.blob());
      owner.onDispose(() => URL.revokeObjectURL(address));
      return address;
    },
  };
}
