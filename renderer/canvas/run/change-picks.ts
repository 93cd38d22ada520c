// What a take changed, and which of it is kept: asked of the worker once for each take, then chosen by the designer. For an
// edit of everything the kept changes are the take's region; for any other take they are added to what is selected.
import type { TakeInHand } from "#renderer/canvas/preview/preview.ts";
import type { FoundChanges } from "#renderer/canvas/preview/place-messages.ts";
import { selectKept } from "#renderer/canvas/tools/change-islands.ts";
import type { Run } from "#shared/model/composition.ts";
import { emptyRegion, extendRegion, type Region } from "#shared/model/region.ts";

export type ChangePick = {
  readonly changes: FoundChanges;
  /** Labels. */
  readonly kept: ReadonlySet<number>;
  /** What the kept ones select. */
  readonly region: Region;
};

/** All that changed. `isChosen` keeps all of it, else none is kept yet. */
export function startPick(take: TakeInHand, changes: FoundChanges, isChosen: boolean): ChangePick {
  const labels = isChosen ? changes.found.islands.map(({ label }) => label) : [];
  return pickOf(take, changes, new Set(labels));
}

/** The pick with other changes kept; the same one when nothing is different. */
export function keepChanges(take: TakeInHand, pick: ChangePick, kept: ReadonlySet<number>): ChangePick {
  const isSame = kept.size === pick.kept.size && [...kept].every((label) => pick.kept.has(label));
  return isSame ? pick : pickOf(take, pick.changes, kept);
}

/** The kept changes with one more, or without it. */
export function toggleLabel(kept: ReadonlySet<number>, label: number): ReadonlySet<number> {
  const next = new Set(kept);
  if (!next.delete(label)) next.add(label);
  return next;
}

/** A run as it stands for one of its takes: an edit of everything is for what is kept of that take. */
export function runAsPicked(run: Run, pick: ChangePick | undefined): Run {
  return run.scope === "selection" || pick === undefined ? run : { ...run, region: pick.region };
}

function pickOf({ run }: TakeInHand, changes: FoundChanges, kept: ReadonlySet<number>): ChangePick {
  const empty = emptyRegion(run.region.extent);
  const operation = selectKept(changes.found, run.window.rect, kept, "replace");
  return { changes, kept, region: operation === null ? empty : extendRegion(empty, operation) };
}
