// Where a collection may be let go: one level deep at most, whatever is moved in whatever order.
import fc from "fast-check";
import { expect, test } from "vitest";
import { mayMove } from "#renderer/gallery/organise/collection-drag.ts";
import type { Collection } from "#shared/model/collection.ts";
import { collectionIdSchema, type CollectionId } from "#shared/model/ids.ts";

const idOf = (at: number): CollectionId => collectionIdSchema.parse(at.toString(16).padStart(16, "0"));
const make = (at: number, parent: CollectionId | null): Collection => ({
  id: idOf(at),
  name: `collection ${at}`,
  parent,
  createdAt: at,
});

test("a collection goes into another at the top, and out again, but nowhere it is already", () => {
  const collections = [make(0, null), make(1, null), make(2, idOf(0))];
  const [holder, free, inside] = collections;
  expect(mayMove(collections, free!, holder!.id)).toBe(true);
  expect(mayMove(collections, inside!, free!.id)).toBe(true);
  expect(mayMove(collections, inside!, null)).toBe(true);
  expect(mayMove(collections, inside!, holder!.id)).toBe(false);
  expect(mayMove(collections, free!, null)).toBe(false);
  expect(mayMove(collections, free!, inside!.id)).toBe(false);
  expect(mayMove(collections, holder!, free!.id)).toBe(false);
  expect(mayMove(collections, free!, free!.id)).toBe(false);
});

test("no sequence of allowed moves nests deeper than one level", () => {
  const moves = fc.array(fc.tuple(fc.nat(5), fc.option(fc.nat(5))), { maxLength: 40 });
  fc.assert(
    fc.property(moves, (sequence) => {
      let collections = Array.from({ length: 6 }, (_, at) => make(at, null));
      for (const [from, to] of sequence) {
        const target = to === null ? null : idOf(to);
        if (mayMove(collections, collections[from]!, target))
          collections = collections.map((each, at) => (at === from ? { ...each, parent: target } : each));
      }
      const nested = new Set(collections.filter(({ parent }) => parent !== null).map(({ id }) => id));
      expect(collections.filter(({ parent }) => parent !== null && nested.has(parent))).toEqual([]);
    }),
  );
});
