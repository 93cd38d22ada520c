import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPictureFinder } from "#electron/library/search/search-pictures.ts";
import type { PictureSort } from "#shared/contract/calls/picture-calls.ts";
import type { ClickId, CollectionId } from "#shared/model/ids.ts";
import type { Picture } from "#shared/model/picture.ts";
import { localDay } from "#shared/rules/calendar.ts";
import { costUsd } from "#shared/rules/prices.ts";
import { madePicture, memoryIndex } from "./made-picture.ts";

const prices = { textInputUsd: 5, imageInputUsd: 8, outputUsd: 30 };
const nowMs = 1_763_900_000_000;
const winter = "00000000000000c1" as CollectionId;
const snow = "00000000000000c2" as CollectionId;
const collections = [
  { id: winter, name: "Winter Café", parent: null, createdAt: 1 },
  { id: snow, name: "Snow", parent: winter, createdAt: 2 },
];

/** Sixty pictures of every sort there is. */
const pictures: readonly Picture[] = Array.from({ length: 60 }, (_, number) => {
  const title = ["a red fox", "An otter in the rain", "Überraschung, red rain", "fox & otter"][number % 4]!;
  const kind = (["generate", "edit", "import", "composite", "take"] as const)[number % 5]!;
  const size = (
    [
      [1024, 1024],
      [1536, 1024],
      [1024, 1536],
      [3840, 2160],
      [0, 0],
    ] as const
  )[number % 5]!;
  const output = (number * 37) % 900;
  return madePicture(number, {
    kind,
    title,
    mediaType: (["image/png", "image/jpeg", "image/webp"] as const)[number % 3]!,
    widthPx: size[0],
    heightPx: size[1],
    createdAt: nowMs - number * 11_000_000,
    engine: kind === "import" ? null : number % 2 === 0 ? "demo" : "api",
    click: kind === "import" ? null : (((number >> 2) + 16).toString(16).padStart(16, "0") as ClickId),
    usage:
      number % 4 === 3
        ? null
        : {
            totalTokens: output + 20,
            inputTokens: 20,
            outputTokens: output,
            textTokens: null,
            imageTokens: null,
          },
    marks: { rating: number % 6, favourite: number % 7 === 0, rejected: number % 8 === 0 },
    tags: number % 3 === 0 ? ["Blue hour"] : number % 3 === 1 ? ["sea", "Ébène"] : [],
    collections: number % 4 === 0 ? [winter] : number % 4 === 1 ? [snow] : [],
    parents:
      number % 9 === 1
        ? [{ asset: madePicture(number - 1).asset, picture: madePicture(number - 1).id, name: "", label: "" }]
        : [],
    recipe:
      kind === "import" && number % 3 !== 0
        ? { source: "xmp", prompt: "", negativePrompt: "", settings: [], request: null }
        : null,
    trashedAt: number % 10 === 9 ? nowMs : null,
    problem: number % 5 === 0 ? "changed" : number % 5 === 1 ? "missing" : null,
  });
});

const index = memoryIndex();
index.putCollections(collections);
index.put(pictures);
const finder = createPictureFinder(index.db);
const setting = { prices, nowMs };

const plain = (text: string) =>
  text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];
const wordsOf = (picture: Picture) =>
  plain(
    [
      picture.title,
      ...picture.tags,
      ...picture.collections.map((id) => collections.find((one) => one.id === id)!.name),
    ].join(" | "),
  );
const isTaken = (picture: Picture) => picture.kind === "take";

/** What each word of a query means, said a second time without an index. */
const meanings: readonly (readonly [string, (picture: Picture) => boolean])[] = [
  ["re", (picture) => wordsOf(picture).some((word) => word.startsWith("re"))],
  ["uberr", (picture) => wordsOf(picture).some((word) => word.startsWith("uberr"))],
  ['"red rain"', ({ title }) => plain(title).join(" ").includes("red rain")],
  ["cafe", ({ collections: of }) => of.includes(winter)],
  ["hour", ({ tags }) => tags.includes("Blue hour")],
  ["kind:edit,import", ({ kind }) => kind === "edit" || kind === "import"],
  ["format:jpg", ({ mediaType }) => mediaType === "image/jpeg"],
  ["size:1536x1024", ({ widthPx, heightPx }) => widthPx === 1536 && heightPx === 1024],
  ["size:>2000", ({ widthPx, heightPx }) => Math.max(widthPx, heightPx) > 2000],
  ["ratio:16:9", ({ widthPx, heightPx }) => widthPx === 3840 && heightPx === 2160],
  ["ratio:landscape", ({ widthPx, heightPx }) => widthPx > heightPx],
  ["model:GPT", ({ engine }) => engine === "api"],
  ["rating:2..4", ({ marks }) => marks.rating >= 2 && marks.rating <= 4],
  ["tokens:>400", ({ usage }) => (usage?.totalTokens ?? 0) > 400],
  ['tag:"BLUE HOUR"', ({ tags }) => tags.includes("Blue hour")],
  ["tag:ébène", ({ tags }) => tags.includes("Ébène")],
  ["in:snow", ({ collections: of }) => of.includes(snow)],
  ['in:"WINTER café/snow"', ({ collections: of }) => of.includes(snow)],
  ['in:"winter café"', ({ collections: of }) => of.length > 0],
  ["after:3d", ({ createdAt }) => localDay(createdAt) >= localDay(nowMs - 3 * 86_400_000)],
  ["before:2025-11-20", ({ createdAt }) => localDay(createdAt) < "2025-11-20"],
  [`parent:${madePicture(0).id.slice(0, 8)}`, ({ parents }) => parents[0]?.picture === madePicture(0).id],
  ["favourite:yes", ({ marks }) => marks.favourite],
  ["is:rejected", ({ marks }) => marks.rejected],
  ["is:untagged", ({ tags }) => tags.length === 0],
  ["is:recipe", ({ recipe }) => recipe !== null],
  ["is:changed", ({ problem }) => problem === "changed"],
  ["is:missing", ({ problem }) => problem === "missing"],
];

