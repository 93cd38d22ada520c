import { describe, expect, it } from "vitest";
import { rehearsePlacing } from "#shared/pixels/rehearse-placing.ts";

describe("a rehearsal of placing", () => {
  it("goes through every stage: the drift is measured, the new part is laid in, the rest is kept", () => {
    const placed = rehearsePlacing();
    if (placed.kind === "refused") throw new Error(placed.reason);
    const { registration, verdict, protectedPixels } = placed.report;
    expect(verdict).toBe("placed");
    expect(registration.outcome).toBe("aligned");
    expect(registration.motion.shiftX).toBeCloseTo(-1, 1);
    expect(registration.motion.shiftY).toBeCloseTo(-1, 1);
    expect(protectedPixels).toBeGreaterThan(1000);
    const { box, pixels } = placed;
    const at = 4 * ((48 - box.y) * box.width + 48 - box.x);
    expect([...pixels.data.subarray(at, at + 3)].every((value) => value > 200)).toBe(true);
  });
});
