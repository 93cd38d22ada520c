// What the door of this folder and its worker say to each other; plain data only.
import type { Proof } from "#shared/model/composition-record.ts";
import type { CutFrom } from "#shared/model/patch.ts";
import type { RasterRegion } from "#shared/pixels/raster-region.ts";
import type { PlaceReport } from "#shared/pixels/compose-take.ts";
import type { PlaceSettings } from "#shared/pixels/place-settings.ts";
import type { Rect } from "#shared/pixels/pixel-types.ts";
import type { PictureNature } from "./decode-picture.ts";

/** A ready mask of a whole picture. */
export type MaskRegion = {
  readonly extent: Rect;
  readonly operations: [
    {
      readonly kind: "runs";
      readonly mode: "add";
      readonly source: "smart";
      readonly bounds: Rect;
      readonly runs: string;
    },
  ];
};

/** A take by its file. */
export type TakeFile = { readonly path: string };

/** A visible patch, ready to be laid in. */
export type Layer = {
  /** For sentences and layer names. */
  readonly name: string;
  readonly region: RasterRegion;
  readonly window: Rect;
  readonly settings: PlaceSettings;
  /** What its takes are placed on. */
  readonly cutFrom: CutFrom;
  readonly chosen: TakeFile;
  readonly painted: readonly (TakeFile & { readonly region: RasterRegion })[];
};

/** What is composed: base, frame, layers bottom to top. */
export type Stack = {
  readonly width: number;
  readonly height: number;
  /** Null for an empty canvas. `raw` is where its decoded samples are kept; made when missing. */
  readonly base: {
    readonly path: string;
    readonly raw: string;
    readonly x: number;
    readonly y: number;
  } | null;
  readonly layers: readonly Layer[];
};

export type CompositeTask = {
  /** An empty folder of this task's own; whoever asked removes it. */
  readonly scratch: string;
} & (
  | { readonly kind: "nature"; readonly path: string }
  /** Decodes a base where that was not done before, into `raw`. */
  | { readonly kind: "native"; readonly path: string; readonly raw: string }
  /** The bounds of what a region selects within a frame, cleaned as the pipeline cleans it (S0). */
  | { readonly kind: "bounds"; readonly region: RasterRegion; readonly frame: Rect }
  /** Reads a mask picture as a region: what is lighter than a tenth is selected, transparent is black. */
  | { readonly kind: "mask"; readonly path: string; readonly isInverted: boolean }
  /**
   * Decodes for the screen where that was not done before, and answers a part of it, reduced. `raw` keeps the full size,
   * `quarter` a fourth of each side, from which levels from 2 on are read.
   */
  | {
      readonly kind: "pixels";
      readonly path: string;
      readonly raw: string;
      readonly quarter: string;
      readonly crop: Rect | null;
      readonly level: number;
      readonly maxPixels: number;
    }
  /** Writes the window as it is sent: `window.png`, and `guide.png` with the region outlined. */
  | {
      readonly kind: "window";
      readonly stack: Stack;
      readonly window: Rect;
      readonly request: { readonly width: number; readonly height: number };
      readonly outline: RasterRegion | null;
    }
  /** Composes everything and only reports. */
  | { readonly kind: "report"; readonly stack: Stack }
  /** Composes everything into `flat.png` at full depth. */
  | {
      readonly kind: "flatten";
      readonly stack: Stack;
      readonly texts: Readonly<Record<string, string>>;
      readonly hasProofInFile: boolean;
    }
  /** As `flatten`, and then into `flat.jpeg` or `flat.webp`. */
  | {
      readonly kind: "encode";
      readonly stack: Stack;
      readonly format: "jpeg" | "webp";
      readonly quality: number;
      readonly texts: Readonly<Record<string, string>>;
      readonly hasProofInFile: boolean;
    }
  /** Layers and the composite as `flat.psd`. */
  | { readonly kind: "psd"; readonly stack: Stack; readonly hasProofInFile: boolean }
);

export type WindowAnswer = {
  readonly kind: "window";
  /** False: nothing of the document shows in it, so there is nothing to send. */
  readonly hasPixels: boolean;
};

export type CompositeAnswer =
  | { readonly kind: "native" }
  | { readonly kind: "nature"; readonly nature: PictureNature }
  | {
      readonly kind: "pixels";
      readonly width: number;
      readonly height: number;
      readonly data: Uint8Array;
      /** The picture was decoded for this. */
      readonly isFresh: boolean;
    }
  /** Null when nothing is selected. */
  | { readonly kind: "bounds"; readonly bounds: Rect | null }
  | { readonly kind: "mask"; readonly width: number; readonly height: number; readonly region: MaskRegion }
  | WindowAnswer
  | {
      readonly kind: "composed";
      readonly proof: Proof;
      readonly width: number;
      readonly height: number;
      /** One for each layer that shows, bottom to top. */
      readonly reports: readonly PlaceReport[];
    };

/** Failures that are no bugs. */
export type CompositeFailure =
  | { readonly reason: "take"; readonly name: string; readonly why: "missing" | "aspect" }
  | { readonly reason: "too-many-pixels"; readonly pixels: number; readonly limit: number }
  | { readonly reason: "side-too-long"; readonly sidePx: number; readonly limitPx: number }
  | { readonly reason: "unreadable"; readonly path: string }
  | { readonly reason: "memory" }
  /** Whoever asked took it back. */
  | { readonly reason: "cancelled" }
  | { readonly reason: "system"; readonly code: string; readonly isWriting: boolean };

/** Thrown inside the worker for what is expected to go wrong sometimes. */
export class CompositeFailed extends Error {
  readonly failure: CompositeFailure;

  constructor(failure: CompositeFailure) {
    super(failure.reason);
    this.failure = failure;
  }
}
