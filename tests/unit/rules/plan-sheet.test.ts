import * as fc from "fast-check";
import { expect, it } from "vitest";
import { captionStrips, planSheet, type SheetBox, type SheetOptions } from "#shared/rules/plan-sheet.ts";

const anyOptions = fc.record({
  format: fc.constantFrom("pdf", "png"),
  paper: fc.constantFrom("a4", "a3", "letter"),
  orientation: fc.constantFrom("portrait", "landscape"),
  background: fc.constant("white"),
  columns: fc.integer({ min: 1, max: 12 }),
  title: fc.constantFrom("", "  ", "Otters"),
  captions: fc.subarray(["name", "date", "rating"] as const),
}) satisfies fc.Arbitrary<SheetOptions>;

const apart = (a: SheetBox, b: SheetBox): boolean =>
  a.x + a.width <= b.x + 1e-6 ||
  b.x + b.width <= a.x + 1e-6 ||
  a.y + a.height <= b.y + 1e-6 ||
  b.y + b.height <= a.y + 1e-6;

it("keeps all boxes of a sheet on the page and apart, whatever is chosen", () => {
  fc.assert(
    fc.property(anyOptions, (options) => {
      const plan = planSheet(options);
      const places = Array.from({ length: plan.perPage }, (_, place) => place);
      const boxes = places.flatMap((place) => [plan.cellAt(place), plan.wordsAt(place)]);
      const all = plan.title === null ? boxes : [plan.title, ...boxes];
      const isOnPage = all.every(
        (box) =>
          Math.min(box.x, box.y, box.width) > 0 &&
          box.x + box.width <= plan.page.width &&
          box.y + box.height <= plan.page.height,
      );
      const [first] = boxes;
      expect(plan.perPage % options.columns).toBe(0);
      expect(plan.perPage).toBeGreaterThan(0);
      expect(isOnPage).toBe(true);
      expect(all.every((other) => other === first || apart(first!, other))).toBe(true);
      const strips = captionStrips(plan, options.format);
      expect(strips.perFile * strips.height).toBeLessThan(16_384);
    }),
    { numRuns: 200 },
  );
});
