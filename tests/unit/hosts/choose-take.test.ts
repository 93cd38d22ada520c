import { describe, expect, it } from "vitest";
import { chooseTake, doubtfulRuns } from "#electron/hosts/choose-take.ts";
import type { OpenShelf } from "#electron/hosts/library-session.ts";
import { parseCommand } from "#electron/hosts/parse-command.ts";
import { exitCodeOfJobs } from "#electron/hosts/terminal.ts";
import { err, ok } from "#shared/errors/result.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import { createComposition, type Run } from "#shared/model/composition.ts";
import { chosenTake, type Take } from "#shared/model/patch.ts";
import type { AssetId, ClickId, CompositionId, JobId, PatchId } from "#shared/model/ids.ts";
import type { Job } from "#shared/model/job.ts";
import type { PlaceReport } from "#shared/pixels/compose-take.ts";

const jobs = ["one", "two", "three"] as JobId[];
const takes = jobs.map((job): Take => ({
  job,
  reply: `reply of ${job}` as AssetId,
  hasGuide: false,
  cutFrom: "below",
  measured: null,
  scores: null,
}));
const document = createComposition("document" as CompositionId, "a picture", { widthPx: 64, heightPx: 64 });
const run: Run = {
  id: "click" as ClickId,
  scope: "selection",
  hasGuide: false,
  cutFrom: "below",
  jobs,
  prompt: "a balloon",
  references: [],
  region: { extent: { x: 0, y: 0, width: 64, height: 64 }, operations: [] },
  window: {
    rect: { x: 0, y: 0, width: 64, height: 64 },
    request: { width: 64, height: 64 },
    scaleX: 1,
    scaleY: 1,
    isNative: true,
    pad: { left: 0, top: 0, right: 0, bottom: 0 },
  },
  patch: null,
  createdAt: 1,
};

const otherShape: StudioError = { kind: "take-unusable", patch: "a balloon", reason: "aspect" };
const noRoom: StudioError = { kind: "disk-full", folder: "/l", billed: "no" };
const placed = (seam: number) => ok([{ verdict: "placed", seam } as PlaceReport]);

/** Takes as the pipeline would report them, in order. */
async function choose(
  outcomes: readonly (ReturnType<typeof placed> | ReturnType<typeof err<StudioError>>)[],
) {
  const parsed = parseCommand(["inpaint", "a.png", "a balloon", "--mask", "m.png", "-o", "o.png"]);
  if (!parsed.ok || parsed.value.command.name !== "inpaint") throw new Error("not a command");
  const compositions = {
    report: async ({ patches }: typeof document) =>
      Promise.resolve(outcomes[jobs.indexOf(chosenTake(patches[0]!).job)]!),
  } as Partial<OpenShelf["compositions"]> as OpenShelf["compositions"];
  const skipped: [JobId, StudioError][] = [];
  const chosen = await chooseTake(
    { compositions },
    parsed.value.command.wish,
    document,
    run,
    takes,
    ({ job }, error) => void skipped.push([job, error]),
  );
  return { chosen, skipped };
}

describe("the take that is used", () => {
  it("is the one with the quietest seam; a reply of another shape is left out", async () => {
    const { chosen, skipped } = await choose([err(otherShape), placed(3), placed(2)]);
    expect(chosen).toMatchObject({ ok: true, value: { take: { job: "three" }, report: { seam: 2 } } });
    expect(skipped).toEqual([["one", otherShape]]);
    // It was paid for: it stays with the patch.
    if (chosen.ok) expect(chosen.value.patch.takes).toHaveLength(3);
  });

  it("is none when no reply can be placed, and none when the disk is full", async () => {
    const none = await choose([err(otherShape), err(otherShape), err(otherShape)]);
    expect(none.chosen).toEqual(err(otherShape));
    expect(none.skipped).toHaveLength(3);
    const full = await choose([placed(1), err(noRoom), placed(2)]);
    expect(full).toEqual({ chosen: err(noRoom), skipped: [] });
  });
});

describe("a take of which nobody knows whether it was made", () => {
  const ended = (...states: Job["state"][]) =>
    states.map((state, i) => ({ id: jobs[i]!, state, error: null }));

  it("keeps a place in the document, with the patch that the other takes became", () => {
    const patch = "patch" as PatchId;
    expect(doubtfulRuns(run, ended("saved", "unknown", "saved"), patch)).toEqual([
      { ...run, jobs: ["two"], patch },
    ]);
    expect(doubtfulRuns(run, ended("saved", "failed", "cancelled"), patch)).toEqual([]);
  });

  it.each([
    [["saved", "unknown", "failed"], 4],
    [["saved", "failed", "cancelled"], 3],
    [["saved", "cancelled", "saved"], 130],
    [["saved", "saved", "saved"], 0],
  ] satisfies [Job["state"][], number][])("%j ends with %i", (states, code) => {
    expect(exitCodeOfJobs(ended(...states))).toBe(code);
  });
});
