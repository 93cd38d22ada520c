// The takes of a run as the strip shows them: each job with the picture that came of it. Pure.
import type { Run } from "#shared/model/composition.ts";
import type { AssetId, JobId, PictureId } from "#shared/model/ids.ts";
import { isSettled, type Job } from "#shared/model/job.ts";
import type { Patch, Take } from "#shared/model/patch.ts";
import { defaultEdge, defaultPlacement, defaultTone } from "#shared/model/patch.ts";
import type { PatchId } from "#shared/model/ids.ts";

export type TakeCard = {
  readonly job: JobId;
  /** Null while the list of jobs has not come, or when it was dismissed. */
  readonly state: Job | null;
  /** The reply's file, once it is in the library and its address is known. */
  readonly reply: AssetId | null;
};

/** In the order of the takes. */
export function takeCards(
  run: Run,
  jobs: ReadonlyMap<JobId, Job>,
  assets: ReadonlyMap<PictureId, AssetId>,
): TakeCard[] {
  return run.jobs.map((job) => {
    const state = jobs.get(job) ?? null;
    // A reply that does not decode is in the library too; its job failed, and it is no take.
    const picture = state?.state === "saved" ? state.picture : null;
    return { job, state, reply: picture === null ? null : (assets.get(picture) ?? null) };
  });
}

/** Pictures whose address is still to be asked. */
export function unknownPictures(
  runs: readonly Run[],
  jobs: ReadonlyMap<JobId, Job>,
  assets: ReadonlyMap<PictureId, AssetId>,
): PictureId[] {
  return runs.flatMap((run) =>
    run.jobs.flatMap((id) => {
      const job = jobs.get(id);
      const picture = job?.state === "saved" ? job.picture : null;
      return picture === null || assets.has(picture) ? [] : [picture];
    }),
  );
}

/** Whether a job may still bring a picture, or has brought one whose file is not known yet. */
export function isUnderWay(cards: readonly TakeCard[]): boolean {
  return cards.some(
    ({ state, reply }) =>
      state !== null && (!isSettled(state) || (state.state === "saved" && reply === null)),
  );
}

/** Whether nothing more is to come, and every picture was tried. */
export function isSettledRun(cards: readonly TakeCard[], trials: ReadonlyMap<JobId, unknown>): boolean {
  return !isUnderWay(cards) && cards.every(({ job, reply }) => reply === null || trials.has(job));
}

/** Takes that came, ready for a patch. */
export function arrivedTakes(run: Pick<Run, "hasGuide" | "cutFrom">, cards: readonly TakeCard[]): Take[] {
  return cards.flatMap(({ job, reply }) =>
    reply === null
      ? []
      : [{ job, reply, hasGuide: run.hasGuide, cutFrom: run.cutFrom, measured: null, scores: null }],
  );
}

/** A new patch from a run: all takes that came, the chosen one showing. */
export function patchOfRun(
  run: Run,
  takes: readonly Take[],
  chosen: JobId,
  id: PatchId,
  name: string,
  now: number,
): Patch {
  return {
    id,
    name,
    prompt: run.prompt,
    references: [...run.references],
    click: run.id,
    createdAt: now,
    region: run.region,
    window: run.window,
    takes: [...takes],
    mix: { chosen, painted: [] },
    placement: defaultPlacement,
    tone: defaultTone,
    edge: defaultEdge,
    opacity: 1,
    isVisible: true,
  };
}

/** A short name from the prompt. */
export function patchName(prompt: string, fallback: string): string {
  const words = prompt.trim().replaceAll(/\s+/g, " ");
  if (words === "") return fallback;
  return words.length <= 40 ? words : `${words.slice(0, 39).trimEnd()}…`;
}
