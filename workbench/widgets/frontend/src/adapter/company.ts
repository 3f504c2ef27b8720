/** The family's page in company: its socket to the presenter's orders, and the door that keeps own words. Both may be missing. */

import type { Owner } from "../core/disposal";
import type { Order, OrderName, Report } from "../core/family/company";
import type { FamilyCompany } from "../dom/family/family";
import { keepOpen } from "./socket";

const ORDERS: ReadonlySet<string> = new Set<OrderName>([
  "reveal",
  "cover",
  "play",
  "pause",
  "again",
  "slow",
  "full_speed",
  "blank",
  "go_on",
  "next",
  "previous",
  "light",
  "no_light",
]);

/** The order in a message; null where it is none that the page knows. */
export function readOrder(message: unknown): Order | null {
  if (typeof message !== "string") return null;
  const wire: unknown = JSON.parse(message);
  if (typeof wire !== "object" || wire === null || !("order" in wire) || !ORDERS.has(String(wire.order))) return null;
  const order = wire.order as OrderName;
  if (order !== "light") return { order };
  const { x, y } = (("at" in wire && wire.at) || {}) as { x?: unknown; y?: unknown };
  const inPicture = (part: unknown): part is number => typeof part === "number" && part >= 0 && part <= 1;
  return inPicture(x) && inPicture(y) ? { order, at: { x, y } } : null;
}

export function writeReport({ questionShown, needsTouch, ...rest }: Report): string {
  return JSON.stringify({ ...rest, question_shown: questionShown, needs_touch: needsTouch });
}

/** `base` is the page's own address, with its slash. */
export function familyCompany(owner: Owner, base: string, page: Document): FamilyCompany {
  const address = new URL(`${base}vig/company`, page.baseURI);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  return {
    join(onOrder, latest) {
      const socket = keepOpen(owner, address.href, [], {
        onOpen: () => socket.send(writeReport(latest())),
        onMessage: (message) => {
          const order = readOrder(message);
          if (order) onOrder(order);
        },
      });
      return (report) => socket.send(writeReport(report));
    },
    async keepWords(words, forGuider) {
      const token = /(?:^|;\s*)_xsrf=([^;]*)/.exec(page.cookie)?.[1] ?? "";
      try {
        const answer = await fetch(`${base}vig/words`, {
          method: "POST",
          headers: { "Content-Type": "application/json", "X-XSRFToken": token },
          body: JSON.stringify({ words, for_guider: forGuider }),
        });
        return answer.ok;
      } catch {
        return false;
      }
    },
  };
}
