// What the codec and its workers say to each other; plain data only.
import type { PictureRefusal } from "#shared/errors/studio-error.ts";
import type { FileNotes } from "#shared/rules/recipes/file-notes.ts";
import type { MediaType, ReferenceNote } from "#shared/model/image-request.ts";

/** What a picture is by its bytes, whatever its name says. */
export type PictureFacts = {
  readonly mediaType: MediaType;
  /** As displayed, after EXIF orientation. */
  readonly widthPx: number;
  readonly heightPx: number;
  readonly bytes: number;
  /** EXIF orientation, 1 to 8; 1 is upright. */
  readonly orientation: number;
  readonly bitsPerChannel: number;
  readonly channels: number;
  readonly isCmyk: boolean;
  readonly hasAlpha: boolean;
  readonly hasColourProfile: boolean;
  /** Camera data. */
  readonly hasExif: boolean;
  /** Frames of an animation, else 1. */
  readonly frames: number;
};

/** Thumbnails that were written: px width and path of each, narrow to wide, never wider than the picture. */
export type Thumbnails = {
  readonly facts: PictureFacts;
  /** Base64, as in `Picture.thumbhash`. */
  readonly thumbhash: string;
  /** As in `Picture.perceptualHash`. */
  readonly perceptualHash: string;
  readonly files: readonly { readonly widthPx: number; readonly path: string }[];
};

/** What a picture looks like, as in `Picture.perceptualHash`. */
export type Fingerprint = { readonly facts: PictureFacts; readonly perceptualHash: string };

/** A picture ready to be sent; `notes` is empty when the bytes can go as they are, and then nothing was written. */
export type Conversion = {
  readonly facts: PictureFacts;
  readonly notes: readonly ReferenceNote[];
};

/** How a picture leaves, where its bytes do not go as they are. */
export type ExportShape = {
  readonly format: "png" | "jpeg" | "webp" | "avif";
  /** 1 to 100; nothing to a png. */
  readonly quality: number;
  /** Never larger than the picture is; null leaves it so. */
  readonly longEdgePx: number | null;
  readonly icc: "keep" | "srgb";
  /** The file's own words, a packet in their place, or none. */
  readonly xmp: "keep" | { readonly packet: string } | null;
};

/** A part of a picture as displayed, and the box that it is scaled into; null leaves either as it is. Raw is RGBA. */
export type CutShape = {
  readonly as: "raw" | "png";
  readonly crop: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  } | null;
  readonly fitPx: { readonly width: number; readonly height: number } | null;
};

/** Pixels that were written. */
export type PixelPart = { readonly partWidthPx: number; readonly partHeightPx: number };

export type ImageTask = {
  readonly path: string;
  /** What people call the file; its extension is a claim about the format. */
  readonly name: string;
  /** Refuse a file whose name claims another format than its bytes. */
  readonly isNameBinding: boolean;
} & (
  | { readonly kind: "inspect" }
  | { readonly kind: "verify" }
  | { readonly kind: "fingerprint" }
  | { readonly kind: "thumbnails"; readonly stem: string; readonly widthsPx: readonly number[] }
  | { readonly kind: "convert"; readonly target: string; readonly maxEdgePx: number }
  | { readonly kind: "png"; readonly target: string }
  | { readonly kind: "notes" }
  | { readonly kind: "export"; readonly target: string; readonly shape: ExportShape }
  | { readonly kind: "cut"; readonly target: string; readonly shape: CutShape }
  /** `path` holds raw RGB. */
  | {
      readonly kind: "page";
      readonly target: string;
      readonly widthPx: number;
      readonly heightPx: number;
      readonly dotsPerInch: number;
    }
);

export type ImageValue = PictureFacts | Thumbnails | Fingerprint | Conversion | FileNotes | PixelPart;

export type ImageAnswer =
  | { readonly ok: true; readonly value: ImageValue }
  | {
      readonly ok: false;
      readonly reason: PictureRefusal;
      readonly values: Readonly<Record<string, string | number>>;
    }
  /** The file could not be read, or the result not be written. */
  | { readonly ok: false; readonly reason: "system"; readonly code: string; readonly isWriting: boolean };
