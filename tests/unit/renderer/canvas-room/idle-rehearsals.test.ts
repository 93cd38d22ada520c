import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { IdleRehearsals } from "#renderer/canvas/preview/idle-rehearsals.ts";
import { alone } from "#shared/pixels/crew.ts";

describe("rehearsals of the placing worker", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
  afterEach(() => void vi.useRealTimers());

  it("come after a rest, and not while a call waits", async () => {
    let begun = 0;
    const rehearsals = new IdleRehearsals(() => {
      begun++;
      return alone;
    });
    expect(begun).toBe(0);
    rehearsals.callCame(false);
    vi.runAllTimers();
    expect(begun).toBe(0);
    rehearsals.callAnswered();
    expect(begun).toBe(0);
    vi.runAllTimers();
    await vi.waitFor(() => expect(begun).toBe(6));
  });

  it("give way to a call after the one that runs, and are over once something was placed", () => {
    let begun = 0;
    const rehearsals = new IdleRehearsals(() => {
      begun++;
      return alone;
    });
    vi.runAllTimers();
    expect(begun).toBe(1);
    rehearsals.callCame(true);
    rehearsals.callAnswered();
    vi.runAllTimers();
    expect(begun).toBe(1);
  });
});
