// What pages need of the library beside calls: files of pixels out, files from people in. The host fills it.
import type { PixelCrop, UploadPurpose, UploadReply } from "#shared/contract/media.ts";
import type { Result } from "#shared/errors/result.ts";
import type { AssetId, CompositionId } from "#shared/model/ids.ts";

/** A file that may be sent to a page. */
export interface PixelFile {
  /** Absolute; chosen by the library, never by the page. */
  readonly path: string;
  readonly mediaType: string;
}

/** Rows top to bottom, straight alpha. */
export interface DecodedPart {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** One file on its way in. */
export interface Upload {
  readonly purpose: UploadPurpose;
  /** A file name without folders; for people and for the sentence on failure. */
  readonly name: string;
  /** Ends with an error of the name `UploadTooLarge` when more bytes come than are allowed. */
  readonly body: AsyncIterable<Uint8Array>;
  readonly signal: AbortSignal;
}

export interface PixelPort {
  readonly findAsset: (asset: AssetId) => Promise<Result<PixelFile>>;
  /** A WebP of one of the widths that are made; made now if it is not there yet. */
  readonly findThumbnail: (asset: AssetId, widthPx: number) => Promise<Result<PixelFile>>;
  /** Decoded pixels: RGBA8 of a part of the picture, halved `level` times. */
  readonly decodePixels: (
    asset: AssetId,
    crop: PixelCrop | null,
    level: number,
    maxPixels: number,
  ) => Promise<Result<DecodedPart>>;
  /** A file that was made for a page to fetch; null when it is gone. */
  readonly findExport: (token: string) => (PixelFile & { readonly name: string }) | null;
  /** A document's cover; null where there is none. */
  readonly findCover: (id: CompositionId) => PixelFile | null;
  readonly receiveUpload: (upload: Upload) => Promise<UploadReply>;
}
