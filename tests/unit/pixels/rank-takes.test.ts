import { expect, test } from "vitest";
import { rankTakes, type TakeWorth } from "#shared/pixels/rank-takes.ts";

const take = (name: string, change: Partial<TakeWorth> = {}) => ({
  name,
  verdict: "placed" as const,
  seam: 1,
  agreement: 0.9,
  drewGuide: false,
  showsNothing: false,
  ...change,
});

test.each([
  ["the lower seam first", [take("c", { seam: 2.71 }), take("a", { seam: 0.97 }), take("b", { seam: 2.04 })]],
  [
    "the verdict before the seam",
    [
      take("d", { verdict: "changed", seam: 0 }),
      take("c", { verdict: "warned", seam: 0.1 }),
      take("b", { verdict: "unmeasured", seam: 0.2 }),
      take("a", { seam: 4 }),
    ],
  ],
  ["the guide's outline before the seam", [take("b", { seam: 0.2, drewGuide: true }), take("a")]],
  [
    "what changes nothing last, however well it fits",
    [take("b", { seam: 0, agreement: 1, showsNothing: true }), take("a", { verdict: "changed", seam: 9 })],
  ],
  ["of the same seam the higher agreement", [take("b", { agreement: 0.88 }), take("a", { agreement: 0.99 })]],
  ["equal ones in their order", [take("a"), take("b"), take("c")]],
])("[T2] %s", (_, takes) => {
  const ranked = rankTakes(takes).map(({ name }) => name);
  expect(ranked).toEqual(["a", "b", "c", "d"].slice(0, takes.length));
});