const price = ({ usage }: Picture) => (usage === null ? null : costUsd(usage, prices)) ?? -1;
const orders: Readonly<Record<Exclude<PictureSort, "relevance">, (a: Picture, b: Picture) => number>> = {
  newest: (a, b) => b.createdAt - a.createdAt,
  oldest: (a, b) => a.createdAt - b.createdAt,
  rating: (a, b) => b.marks.rating - a.marks.rating || b.createdAt - a.createdAt,
  largest: (a, b) => b.widthPx * b.heightPx - a.widthPx * a.heightPx || b.createdAt - a.createdAt,
  cost: (a, b) => price(b) - price(a) || b.createdAt - a.createdAt,
};

const aQuery = fc.record({
  terms: fc.array(fc.record({ at: fc.nat(meanings.length - 1), isNegated: fc.boolean() }), { maxLength: 4 }),
  sort: fc.constantFrom(...(Object.keys(orders) as (keyof typeof orders)[])),
  trashed: fc.boolean(),
  takes: fc.boolean(),
  stacked: fc.boolean(),
  piece: fc.integer({ min: 1, max: 40 }),
});

describe("search", () => {
  it("[Q1] [Q3] [Q4] [Q7] [Q12] [L6] finds what a look at every picture finds, in every order, in pieces and as an outline", () => {
    fc.assert(
      fc.property(aQuery, ({ terms, sort, trashed, takes, stacked, piece }) => {
        const text = terms.map(({ at, isNegated }) => (isNegated ? "-" : "") + meanings[at]![0]).join(" ");
        const kinds = takes ? (["take", "edit"] as const) : [];
        const search = { text, sort, trashed, stacked, kinds: [...kinds] };
        const takesAsked =
          takes || terms.some(({ at, isNegated }) => !isNegated && meanings[at]![0].includes("take"));
        const found = pictures
          .filter((picture) => (picture.trashedAt !== null) === trashed)
          .filter((picture) => takesAsked || !isTaken(picture))
          .filter(({ kind }) => kinds.length === 0 || kinds.some((one) => one === kind))
          .filter((picture) => terms.every(({ at, isNegated }) => meanings[at]![1](picture) !== isNegated))
          .toSorted(orders[sort]);
        const clicks = new Map<string, number>();
        for (const { click } of found) if (click !== null) clicks.set(click, (clicks.get(click) ?? 0) + 1);
        const firsts = found.filter(
          ({ click }, at) =>
            !stacked || click === null || found.findIndex((one) => one.click === click) === at,
        );
        const expected = firsts.map(({ id }) => id);
        const sizes = firsts.map(({ click }) => (stacked && click !== null ? clicks.get(click) : 1));

        const first = finder.search({ ...search, limit: piece }, setting);
        expect(first.pictures.map(({ id }) => id)).toEqual(expected.slice(0, piece));
        expect(first.total).toBe(expected.length);
        const outline = finder.outline(search, setting);
        expect(outline.total).toBe(expected.length);
        expect(Buffer.from(outline.ratios, "base64")).toHaveLength(expected.length * 2);
        const isByTime = sort === "newest" || sort === "oldest";
        expect(outline.days.flatMap(({ day, count }) => Array<string>(count).fill(day))).toEqual(
          isByTime ? firsts.map(({ createdAt }) => localDay(createdAt)) : [],
        );
        const second = finder.search({ ...search, offset: piece, limit: 1000 }, setting);
        expect(second.pictures.map(({ id }) => id)).toEqual(expected.slice(piece));
        expect([...first.pictures, ...second.pictures].map(({ stackSize }) => stackSize)).toEqual(sizes);
        expect(finder.ids(search, setting)).toEqual({ ids: expected, total: expected.length });
      }),
      { numRuns: 300 },
    );
  });

  it("finds every picture by each of its words alone", () => {
    for (const [text, isMeant] of meanings) {
      const wanted = pictures.filter(
        (picture) => isMeant(picture) && picture.trashedAt === null && !isTaken(picture),
      );
      expect([text, finder.search({ text }, setting).total]).toEqual([text, wanted.length]);
      expect(wanted.length, text).toBeGreaterThan(0);
    }
  });

  it("opens a stack in its place", () => {
    const all = finder.search({ stacked: true, limit: 1000 }, setting).pictures;
    const stack = all.find(({ stackSize }) => stackSize > 1)!;
    const open = finder.search({ stacked: true, openStacks: [stack.click!], limit: 1000 }, setting);
    expect(open.total).toBe(all.length + stack.stackSize - 1);
    const shown = open.pictures.filter(({ click }) => click === stack.click);
    expect(shown.map(({ stackSize }) => stackSize)).toEqual([
      stack.stackSize,
      ...Array(shown.length - 1).fill(1),
    ]);
  });

  it("gives the beginning of a long result, and its whole length, as the whole result has them", () => {
    // Has nothing at hand of what is asked for.
    const other = memoryIndex();
    other.putCollections(collections);
    other.put(pictures);
    const fresh = createPictureFinder(other.db);
    for (const text of ["", "r", "red", "o rating:>1", "is:trashed", "fox -rain", "tag:sea"])
      for (const sort of ["newest", "oldest", "rating", "relevance"] as const)
        for (const stacked of [false, true]) {
          const search = { text, sort, stacked, limit: 2 };
          const begun = fresh.outline({ ...search, beginning: 2 }, setting);
          const whole = finder.outline(search, setting);
          const isLong = whole.total > 20;
          const known = isLong ? 2 : whole.total;
          expect(begun.total).toBe(whole.total);
          expect(begun.pictures).toEqual(whole.pictures);
          const bytes = (packed: string) => Buffer.from(packed, "base64");
          expect(bytes(begun.ratios)).toEqual(bytes(whole.ratios).subarray(0, 2 * known));
          expect(begun.days[0]?.day).toBe(whole.days[0]?.day);
          expect(begun.days.reduce((sum, { count }) => sum + count, 0)).toBe(
            whole.days.length > 0 ? known : 0,
          );
          expect(finder.outline({ ...search, beginning: 2 }, setting)).toEqual(begun);
        }
  });

  it("says in the outline what shape each picture has, and 1 to 1 where that is not known", () => {
    const { ratios } = finder.outline({ text: "kind:composite,edit", sort: "largest" }, setting);
    const bytes = Buffer.from(ratios, "base64");
    const found = finder.search(
      { text: "kind:composite,edit", sort: "largest", limit: 1000 },
      setting,
    ).pictures;
    expect(found.map((_, at) => bytes.readUInt16LE(at * 2))).toEqual(
      found.map(({ widthPx, heightPx }) => (widthPx === 0 ? 1000 : Math.round((widthPx / heightPx) * 1000))),
    );
  });

  it("[Q8] leaves out what is wrong, and takes signs of the index's own language literally", () => {
    const total = (text: string) => finder.search({ text }, setting).total;
    expect(total("fox rating:many nonsense:1")).toBe(total("fox"));
    expect(total('"; OR NEAR(* ^rain')).toBe(0);
    expect(total("prompt:fox")).toBe(total(""));
    expect(total('-"')).toBe(total(""));
    expect(total("☕ !")).toBe(total(""));
  });

  it("sorts by relevance, with the filters still in force", () => {
    const found = finder.search({ text: "red rain kind:import", sort: "relevance" }, setting).pictures;
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ kind }) => kind === "import")).toBe(true);
    expect(finder.outline({ text: "red rain kind:import", sort: "relevance" }, setting).days).toEqual([]);
  });

  it("shows a change at once, also where a whole result was kept at hand", () => {
    const [picture] = pictures;
    const before = finder.outline({ text: "is:favourite" }, setting).total;
    index.put([{ ...picture!, marks: { ...picture!.marks, favourite: false } }]);
    expect(finder.search({ text: "is:favourite" }, setting).total).toBe(before - 1);
    index.put([picture!]);
    expect(finder.outline({ text: "is:favourite" }, setting).total).toBe(before);
  });

  it("finds by a collection's new name, and not by its old one", () => {
    index.putCollections(collections.map((one) => (one.id === snow ? { ...one, name: "Glacier" } : one)));
    expect(finder.search({ text: "glac" }, setting).total).toBe(
      finder.search({ text: "in:glacier" }, setting).total,
    );
    expect(finder.search({ text: "snow" }, setting).total).toBe(0);
    expect(finder.search({ text: "in:elsewhere/glacier" }, setting).total).toBe(0);
    index.putCollections(collections);
    expect(finder.search({ text: "snow" }, setting).total).toBeGreaterThan(0);
  });
});
