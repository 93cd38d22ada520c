// Smart select: a rough stroke over a thing; what belongs to it is found elsewhere (a cut of the picture's graph).
import { quantise, docPoint, type DocPoint } from "#renderer/canvas/document/doc-point.ts";
import type { RegionMode } from "#shared/model/region.ts";
import { modeFor, rest, type Tool } from "./tool.ts";

type SmartState = { readonly mode: RegionMode; readonly points: readonly DocPoint[] } | null;

export function smartTool(): Tool<SmartState> {
  return {
    start: null,
    reduce: (state, input, { settings }) => {
      const { radiusPx } = settings.smart;
      const draftOf = (next: SmartState) =>
        next === null ? null : ({ kind: "scribble", points: next.points, radiusPx } as const);
      if (input.kind === "key") return input.key === "cancel" ? rest(null) : rest(state, draftOf(state));
      if (input.kind !== "pointer") return rest(state, draftOf(state));
      const { pointer } = input;
      const at = docPoint(quantise(pointer.at.x), quantise(pointer.at.y));
      if (pointer.kind === "cancel") return rest(null);
      if (pointer.kind === "down") {
        const next = { mode: modeFor(settings, pointer), points: [at] };
        return rest(next, draftOf(next));
      }
      if (state === null) return rest(state);
      if (pointer.kind === "move") {
        const last = state.points.at(-1) ?? at;
        const isFar = Math.hypot(at.x - last.x, at.y - last.y) >= Math.max(1, radiusPx / 4);
        const next = isFar ? { ...state, points: [...state.points, at] } : state;
        return rest(next, draftOf(next));
      }
      if (pointer.kind !== "up") return rest(state, draftOf(state));
      const { mode, points } = state;
      return { state: null, draft: null, deeds: [{ kind: "segment", points, radiusPx, mode }] };
    },
    cursor: ({ settings }, held) => ({
      kind: "brush",
      radiusPx: settings.smart.radiusPx,
      hardness: 1,
      mode: modeFor(settings, held),
    }),
  };
}
