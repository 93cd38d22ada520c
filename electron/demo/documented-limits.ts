// The numbers and words of the two API documents, as the demo engine enforces them. Kept apart from the
// client's own table on purpose: a stand-in that shared the client's table would share its mistakes.

/** Which of the two documented calls a request is for. */
export type Endpoint = "generations" | "edits";

/** The path of each documented call. */
export const ENDPOINT_PATHS = {
  "/v1/images/generations": "generations",
  "/v1/images/edits": "edits",
} as const satisfies Record<string, Endpoint>;

/** Every limit of both documents. Lengths in characters, edges and areas in pixels; ranges are inclusive. */
export const DOCUMENTED_LIMITS = {
  model: "gpt-image-2",
  promptCharacters: { generations: 32_000, edits: 1_000 },
  size: { edgeMultiplePx: 16, maxEdgePx: 3_840, maxRatio: 3, minPixels: 655_360, maxPixels: 8_294_400 },
  n: { generations: { min: 1, max: 1 }, edits: { min: 1, max: Number.POSITIVE_INFINITY } },
  additionalReferences: { min: 1, max: 16 },
  compression: { min: 0, max: 100 },
  partialImages: { min: 0, max: 3 },
  outputFormats: ["png", "jpeg", "webp"],
  responseFormats: ["b64_json", "url"],
  qualities: ["low", "medium", "high", "auto"],
  moderations: ["auto", "low"],
  backgrounds: ["opaque", "auto"],
} as const;

export type OutputFormat = (typeof DOCUMENTED_LIMITS.outputFormats)[number];
export type ResponseFormat = (typeof DOCUMENTED_LIMITS.responseFormats)[number];

/** The parameters each document names; any other one is refused as unknown. */
export const DOCUMENTED_PARAMETERS = {
  generations: [
    "model",
    "prompt",
    "n",
    "size",
    "background",
    "moderation",
    "quality",
    "stream",
    "style",
    "output_format",
    "output_compression",
    "partial_images",
    "response_format",
    "user",
  ],
  edits: [
    "model",
    "prompt",
    "image",
    "images",
    "n",
    "size",
    "response_format",
    "output_format",
    "output_compression",
    "background",
    "quality",
    "mask",
    "input_image_mask",
    "input_fidelity",
    "user",
    // The page on generations says of these that they are accepted without effect; edits take them likewise.
    "stream",
    "partial_images",
    "style",
  ],
} as const satisfies Record<Endpoint, readonly string[]>;
