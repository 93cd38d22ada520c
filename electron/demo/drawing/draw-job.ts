// What goes to a drawing worker and what comes back; everything here survives a structured clone.
import type { PixelSize } from "#electron/demo/check-size.ts";
import type { OutputFormat } from "#electron/demo/documented-limits.ts";

/** How far an edit strays from its primary picture. */
export type DriftLevel = "none" | "mild" | "typical" | "severe";

/** One picture to draw. With pictures it is an edit of the first one. */
export interface DrawJob {
  readonly prompt: string;
  readonly size: PixelSize | "auto";
  readonly format: OutputFormat;
  readonly compression: number | undefined;
  readonly pictures: readonly Uint8Array[];
  readonly drift: DriftLevel;
  /** 32 bits; the same job with the same variation gives the same bytes. */
  readonly variation: number;
  /** Draw a bare gradient instead of a scene, and do not drift: for callers that measure everything else. */
  readonly isPlain: boolean;
  /** Draw another legal size than the one asked for. */
  readonly isWrongSize: boolean;
}

/** A drawn picture with the sizes of all pictures that went in, or which picture did not decode. */
export type DrawResult =
  | {
      readonly ok: true;
      readonly bytes: Uint8Array<ArrayBuffer>;
      readonly size: PixelSize;
      readonly inputs: readonly PixelSize[];
    }
  | { readonly ok: false; readonly badPicture: number };
