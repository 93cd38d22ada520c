// What searches find among is kept at hand between changes: it has to be what a fresh look at the index finds.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPictureFinder } from "#electron/library/search/search-pictures.ts";
import { defaultSettings } from "#shared/model/settings.ts";
import type { ClickId } from "#shared/model/ids.ts";
import type { Picture } from "#shared/model/picture.ts";
import { madePicture, memoryIndex } from "./made-picture.ts";

const setting = { prices: defaultSettings.prices, nowMs: Date.UTC(2026, 10, 22) };

const aChange = fc.record({
  number: fc.nat(12),
  what: fc.constantFrom("put", "remove", "trash", "mark", "clear"),
  widthPx: fc.constantFrom(1024, 1536, 2048),
  click: fc.constantFrom("00000000000000a1", "00000000000000a2", null),
});

describe("the visible pictures at hand", () => {
  it("[L6] are those of the index after any changes, with their shapes and stacks", () => {
    fc.assert(
      fc.property(fc.array(fc.array(aChange, { maxLength: 6 }), { maxLength: 8 }), (turns) => {
        const index = memoryIndex();
        const finder = createPictureFinder(index.db);
        const present = new Map<number, Picture>();
        for (const turn of turns) {
          for (const { number, what, widthPx, click } of turn) {
            const known = present.get(number);
            const picture = madePicture(number, { widthPx, click: click as ClickId | null });
            if (what === "clear") {
              index.clear();
              present.clear();
            } else if (what === "remove") {
              index.remove([picture.id]);
              present.delete(number);
            } else {
              const trashedAt = what === "trash" ? 1 : null;
              const marks = { rating: number % 6, favourite: false, rejected: false };
              const next =
                what === "mark" && known !== undefined ? { ...known, marks } : { ...picture, trashedAt };
              index.put([next]);
              present.set(number, next);
            }
          }
          const visible = [...present.values()]
            .filter(({ trashedAt }) => trashedAt === null)
            .toSorted((a, b) => b.createdAt - a.createdAt);
          const outline = finder.outline({ limit: 100 }, setting);
          expect(outline.pictures.map(({ id }) => id)).toEqual(visible.map(({ id }) => id));
          const bytes = Buffer.from(outline.ratios, "base64");
          expect(visible.map((_, at) => bytes.readUInt16LE(at * 2))).toEqual(
            visible.map(({ widthPx, heightPx }) => Math.round((widthPx / heightPx) * 1000)),
          );
          const clicks = new Set(visible.map(({ click, id }) => click ?? id));
          expect(finder.outline({ stacked: true }, setting).total).toBe(clicks.size);
        }
        index.db.close();
      }),
      { numRuns: 25 },
    );
  });
});
