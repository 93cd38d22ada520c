// What a picture's file loses on its way out, told from its header: of a document on the canvas and of a picture that is
// exported from the gallery. The one list, so that both say the same of the same.
import type { Loss } from "#shared/model/composition-record.ts";
import type { MediaType } from "#shared/model/image-request.ts";

/** What a header says that a way out may not carry. */
export type FileNature = {
  readonly bitsPerChannel: number;
  readonly isGrey: boolean;
  readonly hasAlpha: boolean;
  readonly isCmyk: boolean;
  /** Frames of an animation, else 1. */
  readonly frames: number;
  readonly hasProfile: boolean;
  readonly hasExif: boolean;
};

export type DocumentWay = "opening" | "flatten" | "png" | "jpeg" | "webp" | "psd" | "copy";

/** How an exported picture is written; `null` for px keeps its size. */
export type ExportWish = {
  readonly format: "original" | "png" | "jpeg" | "webp" | "avif";
  readonly longEdgePx: number | null;
  readonly icc: "keep" | "srgb";
};

export type ExportedFormat = Exclude<ExportWish["format"], "original">;

type Exported = { readonly mediaType: MediaType; readonly widthPx: number; readonly heightPx: number };

const names = {
  deep: "reduced-to-8-bit",
  alpha: "alpha-flattened",
  lossy: "lossy-encoding",
  profile: "profile-converted",
  grey: "grey-as-colour",
  cmyk: "cmyk-converted",
  frames: "first-frame-only",
  exif: "exif-dropped",
} as const satisfies Record<string, Loss>;

/** Those that are true, in the order given. */
function listTrue(facts: Partial<Record<keyof typeof names, boolean>>): Loss[] {
  return Object.entries(facts).flatMap(([name, isTrue]) =>
    isTrue ? [names[name as keyof typeof names]] : [],
  );
}

const isDeep = (nature: FileNature | null): boolean => nature !== null && nature.bitsPerChannel > 8;

/** What opening a picture loses, and each way out of a document on it; `nature` is null for a blank one. */
export function lossesOfDocument(
  nature: FileNature | null,
  hasAlpha: boolean,
): Readonly<Record<DocumentWay, Loss[]>> {
  const deep = isDeep(nature);
  // These are written as RGB, which a profile for grey does not describe. A colour profile goes along everywhere.
  const grey = nature?.isGrey ?? false;
  const profile = grey && (nature?.hasProfile ?? false);
  const exif = nature?.hasExif ?? false;
  const isStripped = exif || (nature?.hasProfile ?? false);
  return {
    opening: listTrue({ cmyk: nature?.isCmyk ?? false, frames: (nature?.frames ?? 1) > 1 }),
    flatten: listTrue({ grey }),
    png: listTrue({ grey }),
    jpeg: listTrue({ lossy: true, deep, profile, alpha: hasAlpha }),
    webp: listTrue({ lossy: true, deep, profile }),
    psd: listTrue({ deep, profile, exif }),
    copy: [...listTrue({ deep }), ...(isStripped ? (["clipboard-strips"] as const) : [])],
  };
}

/** What a picture that leaves the gallery loses; nothing where its bytes go as they are. */
export function lossesOfExport(picture: Exported, nature: FileNature, wish: ExportWish): readonly Loss[] {
  const format = exportedAs(picture, wish);
  if (format === null) return [];
  const isPng = format === "png";
  return listTrue({
    cmyk: nature.isCmyk,
    frames: nature.frames > 1,
    deep: !isPng && isDeep(nature),
    lossy: !isPng,
    profile: !isPng && wish.icc === "keep" && nature.isGrey && nature.hasProfile,
    alpha: format === "jpeg" && nature.hasAlpha,
    exif: nature.hasExif,
  });
}

/**
 * The format that a picture is encoded in anew, or null where its bytes are copied: unscaled, in its own colours, and as
 * it is or PNG out of PNG. A quality asks a JPEG, WebP or AVIF to be written anew. Nothing writes GIFs.
 */
export function exportedAs(
  picture: Exported,
  { format, longEdgePx, icc }: ExportWish,
): ExportedFormat | null {
  const isScaled = longEdgePx !== null && longEdgePx < Math.max(picture.widthPx, picture.heightPx);
  const own = ownFormats[picture.mediaType];
  const isOwn = format === "original" || (format === "png" && picture.mediaType === "image/png");
  if (isOwn && !isScaled && icc === "keep") return null;
  return format === "original" ? own : format;
}

const ownFormats: Readonly<Record<MediaType, ExportedFormat>> = {
  "image/png": "png",
  "image/jpeg": "jpeg",
  "image/webp": "webp",
  "image/avif": "avif",
  "image/gif": "png",
};
