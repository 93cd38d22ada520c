import { describe, expect, it } from "vitest";
import { formatBytes, formatUsd } from "#renderer/gallery/format-figures.ts";

describe("figures", () => {
  it.each([
    [0, "0 B"],
    [999, "999 B"],
    [1000, "1.0 kB"],
    [1_234_567, "1.2 MB"],
    [250_000_000, "250 MB"],
    [5e15, "5000 TB"],
  ])("%i bytes read %s", (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  it("show the cost of one picture to the hundredth of a cent", () => {
    expect([formatUsd(0.04123), formatUsd(12.3)]).toEqual(["$0.0412", "$12.30"]);
  });
});
