import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countJobs, emptyJobs, replaceJobs, withJob, withoutJob } from "#renderer/session/job-groups.ts";
import { jobStateSchema } from "#shared/model/job.ts";
import { idOf, makeJob } from "./made-jobs.ts";

const anyJob = fc
  .record({
    name: fc.constantFrom("a", "b", "d", "e", "f"),
    take: fc.nat(4),
    state: fc.constantFrom(...jobStateSchema.options),
    createdAt: fc.nat(50),
  })
  // A job never changes its click: here it follows from the name.
  .map(({ name, ...rest }) => makeJob(name, { ...rest, in: name < "d" ? "1" : "2" }));

describe("the mirror of jobs", () => {
  it("holds each job once, in one group, whatever arrives in whatever order", () => {
    fc.assert(
      fc.property(fc.array(anyJob, { maxLength: 30 }), (jobs) => {
        const mirror = jobs.reduce(withJob, emptyJobs);
        const grouped = mirror.groups.flatMap((group) => group.jobs);
        expect(grouped).toHaveLength(mirror.byId.size);
        for (const job of grouped) expect(mirror.byId.get(job.id)).toBe(job);
        for (const group of mirror.groups) {
          expect(group.jobs.length).toBeGreaterThan(0);
          expect(group.jobs.every((job) => job.click === group.click)).toBe(true);
          expect(group.jobs.map(({ take }) => take)).toEqual(
            group.jobs.map(({ take }) => take).toSorted((a, b) => a - b),
          );
        }
      }),
    );
  });

  it("has the newest click first", () => {
    const mirror = replaceJobs([
      makeJob("a", { in: "1", createdAt: 1 }),
      makeJob("b", { in: "2", createdAt: 3 }),
      makeJob("c", { in: "3", createdAt: 2 }),
    ]);
    expect(mirror.groups.map(({ click }) => click)).toEqual([idOf("2"), idOf("3"), idOf("1")]);
  });

  it("leaves groups alone that a change does not touch", () => {
    const before = replaceJobs([makeJob("a", { in: "1" }), makeJob("b", { in: "2" })]);
    const after = withJob(before, makeJob("a", { in: "1", state: "sending" }));
    const groupIn = (mirror: typeof before, click: string) =>
      mirror.groups.find((group) => group.click === idOf(click));
    expect(groupIn(after, "2")).toBe(groupIn(before, "2"));
    expect(groupIn(after, "1")).not.toBe(groupIn(before, "1"));
    expect(before.byId.get(makeJob("a").id)?.state).toBe("queued");
  });

  it("lets a click go with its last job", () => {
    const mirror = replaceJobs([makeJob("a"), makeJob("b", { take: 1 })]);
    const one = withoutJob(mirror, makeJob("a").id);
    expect(one.groups[0]?.jobs.map(({ id }) => id)).toEqual([makeJob("b").id]);
    expect(withoutJob(one, makeJob("b").id).groups).toEqual([]);
    expect(withoutJob(one, makeJob("a").id)).toBe(one);
  });

  it("counts every state once at most", () => {
    const jobs = jobStateSchema.options.map((state, take) => makeJob(`a${take}`, { state, take }));
    expect(countJobs(replaceJobs(jobs))).toEqual({ queued: 1, running: 3, unknown: 1, failed: 1 });
  });

  it("[J7] counts a reply that the library could not take as trouble, not as work", () => {
    const error = { kind: "library-missing", folder: "/gone" } as const;
    expect(countJobs(replaceJobs([makeJob("a", { state: "spooled", error })]))).toEqual({
      queued: 0,
      running: 0,
      unknown: 0,
      failed: 1,
    });
  });
});
