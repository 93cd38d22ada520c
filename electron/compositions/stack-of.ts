// From a document to what is composed: visible patches with the files of their takes. What is composed counts from the
// first pixel of the frame, a document from that of its base.
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { Composition } from "#shared/model/composition.ts";
import type { AssetId, PatchId } from "#shared/model/ids.ts";
import { chosenTake, placeSettingsOf, takeOf, type Patch } from "#shared/model/patch.ts";
import { shiftRegion } from "#shared/model/region.ts";
import type { Layer, Stack } from "./composite-task.ts";
import type { BaseFile } from "./base-file.ts";
import type { CompositionPorts } from "./ports.ts";

export type StackParts = {
  readonly findAsset: CompositionPorts["findAsset"];
  /** Where decoded samples of an asset are kept. */
  readonly rawPath: (asset: AssetId) => string;
};

/** All visible patches, or only those below one. Errors: `base-unusable`, `take-unusable`. */
export async function stackOf(
  document: Composition,
  base: BaseFile,
  below: PatchId | null,
  { findAsset, rawPath }: StackParts,
): Promise<Result<Stack>> {
  if (base.state === "missing" || base.state === "changed")
    return err({ kind: "base-unusable", name: document.name, reason: base.state });
  const end = below === null ? -1 : document.patches.findIndex(({ id }) => id === below);
  const patches = end === -1 ? document.patches : document.patches.slice(0, end);
  const layers: Layer[] = [];
  for (const patch of patches) {
    if (!patch.isVisible || patch.opacity === 0) continue;
    const layer = await layerOf(patch, document.origin, findAsset);
    if (layer === null) return err({ kind: "take-unusable", patch: patch.name, reason: "missing" });
    layers.push(layer);
  }
  const { sizePx, origin } = document;
  return ok({
    width: sizePx.widthPx,
    height: sizePx.heightPx,
    base:
      base.state === "there" && document.base.kind === "picture"
        ? { path: base.path, raw: rawPath(document.base.asset), x: -origin.x, y: -origin.y }
        : null,
    layers,
  });
}

async function layerOf(
  patch: Patch,
  { x, y }: Composition["origin"],
  findAsset: CompositionPorts["findAsset"],
): Promise<Layer | null> {
  const take = chosenTake(patch);
  const chosen = await findAsset(take.reply);
  if (chosen === null) return null;
  const painted = [];
  for (const part of patch.mix.painted) {
    const other = takeOf(patch, part.job);
    const file = other === undefined ? null : await findAsset(other.reply);
    if (file === null) return null;
    painted.push({ path: file.path, region: shiftRegion(part.region, -x, -y) });
  }
  return {
    name: patch.name,
    region: shiftRegion(patch.region, -x, -y),
    window: { ...patch.window.rect, x: patch.window.rect.x - x, y: patch.window.rect.y - y },
    settings: placeSettingsOf(patch),
    cutFrom: take.cutFrom,
    chosen: { path: chosen.path },
    painted,
  };
}
