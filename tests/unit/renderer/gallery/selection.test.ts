import { describe, expect, it } from "vitest";
import {
  extendTo,
  noSelection,
  selectAll,
  selectOnly,
  toggle,
  withoutPictures,
} from "#renderer/gallery/selection.ts";
import type { PictureId } from "#shared/model/ids.ts";

const order = ["a", "b", "c", "d", "e"] as PictureId[];
const [a, b, c, d, e] = order as [PictureId, PictureId, PictureId, PictureId, PictureId];
const idsOf = (selection: { ids: ReadonlySet<PictureId> }) => [...selection.ids];

describe("a selection", () => {
  it("grows and shrinks one by one", () => {
    const two = toggle(selectOnly(a), c);
    expect(idsOf(two)).toEqual([a, c]);
    expect(idsOf(toggle(two, a))).toEqual([c]);
  });

  it("runs from the anchor to either side, and the anchor stays", () => {
    const down = extendTo(selectOnly(b), order, d);
    expect(idsOf(down)).toEqual([b, c, d]);
    expect(idsOf(extendTo(down, order, a))).toEqual([a, b]);
    expect(down.focus).toBe(d);
  });

  it("starts anew when its anchor is no longer shown", () => {
    expect(idsOf(extendTo(selectOnly(b), [c, d], d))).toEqual([d]);
  });

  it("takes all and remembers where the keyboard stood", () => {
    const all = selectAll(order, selectOnly(c));
    expect(idsOf(all)).toEqual(order);
    expect(all.focus).toBe(c);
    expect(selectAll([], noSelection).focus).toBeNull();
  });

  it("moves on to the next picture when those in hand are deleted", () => {
    expect(withoutPictures(selectOnly(b), order, new Set([b]))).toEqual(selectOnly(c));
    expect(withoutPictures(extendTo(selectOnly(d), order, e), order, new Set([d, e]))).toEqual(selectOnly(c));
    expect(withoutPictures(selectOnly(a), order, new Set(order)).focus).toBeNull();
  });

  it("keeps its focus when others are deleted", () => {
    const kept = withoutPictures(toggle(selectOnly(a), c), order, new Set([a]));
    expect(idsOf(kept)).toEqual([c]);
    expect(kept.focus).toBe(c);
  });
});
