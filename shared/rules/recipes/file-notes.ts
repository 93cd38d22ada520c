// What a picture's file says beside its pixels, as plain text: what recipes are read from.

/** The words of one file, each bounded by `noteLimits`. */
export type FileNotes = {
  /** Text chunks of a PNG in the file's order. */
  readonly texts: readonly { readonly keyword: string; readonly text: string }[];
  /** The XMP packet; null for none. */
  readonly xmp: string | null;
  /** EXIF, each empty where the file has none. */
  readonly description: string;
  readonly userComment: string;
  readonly software: string;
};

/** More than this is not read (I1): a recipe is words, and a file that says otherwise is up to something. */
export const noteLimits = { oneChars: 1_000_000, texts: 64 } as const;
