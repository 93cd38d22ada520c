import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { nowAndThen } from "#renderer/canvas/options/now-and-then.ts";

describe("what is told now and then", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("is told at once, then once for all that came meanwhile", () => {
    let [value, seen, times] = [0, 0, 0];
    const { tell } = nowAndThen(() => {
      seen = value;
      times++;
    }, 250);
    while (value < 99) {
      value++;
      tell();
      vi.advanceTimersByTime(10);
    }
    expect(times).toBe(4);
    vi.advanceTimersByTime(250);
    expect(seen).toBe(99);
    expect(times).toBe(5);
    vi.advanceTimersByTime(10_000);
    expect(times).toBe(5);
    tell();
    expect(times).toBe(6);
  });

  it("is not told any more once it was stopped", () => {
    let times = 0;
    const { tell, stop } = nowAndThen(() => times++, 250);
    tell();
    tell();
    stop();
    vi.advanceTimersByTime(1000);
    expect(times).toBe(1);
  });
});
