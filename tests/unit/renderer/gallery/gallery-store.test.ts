import { describe, expect, it, vi } from "vitest";
import { cardAt } from "#renderer/gallery/result/card-pages.ts";
import { dependsOnMarks, isWhole, plainQuery } from "#renderer/gallery/result/gallery-query.ts";
import { createGalleryStore, knownOf } from "#renderer/gallery/result/gallery-store.ts";
import { selectOnly } from "#renderer/gallery/result/selection.ts";
import { card, libraryOf } from "./made-library.ts";

const inMiddle = { from: 5000, to: 5060, isAway: true };

async function opened(count: number) {
  const library = libraryOf(count);
  const store = createGalleryStore(library.invoke);
  await store.actions.refresh();
  return { library, store, ...store };
}

const marked = (number: number, change: Partial<ReturnType<typeof card>["marks"]>) =>
  card(number, { marks: { rating: 0, favourite: false, rejected: false, ...change } });

describe("the result", () => {
  it("knows its whole shape at once, and fetches cards only around the view", async () => {
    const { store, library } = await opened(10_000);
    expect(store.getState().outline.total).toBe(10_000);
    store.actions.look(inMiddle);
    await vi.waitFor(() => expect(cardAt(store.getState().pages, 5000)?.createdAt).toBe(5000));
    expect(cardAt(store.getState().pages, 2000)).toBeUndefined();
    expect(library.searches.every(({ limit = 0 }) => limit <= 200)).toBe(true);
  });

  it("shows the first screen of a long one at once, and knows the rest when nobody types any more", async () => {
    const { store, library } = await opened(10_000);
    expect(store.getState().outline).toMatchObject({ total: 10_000, ratios: { length: 400 } });
    expect(cardAt(store.getState().pages, 99)).toBeDefined();
    store.actions.look({ from: 0, to: 40, isAway: false });
    await vi.waitFor(() => expect(store.getState().outline.ratios).toHaveLength(10_000));
    expect(cardAt(store.getState().pages, 0)?.createdAt).toBe(10_000);
    expect(library.outlines).toBe(2);
  });

  it("asks for the whole of a long one as soon as its laid-out end is looked at, or a key leads there", async () => {
    for (const go of ["look", "refresh"] as const) {
      const { store } = await opened(10_000);
      if (go === "look") store.actions.look({ from: 350, to: 400, isAway: true });
      else void store.actions.refresh();
      await Promise.resolve();
      await Promise.resolve();
      await Promise.resolve();
      expect(store.getState().outline.ratios, go).toHaveLength(10_000);
    }
  });

  it("fetches ahead of a view that moves", async () => {
    const { store } = await opened(10_000);
    store.actions.look({ from: 5000, to: 5060, isAway: true });
    store.actions.look({ from: 4980, to: 5040, isAway: true });
    await vi.waitFor(() => expect(cardAt(store.getState().pages, 4750)).toBeDefined());
    store.actions.look({ from: 5020, to: 5080, isAway: true });
    await vi.waitFor(() => expect(cardAt(store.getState().pages, 5250)).toBeDefined());
  });

  it("forgets cards far from the view, however far it goes", async () => {
    const { store } = await opened(10_000);
    for (let from = 0; from < 10_000; from += 400) {
      store.actions.look({ from, to: from + 60, isAway: true });
      await vi.waitFor(() => expect(cardAt(store.getState().pages, from)).toBeDefined());
    }
    expect(store.getState().pages.size).toBeLessThanOrEqual(12);
  });

  it("answers the last of many questions, and skips those between", async () => {
    const library = libraryOf(30);
    library.isHeld = true;
    const store = createGalleryStore(library.invoke);
    const asked = ["p", "pi", "picture 3", "picture 30"].map((text) => store.actions.setQuery({ text }));
    library.release();
    await Promise.all(asked);
    expect(cardAt(store.getState().pages, 0)?.title).toBe("picture 30");
    expect(library.searches.map(({ text }) => text)).toEqual(["p", "picture 30"]);
  });

  it("keeps what it shows when the library fails, and says why", async () => {
    const library = libraryOf(2);
    const store = createGalleryStore(library.invoke);
    // No number is told of a library that nobody has looked into.
    expect(knownOf(store.getState()).kind).toBe("looking");
    await store.actions.refresh();
    expect(knownOf(store.getState())).toEqual({ kind: "showing", count: 2 });
    library.fails = true;
    await store.actions.refresh();
    expect(knownOf(store.getState()).kind).toBe("noAnswer");
    expect(store.getState()).toMatchObject({ loading: "failed", error: { kind: "library-missing" } });
    expect(store.getState().outline.total).toBe(2);
  });

  it("knows whether anything is asked for, and whether judging can change it", () => {
    expect(isWhole(plainQuery)).toBe(true);
    expect(isWhole({ ...plainQuery, text: "kind:edit" })).toBe(false);
    expect(dependsOnMarks({ ...plainQuery, text: "otter kind:edit" })).toBe(false);
    expect(dependsOnMarks({ ...plainQuery, text: "-is:favourite" })).toBe(true);
    expect(dependsOnMarks({ ...plainQuery, sort: "rating" })).toBe(true);
  });
});

