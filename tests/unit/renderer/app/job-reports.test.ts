import { describe, expect, it } from "vitest";
import { createSentences } from "#renderer/app/create-sentences.ts";
import { jobAnnouncement, movedJobs } from "#renderer/app/job-reports.ts";
import { createCatalogue } from "#renderer/app/strings/catalogue.ts";
import { jobStateSchema, type Job } from "#shared/model/job.ts";
import { makeJob } from "#tests/unit/renderer/session/made-jobs.ts";

const catalogue = createCatalogue();
const { forError } = createSentences(catalogue);
const say = (job: Job) => jobAnnouncement(job, catalogue.getFixedT("en", "app"), forError);
const mapOf = (...jobs: readonly Job[]) => new Map(jobs.map((job) => [job.id, job]));

describe("what is told of jobs", () => {
  it("is told of jobs whose state is another one, and of no other", () => {
    const before = mapOf(makeJob("a", { state: "sending" }), makeJob("b", { state: "receiving" }));
    const now = mapOf(
      makeJob("a", { state: "receiving" }),
      makeJob("b", { state: "receiving", receivedBytes: 5 }),
      makeJob("c", { state: "saved" }),
    );
    expect(movedJobs(before, now).map(({ id }) => id)).toEqual([makeJob("a").id]);
  });

  it("is told of a picture that the library could not take, once", () => {
    const error = { kind: "disk-full", folder: "Inlay", billed: "yes" } as const;
    const saving = mapOf(makeJob("a", { state: "spooled" }));
    const stuck = mapOf(makeJob("a", { state: "spooled", error }));
    const [job] = movedJobs(saving, stuck);
    expect(say(job!)).toMatch(/^A picture arrived and could not be saved: /);
    expect(movedJobs(stuck, mapOf(makeJob("a", { state: "spooled", error })))).toEqual([]);
  });

  it("counts takes from one", () => {
    expect(say(makeJob("a", { state: "saved", take: 1, takes: 4 }))).toBe("Picture 2 of 4 is ready.");
    expect(say(makeJob("a", { state: "saved" }))).toBe("The picture is ready.");
  });

  it("says what happened to one that failed", () => {
    const error = { kind: "key-refused", status: 401 } as const;
    expect(say(makeJob("a", { state: "failed", error }))).toBe(
      "A request failed: The API does not accept the key.",
    );
  });

  it("is silent on the steps that nobody waits for", () => {
    const told = jobStateSchema.options.filter((state) => say(makeJob("a", { state })) !== null);
    expect(told).toEqual(["sending", "saved", "failed", "unknown", "cancelled"]);
  });
});
