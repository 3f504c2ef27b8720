import { describe, expect, it, vi } from "vitest";
import { playerPage, press } from "./player_page";

const page = playerPage();

describe("a player that is made and disposed ten times", () => {
  it("leaves no listener, observer, subscription or element behind", async () => {
    // The first selector that jsdom is given listens to the page for ever.
    await page.open();
    page.leave();
    const counted = new Map<string, number>();
    const count =
      (by: 1 | -1) =>
      (type: string): void => {
        counted.set(type, (counted.get(type) ?? 0) + by);
      };
    countCalls("addEventListener", count(1));
    countCalls("removeEventListener", count(-1));
    for (let time = 0; time < 10; time++) {
      const root = await page.open();
      press(root, "r");
      page.leave();
    }
    expect(counted.size).toBeGreaterThan(10);
    expect([...counted].filter(([, n]) => n !== 0)).toEqual([]);
    expect(page.observers.size).toBe(0);
    expect(page.snapshot.nListeners).toBe(0);
  });
});

type Listening = Parameters<EventTarget["addEventListener"]>;

function countCalls(name: "addEventListener" | "removeEventListener", count: (type: string) => void): void {
  const original = EventTarget.prototype[name];
  vi.spyOn(EventTarget.prototype, name).mockImplementation(function (this: EventTarget, ...received: Listening) {
    count(received[0]);
    Reflect.apply(original, this, received);
  });
}
