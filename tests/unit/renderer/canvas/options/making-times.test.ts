// What is said of the time that a file takes.
import { expect, test } from "vitest";
import { makingTimes } from "#renderer/canvas/options/making-times.ts";

test("the time left is told from the pace, and not before there is one", () => {
  expect(makingTimes(1000, 3500, 0.05)).toEqual({ elapsedS: 2, leftS: null });
  expect(makingTimes(1000, 1400, 0.5)).toEqual({ elapsedS: 0, leftS: null });
  expect(makingTimes(1000, 5000, 0.25)).toEqual({ elapsedS: 4, leftS: 12 });
  expect(makingTimes(1000, 5000, 1)).toEqual({ elapsedS: 4, leftS: 1 });
  // A clock that was set back.
  expect(makingTimes(5000, 1000, 0.5)).toEqual({ elapsedS: 0, leftS: null });
});
