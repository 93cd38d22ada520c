// A library in memory that answers the calls of a result as the host does, and counts what it was asked.
import type { StudioEvent } from "#shared/contract/events.ts";
import type { Invoke } from "#shared/contract/registry.ts";
import type { PictureId } from "#shared/model/ids.ts";
import { pictureCardSchema, type PictureCard } from "#shared/model/picture.ts";

export function card(number: number, change: Partial<PictureCard> = {}): PictureCard {
  const plain = pictureCardSchema.parse({
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
    title: `picture ${number}`,
  });
  return { ...plain, ...change };
}

export function outlineOf(count: number, days: readonly { day: string; count: number }[] = []) {
  const ratios = Buffer.alloc(count * 2);
  for (let at = 0; at < count; at += 1) ratios.writeUInt16LE(1000, at * 2);
  return { total: count, ratios: ratios.toString("base64"), days: [...days] };
}

type Search = { text?: string; offset?: number; limit?: number; beginning?: number };

export function libraryOf(count: number) {
  const library = {
    cards: Array.from({ length: count }, (_, index) => card(count - index)),
    searches: [] as Search[],
    outlines: 0,
    /** While on, answers wait for `release`. */
    isHeld: false,
    release: () => undefined as void,
    fails: false,
    invoke: (async (name: string, input: Search) => {
      if (library.isHeld) await held;
      if (library.fails) return { ok: false, error: { kind: "library-missing", folder: "Pictures" } };
      const { offset = 0, limit = 200, text = "" } = input;
      const found = library.cards.filter(({ title, marks, tags }) =>
        text === "-is:rejected" ? !marks.rejected : title.includes(text) || tags.includes(text),
      );
      library.searches.push(input);
      if (name === "picture.outline") {
        library.outlines += 1;
        const pictures = found.slice(offset, offset + limit);
        const { beginning = 0 } = input;
        const isLong = beginning > 0 && found.length > 10 * beginning;
        const outline = outlineOf(isLong ? beginning : found.length);
        return { ok: true, value: { ...outline, total: found.length, pictures } };
      }
      return { ok: true, value: { total: found.length, pictures: found.slice(offset, offset + limit) } };
    }) as unknown as Invoke,
    /** Takes a card out, and says what the host then says. */
    remove: (id: PictureId): StudioEvent => {
      library.cards = library.cards.filter((known) => known.id !== id);
      return { name: "picture.removed", ids: [id] };
    },
    add: (number: number): StudioEvent => {
      const picture = card(number);
      library.cards = [picture, ...library.cards];
      return { name: "picture.added", picture };
    },
    change: (picture: PictureCard): StudioEvent => {
      library.cards = library.cards.map((known) => (known.id === picture.id ? picture : known));
      return { name: "pictures.changed", pictures: [picture] };
    },
  };
  const held = new Promise<void>((resolve) => {
    library.release = resolve;
  });
  return library;
}
