// Documents and patches for tests.
import { createComposition, type Composition } from "#shared/model/composition.ts";
import type { AssetId, ClickId, CompositionId, JobId, PatchId } from "#shared/model/ids.ts";
import { defaultEdge, defaultPlacement, defaultTone, type Patch } from "#shared/model/patch.ts";

export const jobId = (n: number) => n.toString(16).padStart(16, "0") as JobId;
export const patchId = (n: number) => n.toString(16).padStart(16, "a") as PatchId;
export const clickId = (n: number) => n.toString(16).padStart(16, "c") as ClickId;
export const assetId = (n: number) => n.toString(16).padStart(64, "0") as AssetId;

export function makePatch(n: number): Patch {
  return {
    id: patchId(n),
    name: `Patch ${n}`,
    prompt: "a red kite",
    references: [],
    click: clickId(n),
    createdAt: 1_760_000_000_000 + n,
    region: {
      extent: { x: 0, y: 0, width: 900, height: 700 },
      operations: [{ kind: "rectangle", mode: "add", x: 10, y: 20, width: 300, height: 200 }],
    },
    window: {
      rect: { x: 0, y: 0, width: 800, height: 640 },
      request: { width: 800, height: 640 },
      scaleX: 1,
      scaleY: 1,
      isNative: true,
      pad: { left: 0, top: 0, right: 0, bottom: 0 },
    },
    takes: [1, 2, 3].map((k) => ({
      job: jobId(10 * n + k),
      reply: assetId(10 * n + k),
      hasGuide: false,
      cutFrom: "below" as const,
      measured: null,
      scores: null,
    })),
    mix: { chosen: jobId(10 * n + 1), painted: [] },
    placement: defaultPlacement,
    tone: defaultTone,
    edge: defaultEdge,
    opacity: 1,
    isVisible: true,
  };
}

export function makeComposition(patches = 0): Composition {
  const empty = createComposition("00000000000000aa" as CompositionId, "Kite", {
    widthPx: 900,
    heightPx: 700,
  });
  return { ...empty, patches: Array.from({ length: patches }, (_, i) => makePatch(i + 1)) };
}
