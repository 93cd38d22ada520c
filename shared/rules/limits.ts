// Every limit the API documents, as data. The only place in the app where these numbers stand.

/** Source: the API's pages for POST /v1/images/generations and /v1/images/edits, model `gpt-image-2`. */
export const limits = {
  model: "gpt-image-2",
  size: {
    /** Both edges are multiples of this many px. */
    multiplePx: 16,
    maxEdgePx: 3840,
    /** Long side to short side. */
    maxRatio: 3,
    minPixels: 655_360,
    maxPixels: 8_294_400,
  },
  prompt: {
    generateMaxChars: 32_000,
    editMaxChars: 1_000,
  },
  compression: { min: 0, max: 100 },
  references: {
    /** One primary picture, and up to this many additional ones. */
    maxAdditional: 16,
  },
  /** Ours: takes of one click; the API makes one picture per request. */
  takes: { min: 1, max: 16 },
  /** Ours: the API documents none for `user`. */
  userMaxChars: 256,
  /** Ours: jobs of one click, fan-out included. */
  jobsPerClick: 200,
} as const;

/** The limits of a size, as the window planner and the size rules take them. */
export type SizeLimits = {
  readonly multiplePx: number;
  readonly maxEdgePx: number;
  readonly maxRatio: number;
  readonly minPixels: number;
  readonly maxPixels: number;
};

/** What people may bring in as pictures. Ours: protects memory, far above what the API makes. */
export const pictureLimits = {
  maxPixels: 268_000_000,
  /** A file this small that claims so many pixels is a decompression bomb. */
  maxPixelsPerByte: 4_000,
  maxBytes: 512 * 1024 * 1024,
  decodeTimeoutMs: 60_000,
  /** A reference with a longer edge than this is scaled down to it before it is sent. */
  referenceMaxEdgePx: 3840,
} as const;