describe("news from the library", () => {
  it("comes in at the top while the top is looked at", async () => {
    const { store, library } = await opened(3);
    store.actions.hear(library.add(9));
    await vi.waitFor(() => expect(cardAt(store.getState().pages, 0)?.createdAt).toBe(9));
    expect(store.getState()).toMatchObject({ waiting: 0, outline: { total: 4 } });
  });

  it("waits above while something else is looked at, and moves nothing there", async () => {
    const { store, library } = await opened(10_000);
    store.actions.look(inMiddle);
    await vi.waitFor(() => expect(cardAt(store.getState().pages, 5000)).toBeDefined());
    store.actions.hear(library.add(20_001));
    store.actions.hear(library.add(20_002));
    await vi.waitFor(() => expect(store.getState().waiting).toBe(2));
    expect(store.getState().outline.total).toBe(10_000);
    store.actions.look({ from: 7000, to: 7060, isAway: true });
    await vi.waitFor(() => expect(cardAt(store.getState().pages, 7000)?.createdAt).toBe(3000));
    store.actions.look({ from: 0, to: 60, isAway: false });
    await vi.waitFor(() => expect(store.getState().outline.total).toBe(10_002));
    expect(store.getState().waiting).toBe(0);
  });

  it("replaces a picture that was marked, in the grid and in hand", async () => {
    const { store, library } = await opened(2);
    store.actions.select(selectOnly(card(1), 1));
    store.actions.hear(library.change(marked(1, { rating: 4 })));
    expect(cardAt(store.getState().pages, 1)?.marks.rating).toBe(4);
    expect([...store.getState().selection.cards.values()][0]?.marks.rating).toBe(4);
    expect(library.outlines).toBe(1);
  });

  it("is asked for again where words may be found in a new tag, and not for stars", async () => {
    const { store, library } = await opened(3);
    await store.actions.setQuery({ text: "picture 2" });
    store.actions.hear(library.change(marked(2, { rating: 4 })));
    expect(library.outlines).toBe(2);
    store.actions.hear(library.change(card(3, { tags: ["picture 2"] })));
    await vi.waitFor(() => expect(store.getState().outline.total).toBe(2));
    store.actions.hear(library.change(card(3)));
    await vi.waitFor(() => expect(store.getState().outline.total).toBe(1));
  });

  it.each([
    ["deleted", (library: ReturnType<typeof libraryOf>) => library.remove(card(2).id)],
    ["rejected", (library: ReturnType<typeof libraryOf>) => library.change(marked(2, { rejected: true }))],
  ])("leads the keyboard to the next picture when the one in hand is %s", async (_, leave) => {
    const { store, library } = await opened(3);
    await store.actions.setQuery({ text: "-is:rejected" });
    store.actions.select(selectOnly(card(2), 1));
    store.actions.hear(leave(library));
    await vi.waitFor(() => expect(store.getState().outline.total).toBe(2));
    const { selection } = store.getState();
    expect(selection.focus).toBe(1);
    expect([...selection.cards.keys()]).toEqual([card(1).id]);
  });

  it("keeps the keyboard with its picture when that moves", async () => {
    const { store, library } = await opened(5);
    store.actions.select(selectOnly(card(3), 2));
    store.actions.hear(library.add(9));
    await vi.waitFor(() => expect(store.getState().selection.focus).toBe(3));
    expect([...store.getState().selection.cards.keys()]).toEqual([card(3).id]);
  });
});

describe("a run of places", () => {
  it("comes from memory where it can, and from the host beyond", async () => {
    const { store, library } = await opened(3000);
    const asked = library.searches.length;
    expect(await store.actions.cardsBetween(0, 50)).toHaveLength(50);
    expect(library.searches).toHaveLength(asked);
    const cards = await store.actions.cardsBetween(100, 2600);
    expect(cards?.map(({ createdAt }) => createdAt)).toEqual(
      Array.from({ length: 2500 }, (_, at) => 2900 - at),
    );
  });

  it("ends at as many as one call takes", async () => {
    const { store } = await opened(11_000);
    expect(await store.actions.cardsBetween(0, 11_000)).toHaveLength(10_000);
  });
});
