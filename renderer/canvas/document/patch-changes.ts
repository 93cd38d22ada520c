// What can be done to a document, as pure functions from one snapshot to the next. A change that changes nothing gives
// back the same object, so that history and views can compare by identity.
import type { Composition, Run } from "#shared/model/composition.ts";
import type { ClickId, JobId, PatchId } from "#shared/model/ids.ts";
import type { Edge, Measured, Patch, Placement, Take, TakeScores, Tone } from "#shared/model/patch.ts";
import { emptyRegion, extendRegion, type RegionOperation } from "#shared/model/region.ts";

/** What may be tuned on a patch without a request; the named entries replace the old ones. */
export type PatchTuning = {
  readonly edge?: Partial<Edge>;
  readonly tone?: Partial<Tone>;
  readonly placement?: { readonly isManual?: boolean; readonly nudge?: Partial<Placement["nudge"]> };
  readonly opacity?: number;
};

/** The patch of an id; undefined when the document has none. */
export function findPatch(composition: Composition, id: PatchId): Patch | undefined {
  return composition.patches.find((patch) => patch.id === id);
}

/** Changes one patch; the same document when it is not there or stays as it is. */
export function changePatch(
  composition: Composition,
  id: PatchId,
  change: (patch: Patch) => Patch,
): Composition {
  const index = composition.patches.findIndex((patch) => patch.id === id);
  const patch = composition.patches[index];
  const changed = patch === undefined ? undefined : change(patch);
  if (changed === undefined || changed === patch) return composition;
  return { ...composition, patches: composition.patches.with(index, changed) };
}

/** Lays a patch on top, or at a place from the bottom. */
export function addPatch(composition: Composition, patch: Patch, index = Infinity): Composition {
  const at = Math.min(composition.patches.length, Math.max(0, index));
  return { ...composition, patches: composition.patches.toSpliced(at, 0, patch) };
}

export function deletePatch(composition: Composition, id: PatchId): Composition {
  if (findPatch(composition, id) === undefined) return composition;
  return { ...composition, patches: composition.patches.filter((patch) => patch.id !== id) };
}

/** Puts a patch at a place counted from the bottom (0). */
export function movePatch(composition: Composition, id: PatchId, toIndex: number): Composition {
  const from = composition.patches.findIndex((patch) => patch.id === id);
  const patch = composition.patches[from];
  const to = Math.min(composition.patches.length - 1, Math.max(0, toIndex));
  if (patch === undefined || from === to) return composition;
  return { ...composition, patches: composition.patches.toSpliced(from, 1).toSpliced(to, 0, patch) };
}

/** The patch with some of its settings changed. */
export function tunePatch(patch: Patch, tuning: PatchTuning): Patch {
  const { edge, tone, placement, opacity } = tuning;
  return {
    ...patch,
    edge: { ...patch.edge, ...edge },
    tone: { ...patch.tone, ...tone },
    placement: {
      isManual: placement?.isManual ?? patch.placement.isManual,
      nudge: { ...patch.placement.nudge, ...placement?.nudge },
    },
    opacity: opacity ?? patch.opacity,
  };
}

/** Shows another take of the patch. Painted parts stay. A job that is not among its takes changes nothing. */
export function chooseTake(patch: Patch, job: JobId): Patch {
  if (patch.mix.chosen === job || !patch.takes.some((take) => take.job === job)) return patch;
  return { ...patch, mix: { ...patch.mix, chosen: job } };
}

/**
 * Paints with a take: what the operation does to where it shows. Where it adds, no other painted take shows any more; that
 * is all there is to painting with the chosen take itself.
 */
export function paintWith(patch: Patch, job: JobId, operation: RegionOperation): Patch {
  const covers = "mode" in operation && (operation.mode === "add" || operation.mode === "replace");
  const others = patch.mix.painted
    .filter((part) => part.job !== job)
    .map((part) =>
      covers ? { ...part, region: extendRegion(part.region, { ...operation, mode: "subtract" }) } : part,
    );
  const own = patch.mix.painted.find((part) => part.job === job);
  const isChosen = patch.mix.chosen === job;
  if ((isChosen && others.length === 0) || !patch.takes.some((take) => take.job === job)) return patch;
  const region = extendRegion(own?.region ?? emptyRegion(patch.region.extent), operation);
  const painted = isChosen && own === undefined ? others : [...others, { job, region }];
  return { ...patch, mix: { ...patch.mix, painted } };
}

/** Only the chosen take shows. */
export function clearPainting(patch: Patch): Patch {
  return patch.mix.painted.length === 0 ? patch : { ...patch, mix: { ...patch.mix, painted: [] } };
}

/** Adds takes that came later; those of a job that is there already are left out. */
export function addTakes(patch: Patch, takes: readonly Take[]): Patch {
  const fresh = takes.filter((take) => !patch.takes.some((known) => known.job === take.job));
  return fresh.length === 0 ? patch : { ...patch, takes: [...patch.takes, ...fresh] };
}

/** Notes what placing a take found. */
export function recordTake(
  patch: Patch,
  job: JobId,
  measured: Measured | null,
  scores: TakeScores | null,
): Patch {
  const index = patch.takes.findIndex((take) => take.job === job);
  const take = patch.takes[index];
  if (take === undefined) return patch;
  return { ...patch, takes: patch.takes.with(index, { ...take, measured, scores }) };
}

/** Adds a run, or replaces the one of the same click; at a place counted from the oldest (0), or as the newest. */
export function putRun(composition: Composition, run: Run, at = Number.POSITIVE_INFINITY): Composition {
  const others = composition.runs.filter(({ id }) => id !== run.id);
  return { ...composition, runs: others.toSpliced(at, 0, run) };
}

export function closeRun(composition: Composition, id: ClickId): Composition {
  if (!composition.runs.some((run) => run.id === id)) return composition;
  return { ...composition, runs: composition.runs.filter((run) => run.id !== id) };
}
