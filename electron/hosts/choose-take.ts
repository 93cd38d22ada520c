// Which of the takes of `inpaint` becomes the patch: each is placed once and the best one is kept. Writes no file.
import { randomBytes } from "node:crypto";
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { Composition, Run } from "#shared/model/composition.ts";
import { idFromBytes, type JobId, type PatchId } from "#shared/model/ids.ts";
import type { Job } from "#shared/model/job.ts";
import type { Patch, Take } from "#shared/model/patch.ts";
import type { PlaceReport } from "#shared/pixels/compose-take.ts";
import type { OpenShelf } from "./library-session.ts";
import type { TypedInpaint } from "./parse-composite.ts";

export type ChosenTake = {
  readonly take: Take;
  readonly patch: Patch;
  /** With the patch. */
  readonly document: Composition;
  readonly report: PlaceReport;
};

const ranks: Readonly<Record<PlaceReport["verdict"], number>> = {
  placed: 0,
  unmeasured: 1,
  warned: 2,
  changed: 3,
};

/**
 * The take that agrees best with its surroundings, then the one with the quietest seam. A reply that cannot be placed is
 * told to `skip`; its error comes back only when no other take is left.
 */
export async function chooseTake(
  { compositions }: Pick<OpenShelf, "compositions">,
  wish: TypedInpaint,
  document: Composition,
  run: Run,
  takes: readonly Take[],
  skip: (take: Take, error: StudioError) => void,
): Promise<Result<ChosenTake>> {
  let best: ChosenTake | null = null;
  let last: StudioError = { kind: "selection-empty" };
  for (const take of takes) {
    const patch = patchOf(wish, run, takes, take.job);
    const tried = { ...document, patches: [...document.patches, patch] };
    const reports = await compositions.report(tried);
    if (!reports.ok) {
      if (!isOfReply(reports.error)) return reports;
      last = reports.error;
      skip(take, last);
      continue;
    }
    const report = reports.value.at(-1);
    if (report === undefined) return err({ kind: "selection-empty" });
    const isBetter =
      best === null ||
      ranks[report.verdict] < ranks[best.report.verdict] ||
      (report.verdict === best.report.verdict && report.seam < best.report.seam);
    if (isBetter) best = { take, patch, document: tried, report };
  }
  return best === null ? err(last) : ok(best);
}

/** Another take may do better. */
function isOfReply({ kind }: StudioError): boolean {
  return kind === "take-unusable" || kind === "picture-refused";
}

/** What came of the jobs, as takes. */
export function takesOf(jobs: readonly Job[], { library }: OpenShelf, hasGuide: boolean): Take[] {
  return jobs.flatMap(({ id, state, picture }) => {
    const found = state === "saved" && picture !== null ? library.get(picture) : null;
    return found?.ok === true
      ? [
          {
            job: id,
            reply: found.value.picture.asset,
            hasGuide,
            cutFrom: "below",
            measured: null,
            scores: null,
          },
        ]
      : [];
  });
}

function patchOf(wish: TypedInpaint, run: Run, takes: readonly Take[], chosen: JobId): Patch {
  const { growPx, featherPx, isStrict, keepDetail, toneAmount, multiband, nudge, isManual, opacity } =
    wish.settings;
  return {
    id: idFromBytes<PatchId>(randomBytes(8)),
    name: wish.prompt.slice(0, 80).toWellFormed(),
    prompt: wish.prompt,
    references: [],
    click: run.id,
    createdAt: run.createdAt,
    region: run.region,
    window: run.window,
    takes: [...takes],
    mix: { chosen, painted: [] },
    placement: { isManual, nudge },
    tone: { amount: toneAmount, multiband },
    edge: { growPx, featherPx, keepDetail, isStrict },
    opacity,
    isVisible: true,
  };
}

/** The run as it stays in the document, for the takes that may still come to the patch; none when all is known. */
export function doubtfulRuns(run: Run, ended: readonly Pick<Job, "id" | "state">[], patch: PatchId): Run[] {
  const jobs = ended.filter(({ state }) => state === "unknown").map(({ id }) => id);
  return jobs.length === 0 ? [] : [{ ...run, jobs, patch }];
}
