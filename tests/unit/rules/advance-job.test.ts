import { describe, expect, it } from "vitest";
import { jobStateSchema, settledStates, type JobState } from "#shared/model/job.ts";
import { canAdvance, recoverState } from "#shared/rules/advance-job.ts";

const states = jobStateSchema.options;
const nextOf = (from: JobState) => states.filter((to) => canAdvance(from, to));

describe("a job", () => {
  it("[J1] takes the way of a paid request", () => {
    const way: JobState[] = ["queued", "sending", "receiving", "spooled", "saved"];
    for (let step = 1; step < way.length; step += 1)
      expect(canAdvance(way[step - 1]!, way[step]!)).toBe(true);
  });

  it("[J1] never leaves saved, and leaves other settled states only to be queued by hand", () => {
    expect(nextOf("saved")).toEqual([]);
    for (const state of settledStates) if (state !== "saved") expect(nextOf(state)).toEqual(["queued"]);
  });

  it("[J5] cannot go back to the queue once a reply has begun", () => {
    expect(canAdvance("receiving", "queued")).toBe(false);
    expect(canAdvance("spooled", "queued")).toBe(false);
    expect(canAdvance("spooled", "unknown")).toBe(false);
  });

  it("[J4] in flight becomes unknown at the start, spooled is replayed, the rest stands", () => {
    expect(Object.fromEntries(states.map((state) => [state, recoverState(state)]))).toEqual({
      queued: null,
      sending: "unknown",
      receiving: "unknown",
      spooled: "replay",
      saved: null,
      failed: null,
      unknown: null,
      cancelled: null,
    });
  });
});
