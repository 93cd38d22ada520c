// From the document to what the placing worker lays: patches that show, bottom to top, with numbers in place of regions.
import { frameOf, type Composition, type Run } from "#shared/model/composition.ts";
import type { AssetId, JobId, PatchId } from "#shared/model/ids.ts";
import {
  chosenTake,
  defaultEdge,
  defaultPlacement,
  defaultTone,
  placeSettingsOf,
  takeOf,
  type Patch,
} from "#shared/model/patch.ts";
import type { Region } from "#shared/model/region.ts";
import type { KeyedRegion, PlaceBase, PlaceLayer } from "./place-messages.ts";

const keys = new WeakMap<Region["operations"], number>();
let lastKey = 0;

/** Numbers a region by the identity of its operations: documents share what did not change. */
export function keyRegion(region: Region): KeyedRegion {
  let key = keys.get(region.operations);
  if (key === undefined) {
    key = ++lastKey;
    keys.set(region.operations, key);
  }
  return { key, region };
}

export function baseOf(composition: Composition): PlaceBase {
  const { base } = composition;
  const frame = frameOf(composition);
  return base.kind === "picture"
    ? {
        asset: base.asset,
        rect: { x: 0, y: 0, width: base.sizePx.widthPx, height: base.sizePx.heightPx },
        frame,
      }
    : { asset: null, rect: { x: 0, y: 0, width: 0, height: 0 }, frame };
}

export function layerOf(patch: Patch): PlaceLayer {
  const chosen = chosenTake(patch);
  return {
    id: patch.id,
    window: patch.window.rect,
    region: keyRegion(patch.region),
    settings: placeSettingsOf(patch),
    cutFrom: chosen.cutFrom,
    chosen: { job: chosen.job, reply: chosen.reply, hasGuide: chosen.hasGuide },
    painted: patch.mix.painted.flatMap(({ job, region }) => {
      const take = takeOf(patch, job);
      return take === undefined
        ? []
        : [{ job, reply: take.reply, hasGuide: take.hasGuide, mask: keyRegion(region) }];
    }),
  };
}

/** The patches that show, up to a patch that is left out with all above it. */
export function layersOf(composition: Composition, below: PatchId | null = null): PlaceLayer[] {
  const end = below === null ? -1 : composition.patches.findIndex(({ id }) => id === below);
  const patches = end === -1 ? composition.patches : composition.patches.slice(0, end);
  return patches.filter(({ isVisible }) => isVisible).map(layerOf);
}

/** A take of a run, as it would lie with the settings it begins with, or with those of the patch that is asked again. */
export function candidateOf(
  run: Pick<Run, "region" | "window" | "hasGuide" | "cutFrom">,
  take: { readonly job: JobId; readonly reply: AssetId },
  patch: Patch | null,
): PlaceLayer {
  return {
    // Each candidate is a layer of its own to the worker.
    id: take.job as string as PatchId,
    window: run.window.rect,
    region: keyRegion(run.region),
    settings:
      patch === null
        ? placeSettingsOf({ placement: defaultPlacement, tone: defaultTone, edge: defaultEdge, opacity: 1 })
        : placeSettingsOf(patch),
    cutFrom: run.cutFrom,
    chosen: { ...take, hasGuide: run.hasGuide },
    painted: [],
  };
}
