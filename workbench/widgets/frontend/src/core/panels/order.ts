/** Putting a list in another order, by hand or by keys: pure arithmetic. */

/** The list with the item at `from` standing at `to`; the same list where either is outside it. */
export function moved<T>(items: readonly T[], from: number, to: number): readonly T[] {
  const item = items[from];
  if (item === undefined || from === to || to < 0 || to >= items.length) return items;
  const rest = [...items.slice(0, from), ...items.slice(from + 1)];
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}

/** A card's place before anything was lifted, in CSS pixels. */
export interface Slot {
  readonly top: number;
  readonly height: number;
}

/**
 * Where a card lifted from `from` and shifted by `dy` pixels would stand: it passes a neighbour when its leading edge passes that
 * neighbour's middle.
 */
export function landing(slots: readonly Slot[], from: number, dy: number): number {
  const lifted = slots[from];
  if (!lifted) return from;
  const middle = (slot: Slot): number => slot.top + slot.height / 2;
  const top = lifted.top + dy;
  const bottom = top + lifted.height;
  if (dy > 0) return slots.reduce((to, slot, index) => (index > from && bottom > middle(slot) ? index : to), from);
  return slots.reduceRight((to, slot, index) => (index < from && top < middle(slot) ? index : to), from);
}

/** How far, in pixels, the card at `index` makes room while the card of `from` hovers over `to`. */
export function giveWay(slots: readonly Slot[], index: number, from: number, to: number): number {
  const lifted = slots[from];
  if (!lifted || index === from) return 0;
  const step = lifted.height + gapBetween(slots);
  if (from < to && index > from && index <= to) return -step;
  if (to < from && index >= to && index < from) return step;
  return 0;
}

function gapBetween(slots: readonly Slot[]): number {
  const [first, second] = slots;
  return first && second ? second.top - first.top - first.height : 0;
}

/** The ids in the order somebody asked for, as long as they are the same things; new ones come last, gone ones are left out. */
export function inOrder<T extends { readonly id: string }>(items: readonly T[], order: readonly string[] | null): readonly T[] {
  if (!order) return items;
  const place = new Map(order.map((id, index) => [id, index]));
  const at = (item: T): number => place.get(item.id) ?? order.length;
  return items
    .map((item, index) => ({ item, index }))
    .sort((a, b) => at(a.item) - at(b.item) || a.index - b.index)
    .map(({ item }) => item);
}
