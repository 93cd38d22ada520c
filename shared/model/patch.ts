// A patch: one accepted edit, live for ever. What was asked, where, every take that came, and how the chosen one is laid
// in. All of it JSON; pixels are asset ids.
import { z } from "zod";
import { assetIdSchema, clickIdSchema, jobIdSchema, patchIdSchema, type JobId } from "./ids.ts";
import { referenceSchema } from "./image-request.ts";
import { rectPxSchema, regionSchema } from "./region.ts";

const finite = z.number();

/** What is sent to the model: a part of the document and the request it becomes (the shape of `PlannedWindow`). */
export const patchWindowSchema = z.object({
  /** Document px; sticks out of the picture only where `pad` says so. */
  rect: rectPxSchema,
  /** Size asked for, px. */
  request: z.object({ width: z.number().int().positive(), height: z.number().int().positive() }),
  /** Request px per document px. */
  scaleX: finite.positive(),
  scaleY: finite.positive(),
  /** True when nothing is resampled. */
  isNative: z.boolean(),
  /** Pixels on each side that are not in the picture and are filled by reflection. */
  pad: z.object({
    left: z.number().int().min(0),
    top: z.number().int().min(0),
    right: z.number().int().min(0),
    bottom: z.number().int().min(0),
  }),
});
export type PatchWindow = Readonly<z.infer<typeof patchWindowSchema>>;

/** Maps window px to reply px: x' = a·x + b·y + e, y' = c·x + d·y + f. */
export const affineSchema = z.object({ a: finite, b: finite, c: finite, d: finite, e: finite, f: finite });

/** What registration found (shared/pixels: `Registration`, `Verdict`). */
export const measuredSchema = z.object({
  /** "refused": another aspect, it cannot be placed at all. */
  verdict: z.enum(["placed", "warned", "changed", "unmeasured", "refused"]),
  outcome: z.enum(["aligned", "identity", "out-of-limits", "unmeasured"]),
  affine: affineSchema,
  /** Correlation of gradients outside the selection, -1..1. */
  ncc: z.number().min(-1).max(1),
  /** Brightness: reply = gain · original + bias (8-bit levels). */
  gain: finite,
  bias: finite,
  /** Root mean square of the local flow, px. */
  flowPx: finite.min(0),
  isResized: z.boolean(),
});
export type Measured = Readonly<z.infer<typeof measuredSchema>>;

/** What the takes strip shows and the proof says. */
export const takeScoresSchema = z.object({
  /** Mean ΔE00 across the edge. */
  seam: finite.min(0),
  /** Largest motion of a corner of the window, px. */
  driftPx: finite.min(0),
  protectedPixels: z.number().int().min(0),
  /** Protected pixels the raw reply would have changed. */
  rawChangedPixels: z.number().int().min(0),
  /** Share of the selection's border that a change crosses, 0..1. */
  overflowShare: z.number().min(0).max(1),
});
export type TakeScores = Readonly<z.infer<typeof takeScoresSchema>>;

/**
 * What a window is cut from, and its take placed on. below: the lossless composite of all that lies under the patch ·
 * base: the base picture alone, so that nothing of the patches below is in it.
 */
export const cutFromSchema = z.enum(["below", "base"]);
export type CutFrom = z.infer<typeof cutFromSchema>;

/** One reply. It is only a donor for the patch's mask. */
export const takeSchema = z.object({
  job: jobIdSchema,
  reply: assetIdSchema,
  /** It was asked for with a guide picture: the colour of its outline may have come back. */
  hasGuide: z.boolean().default(false),
  cutFrom: cutFromSchema.default("below"),
  /** Null until it was placed once. */
  measured: measuredSchema.nullable(),
  scores: takeScoresSchema.nullable(),
});
export type Take = Readonly<z.infer<typeof takeSchema>>;

/** Which take shows where: `chosen` everywhere, but each painted region, first to last, over it. */
export const takeMixSchema = z.object({
  chosen: jobIdSchema,
  painted: z.array(z.object({ job: jobIdSchema, region: regionSchema })).max(64),
});

/** Manual handles on top of the measured placement; `isManual` ignores what was measured. */
export const placementSchema = z.object({
  isManual: z.boolean(),
  nudge: z.object({
    dx: z.number().min(-100_000).max(100_000),
    dy: z.number().min(-100_000).max(100_000),
    scale: z
      .number()
      .min(1 / 16)
      .max(16),
  }),
});
export type Placement = Readonly<z.infer<typeof placementSchema>>;

export const toneSchema = z.object({
  /** Colour match: 0 the reply's colours, 1 full. */
  amount: z.number().min(0).max(1),
  multiband: z.enum(["never", "auto", "always"]),
});
export type Tone = Readonly<z.infer<typeof toneSchema>>;

export const edgeSchema = z.object({
  growPx: z.union([z.literal("auto"), z.number().min(0).max(64)]),
  featherPx: z.union([z.literal("auto"), z.number().min(0).max(255)]),
  /** Unchanged scene inside the selection stays the original. */
  keepDetail: z.boolean(),
  /** Nothing outside the selection itself may change. */
  isStrict: z.boolean(),
});
export type Edge = Readonly<z.infer<typeof edgeSchema>>;

export const patchSchema = z.object({
  id: patchIdSchema,
  name: z.string().max(200),
  /** As typed; the frame around it is added when it is sent. */
  prompt: z.string().max(200_000),
  references: z.array(referenceSchema).max(16),
  /** The click that made its takes first. */
  click: clickIdSchema,
  /** Unix milliseconds. */
  createdAt: z.number().int(),
  region: regionSchema,
  window: patchWindowSchema,
  takes: z.array(takeSchema).min(1).max(1000),
  mix: takeMixSchema,
  placement: placementSchema,
  tone: toneSchema,
  edge: edgeSchema,
  opacity: z.number().min(0).max(1),
  isVisible: z.boolean(),
});
export type Patch = Readonly<z.infer<typeof patchSchema>>;

export const defaultPlacement: Placement = { isManual: false, nudge: { dx: 0, dy: 0, scale: 1 } };
export const defaultTone: Tone = { amount: 1, multiband: "auto" };
export const defaultEdge: Edge = { growPx: "auto", featherPx: "auto", keepDetail: true, isStrict: false };

/** The settings of a patch as the pipeline takes them (shared/pixels: `PlaceSettings`). */
export function placeSettingsOf(patch: Pick<Patch, "placement" | "tone" | "edge" | "opacity">) {
  const { placement, tone, edge, opacity } = patch;
  return { ...placement, ...edge, toneAmount: tone.amount, multiband: tone.multiband, opacity };
}

/** The take that shows where nothing else is painted; the first one if the chosen one is gone. */
export function chosenTake(patch: Pick<Patch, "takes" | "mix">): Take {
  const take = patch.takes.find(({ job }) => job === patch.mix.chosen) ?? patch.takes[0];
  if (take === undefined) throw new Error("A patch has at least one take");
  return take;
}

/** A take by its job; undefined when the patch has none of that job. */
export function takeOf(patch: Pick<Patch, "takes">, job: JobId): Take | undefined {
  return patch.takes.find((take) => take.job === job);
}
