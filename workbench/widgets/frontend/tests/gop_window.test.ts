// @vitest-environment node
import { describe, expect, it } from "vitest";
import { GopWindow, groupsAround, MOST_DECODED_BYTES, MOST_FRAMES, nFramesThatFit } from "../src/core/film/gop_window";
import { PacketTable } from "../src/core/film/packets";
import { GROUP, N_FRAMES, packetBytes, packets } from "./fake_decoder";

const always = (): boolean => true;

describe("the packet table", () => {
  it("says where each frame's bytes lie and which frames are decoded together", () => {
    expect([packets.nFrames, packets.nGroups, packets.longestGroup]).toEqual([100, 7, 15]);
    expect([packets.codec, packets.width, packets.height, [...packets.description]]).toEqual([
      "avc1.64001f",
      1280,
      720,
      [1, 0x64, 0, 0x1f, 0xff],
    ]);
    expect([0, 1, 99].map((frame) => packets.bytesOf(frame))).toEqual([
      { first: 3, end: 13 },
      { first: 16, end: 26 },
      { first: 1290, end: 1300 },
    ]);
    expect([0, 14, 15, 89, 90, 99].map((frame) => packets.groupOf(frame))).toEqual([0, 0, 1, 5, 6, 6]);
    expect([packets.framesOf(0), packets.framesOf(6)]).toEqual([
      { first: 0, end: 15 },
      { first: 90, end: 100 },
    ]);
  });

  it("is read fast for two hours of film", () => {
    const bytes = packetBytes(216_000);
    const before = performance.now();
    expect(PacketTable.parse(bytes).nGroups).toBe(14_400);
    expect(performance.now() - before).toBeLessThan(250);
    expect(bytes.byteLength).toBeLessThan(1_750_000);
  });

  it("finds bytes beyond four gigabytes", () => {
    const bytes = packetBytes(2);
    const view = new DataView(bytes);
    const columns = bytes.byteLength - 16;
    view.setUint32(columns, 0xffff_fff0, true);
    view.setUint32(columns + 4, 0x1000_0000, true);
    expect(PacketTable.parse(bytes).bytesOf(1).first).toBe(0xffff_fff0 + 10 + 0x1000_0000);
  });

  it.each([
    ["cut off", packetBytes().slice(0, -1)],
    ["empty", new ArrayBuffer(0)],
    ["without frames", packetBytes(0)],
    ["another file", new ArrayBuffer(400)],
  ])("that is %s is refused", (_, bytes) => {
    expect(() => PacketTable.parse(bytes)).toThrow(RangeError);
  });

  it("of a version to come is refused", () => {
    const bytes = packetBytes();
    new DataView(bytes).setUint32(4, 2, true);
    expect(() => PacketTable.parse(bytes)).toThrow("version 2");
  });
});

describe("how much is kept", () => {
  it("is sixty pictures, or as many as fit into the memory set aside", () => {
    expect(nFramesThatFit(1280, 720)).toBe(MOST_FRAMES);
    expect(nFramesThatFit(3840, 2160) * 3840 * 2160 * 1.5).toBeLessThanOrEqual(MOST_DECODED_BYTES);
    expect(nFramesThatFit(3840, 2160)).toBe(16);
  });

  it("is shared by all films of a page", () => {
    expect(nFramesThatFit(1280, 720, 4) * 1280 * 720 * 1.5 * 4).toBeLessThanOrEqual(MOST_DECODED_BYTES);
    expect(nFramesThatFit(1280, 720, 4)).toBe(36);
    const window = new GopWindow(packets, 60);
    window.aim(50);
    window.fit(36);
    expect([...window.kept]).toEqual([3, 4]);
    window.fit(60);
    expect([...window.kept]).toEqual([3, 4, 2, 5]);
  });

  it("is whole groups, biased to where the playhead goes", () => {
    expect(groupsAround(3, 0, packets, 60)).toEqual([3, 4, 2, 5]);
    expect(groupsAround(3, 1, packets, 60)).toEqual([3, 4, 5, 2]);
    expect(groupsAround(3, -1, packets, 60)).toEqual([3, 2, 1, 4]);
  });

  it("stops at the film's ends and at the room there is", () => {
    expect(groupsAround(0, -1, packets, 60)).toEqual([0, 1, 2]);
    expect(groupsAround(6, 1, packets, 60)).toEqual([6, 5, 4]);
    expect(groupsAround(3, 1, packets, 30)).toEqual([3, 4]);
  });
});

describe("the order of decoding", () => {
  const taken = (window: GopWindow, n: number, hasBytes: (group: number) => boolean = always): (number | null)[] =>
    Array.from({ length: n }, () => window.next(hasBytes));

  it("is the playhead's group from its keyframe on, then the others, each once", () => {
    const window = new GopWindow(packets, 60);
    window.aim(50);
    expect(taken(window, GROUP)).toEqual(Array.from({ length: GROUP }, (_, place) => 45 + place));
    expect(window.hasGiven(50)).toBe(true);
    expect(taken(window, 46).at(-2)).toBe(89);
    expect(window.next(always)).toBeNull();
  });

  it("breaks off for the group the playhead jumps into, and takes up the other again from its keyframe", () => {
    const window = new GopWindow(packets, 60);
    window.aim(50);
    taken(window, GROUP + 3);
    window.aim(62);
    expect(window.next(always)).toBe(63);
    window.aim(31);
    expect(taken(window, 2)).toEqual([30, 31]);
  });

  it("waits for the bytes of the playhead's group and decodes what is there meanwhile", () => {
    const window = new GopWindow(packets, 60);
    window.aim(50);
    expect(window.next(() => false)).toBeNull();
    expect(taken(window, 2, (group) => group !== 3)).toEqual([60, 61]);
    expect(window.next(always)).toBe(45);
  });

  it("moves only from group to group, and keeps what lies ahead", () => {
    const window = new GopWindow(packets, 60);
    expect([window.aim(50), window.aim(59), window.aim(45), window.aim(60)]).toEqual([true, false, false, true]);
    expect([...window.kept]).toEqual([4, 5, 6, 3]);
    expect([window.keeps(45), window.keeps(44), window.keeps(N_FRAMES - 1)]).toEqual([true, false, true]);
    window.aim(59);
    expect([...window.kept]).toEqual([3, 2, 1, 4]);
    window.aim(0);
    expect([...window.kept]).toEqual([0, 1, 2, 3]);
  });

  it("decodes anew what it had let go", () => {
    const window = new GopWindow(packets, 60);
    window.aim(0);
    taken(window, 60);
    window.aim(99);
    expect(window.hasGiven(0)).toBe(false);
    window.aim(0);
    expect(taken(window, 2)).toEqual([0, 1]);
  });
});
