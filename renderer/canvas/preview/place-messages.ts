// What the page and the placing worker say to each other. Everything is plain data; bitmaps and arrays are transferred.
import type { StagePicture } from "#renderer/canvas/stage/stage-scene.ts";
import type { AssetId, JobId, PatchId } from "#shared/model/ids.ts";
import type { CutFrom } from "#shared/model/patch.ts";
import type { RectPx, Region } from "#shared/model/region.ts";
import type { PlaceReport } from "#shared/pixels/compose-take.ts";
import type { ChangeIslands } from "#shared/pixels/extend-selection.ts";
import type { Verdict } from "#shared/pixels/gate-take.ts";
import type { PlaceSettings } from "#shared/pixels/place-settings.ts";

/** The picture that everything lies on; null asset: nothing but transparency. Document px. */
export type PlaceBase = {
  readonly asset: AssetId | null;
  readonly rect: RectPx;
  /** All pixels of the document. */
  readonly frame: RectPx;
};

/** A region with a number that is the same only for the same operations. */
export type KeyedRegion = { readonly key: number; readonly region: Region };

/** `hasGuide`: the outline of a guide picture may have come back in it. */
export type TakeSource = { readonly job: JobId; readonly reply: AssetId; readonly hasGuide: boolean };

/** One patch, or a take that may become one. */
export type PlaceLayer = {
  readonly id: PatchId;
  readonly window: RectPx;
  readonly region: KeyedRegion;
  readonly settings: PlaceSettings;
  /** What it is placed on. */
  readonly cutFrom: CutFrom;
  readonly chosen: TakeSource;
  readonly painted: readonly (TakeSource & { readonly mask: KeyedRegion })[];
};

/** Which pixels a picture over the document shows. */
export type OverlayKind = "difference" | "changed" | "depth";

export type PlaceTask =
  /** The patches that show, bottom to top. `isDraft`: a slider is being dragged, the kept measurement will do. */
  | {
      readonly kind: "stack";
      readonly base: PlaceBase;
      readonly layers: readonly PlaceLayer[];
      readonly isDraft: boolean;
    }
  /** The same while a slider is dragged, at reduced size where that is quicker. For the eye only. */
  | { readonly kind: "preview"; readonly base: PlaceBase; readonly layers: readonly PlaceLayer[] }
  /** A take above the layers given. */
  | {
      readonly kind: "take";
      readonly base: PlaceBase;
      readonly layers: readonly PlaceLayer[];
      readonly take: PlaceLayer;
    }
  /** A view over the layers given. */
  | {
      readonly kind: "overlay";
      readonly base: PlaceBase;
      readonly layers: readonly PlaceLayer[];
      readonly overlay: OverlayKind;
    }
  /** The selection that holds what crosses its border; of the top one of the layers. */
  | { readonly kind: "extend"; readonly base: PlaceBase; readonly layers: readonly PlaceLayer[] }
  /** What a reply to an edit of everything changed, in islands. */
  | {
      readonly kind: "islands";
      readonly base: PlaceBase;
      readonly layers: readonly PlaceLayer[];
      readonly take: PlaceLayer;
    };

export type PlaceOutcome =
  /** `guideLeak`: how much of the guide's outline the reply drew, 0..1. */
  | { readonly kind: "placed"; readonly report: PlaceReport; readonly guideLeak: number }
  | { readonly kind: "refused"; readonly reason: "aspect" | "empty-selection" }
  /** The pixels could not be had. */
  | { readonly kind: "missing"; readonly what: "base" | "reply" }
  | { readonly kind: "memory-short" };

/** Pixels to show: clear where the document shows. */
export type PlacedPicture = Pick<StagePicture, "levels" | "rect">;

export type PlacedLayer = {
  readonly id: PatchId;
  readonly outcome: PlaceOutcome;
  /** Rises with each new result of this layer. */
  readonly stamp: number;
  /** Null when the result is the one that was sent before, or shows nothing. */
  readonly picture: PlacedPicture | null;
  readonly isSame: boolean;
};

/** What a slider shows of one layer: colours with α, to be stretched over their place. As in `PlacedLayer`; no report. */
export type PreviewedLayer = Pick<PlacedLayer, "id" | "picture" | "isSame">;

/** What a reply to an edit of everything changed, in window px; "changed" when it is another picture altogether. */
export type FoundChanges = {
  readonly kind: "found";
  readonly found: ChangeIslands;
  readonly verdict: Verdict;
};

export type PlaceAnswer =
  | { readonly kind: "stack"; readonly layers: readonly PlacedLayer[] }
  /** Null: more than a slider changed, only laying shows it. */
  | { readonly kind: "preview"; readonly layers: readonly PreviewedLayer[] | null }
  | { readonly kind: "take"; readonly layer: PlacedLayer }
  /** `steps`: which of `depthSteps` occur, lowest first; none in the other views. */
  | {
      readonly kind: "overlay";
      readonly pictures: readonly PlacedPicture[];
      readonly changedPixels: number;
      readonly steps: readonly number[];
    }
  | { readonly kind: "extend"; readonly selection: { readonly bounds: RectPx; readonly runs: string } | null }
  | { readonly kind: "islands"; readonly result: FoundChanges | PlaceOutcome };

export type PlaceCall = { readonly call: number; readonly task: PlaceTask };
export type PlaceReply =
  | { readonly call: number; readonly answer: PlaceAnswer | null }
  /** Before the answer to a "stack": a layer that was never shown stands. */
  | { readonly call: number; readonly laid: PlacedLayer };
