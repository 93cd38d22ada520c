import { expect, it } from "vitest";
import { withToldFaults } from "#renderer/gallery/search/told-faults.ts";
import { parseQuery } from "#shared/rules/parse-query.ts";

it("tells of a wrong word when it is finished, and not while it is typed", () => {
  const told = (text: string, caret: number | null) =>
    withToldFaults(parseQuery(text), caret).faults.map(({ start, end }) => text.slice(start, end));
  for (const typed of ["rating:", "rating:>", "kind:im", "size:10", "ratng:>3"])
    expect(told(typed, typed.length), typed).toEqual([]);
  expect(told("kind:im", null)).toEqual(["kind:im"]);
  expect(told("kind:im ", 8)).toEqual(["kind:im"]);
  expect(told("kind:im otter", 13)).toEqual(["kind:im"]);
  expect(told("kind:im rating:", 15)).toEqual(["kind:im"]);
  // Going back into a word makes it one that is being typed again.
  expect(told("kind:im rating:", 7)).toEqual(["rating:"]);
});
