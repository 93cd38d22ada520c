import { describe, expect, it } from "vitest";
import { createTrashUndo } from "#renderer/session/trash-undo.ts";
import { madeCard } from "#tests/unit/renderer/create/made-jobs.ts";

const [otter, heron, stork] = [madeCard(1), madeCard(2), madeCard(3)] as const;

function undoWithOffers() {
  const undo = createTrashUndo();
  const open = new Set<string>();
  const take = (name: string, ...pictures: (typeof otter)[]) => {
    open.add(name);
    undo.note({ pictures, closeOffer: () => open.delete(name) });
  };
  return { undo, open, take };
}

describe("undoing deletions", () => {
  it("goes back one deletion at a time, newest first", () => {
    const { undo, take } = undoWithOffers();
    take("first", otter);
    take("second", heron, stork);
    expect(undo.newest()).toEqual([heron, stork]);
    undo.settle([heron, stork]);
    expect(undo.newest()).toEqual([otter]);
    undo.settle([otter]);
    expect(undo.newest()).toBeNull();
  });

  it("takes away the message of what was brought back, and no other", () => {
    const { undo, open, take } = undoWithOffers();
    take("first", otter);
    take("second", heron, stork);
    undo.settle([otter]);
    expect([...open]).toEqual(["second"]);
    // One of two: the other can still be brought back.
    undo.settle([stork]);
    expect([...open]).toEqual(["second"]);
    undo.settle([heron, stork]);
    expect([...open]).toEqual([]);
  });
});
