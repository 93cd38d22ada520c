// What a tool is in the middle of, for the stage to draw. Never part of the document.
import type { Margins } from "#shared/model/composition.ts";
import type { PatchId } from "#shared/model/ids.ts";
import type { RectPx, RegionMode, StrokeOperation } from "#shared/model/region.ts";
import type { DocPoint } from "./doc-point.ts";

export type CanvasDraft =
  | { readonly kind: "stroke"; readonly operation: StrokeOperation }
  /** Document px; edges may lie between pixels. */
  | {
      readonly kind: "rectangle" | "ellipse";
      readonly mode: RegionMode;
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    }
  /** An open outline; `anchors` are corners that were set, `tail` leads to the pointer. */
  | {
      readonly kind: "path";
      readonly mode: RegionMode;
      readonly points: readonly DocPoint[];
      readonly anchors: readonly DocPoint[];
      readonly tail: readonly DocPoint[];
      /** True when a press here closes it. */
      readonly isClosing: boolean;
    }
  | { readonly kind: "scribble"; readonly points: readonly DocPoint[]; readonly radiusPx: number }
  | { readonly kind: "marquee"; readonly rect: RectPx }
  /** The content of a patch is being moved or scaled by its handles. */
  | { readonly kind: "handles"; readonly patch: PatchId }
  /** Another frame for the document: px added on each side. */
  | { readonly kind: "frame"; readonly margins: Margins };

/** What the pointer looks like over the stage. */
export type CanvasCursor =
  | { readonly kind: "css"; readonly name: string }
  /** A circle of the brush's size, with the sign of its mode. */
  | {
      readonly kind: "brush";
      readonly radiusPx: number;
      readonly hardness: number;
      readonly mode: RegionMode;
    };
