/** The screens a family may watch on, so that the page can be seen in their shape. */

export interface FamilyScreen {
  readonly words: string;
  /** In CSS pixels; null for the room there is. */
  readonly size: readonly [width: number, height: number] | null;
}

export const FAMILY_SCREENS: readonly FamilyScreen[] = [
  { words: "As it fits here", size: null },
  { words: "On a television", size: [1920, 1080] },
  { words: "On a tablet", size: [1024, 768] },
  { words: "On a tablet, upright", size: [768, 1024] },
];

/** How a screen is laid into the room there is: as large as it fits and never larger than it is, in the middle; by pixels. */
export function fitted(size: FamilyScreen["size"], roomWidth: number, roomHeight: number) {
  const [width, height] = size ?? [roomWidth, roomHeight];
  const scale = Math.min(1, roomWidth / width, roomHeight / height);
  return { width, height, scale, left: (roomWidth - width * scale) / 2, top: (roomHeight - height * scale) / 2 };
}
