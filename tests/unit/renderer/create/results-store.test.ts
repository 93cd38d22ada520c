import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createResultsStore } from "#renderer/create/results/results-store.ts";
import type { Invoke } from "#shared/contract/registry.ts";
import type { PictureId } from "#shared/model/ids.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import { madeCard, pictureId } from "./made-jobs.ts";

/** A library in memory that searches newest first and knows what is trashed. */
function libraryOf(count: number) {
  const cards = new Map<PictureId, PictureCard>();
  const trashed = new Set<PictureId>();
  for (let number = 1; number <= count; number += 1) cards.set(pictureId(number), madeCard(number));
  const invoke = (async (name: string, input: { offset: number; limit: number; id: PictureId }) => {
    if (name === "picture.get") {
      const card = cards.get(input.id);
      if (card === undefined)
        return { ok: false, error: { kind: "not-found", what: "picture", id: input.id } };
      return { ok: true, value: { picture: { ...card, trashedAt: trashed.has(input.id) ? 1 : null } } };
    }
    const found = [...cards.values()]
      .filter(({ id }) => !trashed.has(id))
      .toSorted((a, b) => b.createdAt - a.createdAt);
    const pictures = found.slice(input.offset, input.offset + input.limit);
    return { ok: true, value: { total: found.length, pictures } };
  }) as unknown as Invoke;
  return { cards, trashed, store: createResultsStore(invoke) };
}

async function loadAll(store: ReturnType<typeof createResultsStore>): Promise<void> {
  while (!store.getState().isComplete) await store.actions.loadMore();
}

describe("pictures of the stream", () => {
  it("come page by page until the oldest", async () => {
    const { store } = libraryOf(300);
    await store.actions.loadMore();
    expect(store.getState()).toMatchObject({ loading: "ready", isComplete: false });
    expect(store.getState().cards.size).toBe(120);
    await loadAll(store);
    expect(store.getState().cards.size).toBe(300);
  });

  it("are all found while others are made, deleted and returned between the pages", async () => {
    const step = fc.constantFrom("page", "add", "trash", "restore", "ensure");
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 25 }),
        fc.infiniteStream(fc.nat()),
        async (steps, numbers) => {
          const { cards, trashed, store } = libraryOf(400);
          const nextNumber = () => (numbers.next().value ?? 0) as number;
          for (const name of steps) {
            const id = pictureId(1 + (nextNumber() % cards.size));
            if (name === "page") await store.actions.loadMore();
            else if (name === "add") {
              const picture = madeCard(cards.size + 1);
              cards.set(picture.id, picture);
              store.actions.hear({ name: "picture.added", picture });
            } else if (name === "trash") {
              trashed.add(id);
              store.actions.hear({ name: "picture.removed", ids: [id] });
            } else if (name === "restore" && trashed.delete(id)) {
              store.actions.hear({ name: "picture.returned", ids: [id] });
              await store.actions.ensure([id]);
            } else if (name === "ensure") await store.actions.ensure([id]);
          }
          await loadAll(store);
          const expected = [...cards.keys()].filter((id) => !trashed.has(id)).toSorted();
          expect([...store.getState().cards.keys()].toSorted()).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("count as gone when they are trashed or were never there", async () => {
    const { store, trashed } = libraryOf(2);
    trashed.add(pictureId(1));
    await store.actions.ensure([pictureId(1), pictureId(2), pictureId(99)]);
    expect([...store.getState().cards.keys()]).toEqual([pictureId(2)]);
    expect([...store.getState().gone.keys()]).toEqual([pictureId(1), pictureId(99)]);
  });

  it("come back at once when a deletion is undone", async () => {
    const { store } = libraryOf(2);
    await store.actions.loadMore();
    store.actions.hear({ name: "picture.removed", ids: [pictureId(2)] });
    expect(store.getState().cards.has(pictureId(2))).toBe(false);
    store.actions.hear({ name: "picture.returned", ids: [pictureId(2)] });
    expect(store.getState().cards.has(pictureId(2))).toBe(true);
  });

  it("leave imports to the gallery", async () => {
    const { store } = libraryOf(0);
    store.actions.hear({ name: "picture.added", picture: madeCard(1, { kind: "import" }) });
    expect(store.getState().cards.size).toBe(0);
  });

  it("are forgotten and asked for again when the library is another", async () => {
    const { store, cards } = libraryOf(3);
    await store.actions.loadMore();
    cards.delete(pictureId(3));
    store.actions.hear({ name: "library.reloaded" });
    expect(store.getState()).toMatchObject({ loading: "first", isComplete: false });
    await expect.poll(() => store.getState().cards.size).toBe(2);
  });
});
