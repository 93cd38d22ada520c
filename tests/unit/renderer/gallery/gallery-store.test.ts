import { describe, expect, it } from "vitest";
import { createGalleryStore, isPlain, plainQuery } from "#renderer/gallery/gallery-store.ts";
import { selectOnly } from "#renderer/gallery/selection.ts";
import type { Invoke } from "#shared/contract/registry.ts";
import { pictureCardSchema, type PictureCard } from "#shared/model/picture.ts";

function card(number: number, title = `picture ${number}`): PictureCard {
  return pictureCardSchema.parse({
    id: number.toString(16).padStart(16, "0"),
    asset: number.toString(16).padStart(64, "0"),
    kind: "generate",
    mediaType: "image/png",
    widthPx: 1024,
    heightPx: 1024,
    createdAt: number,
    engine: "demo",
    job: null,
    click: null,
    marks: { rating: 0, favourite: false },
    thumbhash: null,
    problem: null,
    title,
  });
}

/** A library in memory that answers `picture.search`, each answer held back until `answer()` when asked to. */
function libraryOf(count: number) {
  const held: (() => void)[] = [];
  const library = {
    cards: Array.from({ length: count }, (_, index) => card(count - index)),
    questions: [] as { text?: string | undefined; offset?: number | undefined }[],
    hold: false,
    fails: false,
    answer: (which: number) => held[which]?.(),
    invoke: (async (name: string, input: { text?: string; offset?: number; limit?: number }) => {
      expect(name).toBe("picture.search");
      library.questions.push(input);
      const { offset = 0, limit = 200, text = "" } = input;
      const found = library.cards.filter(({ title }) => title.includes(text));
      if (library.hold) await new Promise<void>((resolve) => held.push(resolve));
      if (library.fails) return { ok: false, error: { kind: "library-missing", folder: "Pictures" } };
      return { ok: true, value: { total: found.length, pictures: found.slice(offset, offset + limit) } };
    }) as unknown as Invoke,
  };
  return library;
}

describe("the gallery", () => {
  it("loads page by page until all are here, none twice", async () => {
    const library = libraryOf(1000);
    const { getState, actions } = createGalleryStore(library.invoke);
    await actions.refresh();
    expect(getState()).toMatchObject({ total: 1000, loading: "ready" });
    library.cards = [card(2000), ...library.cards];
    for (let page = 0; page < 5; page += 1) await actions.loadMore();
    const ids = getState().pictures.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(1000);
    expect(library.questions).toHaveLength(4);
  });

  it("shows the answer to the last question, whichever comes first", async () => {
    const library = libraryOf(30);
    const { getState, actions } = createGalleryStore(library.invoke);
    library.hold = true;
    const first = actions.setQuery({ text: "picture 1" });
    const second = actions.setQuery({ text: "picture 30" });
    library.answer(1);
    await second;
    library.answer(0);
    await first;
    expect(getState().pictures.map(({ title }) => title)).toEqual(["picture 30"]);
  });

  it("puts a new picture first while nothing is filtered, and asks again when something is", async () => {
    const library = libraryOf(3);
    const { getState, actions } = createGalleryStore(library.invoke);
    await actions.refresh();
    actions.hear({ name: "picture.added", picture: card(9) });
    actions.hear({ name: "picture.added", picture: card(9) });
    expect(getState().pictures.map(({ createdAt }) => createdAt)).toEqual([9, 3, 2, 1]);
    expect(getState().total).toBe(4);
    await actions.setQuery({ text: "picture 2" });
    actions.hear({ name: "picture.added", picture: card(10) });
    expect(library.questions).toHaveLength(3);
  });

  it("moves the selection on when the selected picture is deleted", async () => {
    const { getState, actions } = createGalleryStore(libraryOf(3).invoke);
    await actions.refresh();
    const [, middle, last] = getState().pictures;
    actions.select(selectOnly(middle!.id));
    actions.hear({ name: "picture.removed", ids: [middle!.id] });
    expect(getState().selection.focus).toBe(last!.id);
    expect(getState()).toMatchObject({ total: 2 });
  });

  it("replaces a picture that was marked", async () => {
    const { getState, actions } = createGalleryStore(libraryOf(2).invoke);
    await actions.refresh();
    actions.hear({
      name: "picture.changed",
      picture: { ...card(1), marks: { rating: 4, favourite: true, rejected: false } },
    });
    expect(getState().pictures[1]?.marks).toEqual({ rating: 4, favourite: true, rejected: false });
  });

  it("keeps what it shows when the library fails, and says why", async () => {
    const library = libraryOf(2);
    const { getState, actions } = createGalleryStore(library.invoke);
    await actions.refresh();
    library.fails = true;
    await actions.refresh();
    expect(getState()).toMatchObject({ loading: "failed", error: { kind: "library-missing" } });
    expect(getState().pictures).toHaveLength(2);
  });

  it("knows whether anything is filtered", () => {
    expect(isPlain(plainQuery)).toBe(true);
    expect(isPlain({ ...plainQuery, kinds: ["edit"] })).toBe(false);
    expect(isPlain({ ...plainQuery, sort: "rating" })).toBe(false);
  });
});
