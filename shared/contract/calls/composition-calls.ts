// Calls about canvas documents: keeping them, running a selection, flattening, exporting. Pixels never come along: they
// have addresses (contract/media.ts).
import { z } from "zod";
import { compositionSchema, isCanvasSize, runSchema } from "#shared/model/composition.ts";
import {
  assetIdSchema,
  clickIdSchema,
  compositionIdSchema,
  patchIdSchema,
  pictureIdSchema,
  sessionIdSchema,
} from "#shared/model/ids.ts";
import { referenceSchema, sizePxSchema } from "#shared/model/image-request.ts";
import { jobSchema } from "#shared/model/job.ts";
import { compositionStepSchema, journalPlaceSchema } from "#shared/model/composition-step.ts";
import { lossSchema, proofSchema } from "#shared/model/composition-record.ts";
import { cutFromSchema, patchWindowSchema } from "#shared/model/patch.ts";
import { pictureCardSchema } from "#shared/model/picture.ts";
import { regionSchema } from "#shared/model/region.ts";
import { defineCall } from "#shared/contract/call.ts";

const oneComposition = z.object({ id: compositionIdSchema });
const documentBytes = 96 * 1024 * 1024;

/** Takes of one click on the canvas. */
export const canvasTakes = { min: 1, max: 8 } as const;

/** A document in a list. */
export const compositionCardSchema = z.object({
  id: compositionIdSchema,
  name: z.string(),
  sizePx: sizePxSchema,
  /** The base picture's file, for a thumbnail; null for an empty canvas. */
  base: assetIdSchema.nullable(),
  patches: z.number().int(),
  /** When its cover (`coverUrl`) was made, Unix milliseconds; null where there is none. */
  cover: z.number().nullable(),
  /** Unix milliseconds. */
  savedAt: z.number(),
});
export type CompositionCard = Readonly<z.infer<typeof compositionCardSchema>>;

/** A document's file that cannot be read: cut off, overwritten, or of a newer app. It stays as it is. */
export const unreadableDocumentSchema = z.object({
  id: compositionIdSchema,
  reason: z.enum(["broken", "newer"]),
  /** As far as it can be made out; null where it cannot. */
  name: z.string().max(200).nullable(),
  /** Below the library's folder. */
  file: z.string(),
  /** Unix milliseconds. */
  changedAt: z.number(),
});
export type UnreadableDocument = Readonly<z.infer<typeof unreadableDocumentSchema>>;

export const exportFormatSchema = z.enum(["png", "jpeg", "webp", "psd"]);
export type ExportFormat = z.infer<typeof exportFormatSchema>;

/** What the base is made of, and what each way out would lose of it: said before, not after. */
export const baseStateSchema = z.object({
  /** "changed": the file has other bytes than the document was begun with. Both refuse to run, flatten and export. */
  file: z.enum(["blank", "there", "missing", "changed"]),
  bitsPerChannel: z.number().int(),
  hasAlpha: z.boolean(),
  isCmyk: z.boolean(),
  /** Null without a profile, which means sRGB. */
  profile: z.string().nullable(),
  losses: z.object({
    /** What the document itself could not take over from the file. */
    opening: z.array(lossSchema),
    /** What the window loses on its way to the model, and new pixels with it. */
    sending: z.array(lossSchema),
    flatten: z.array(lossSchema),
    png: z.array(lossSchema),
    jpeg: z.array(lossSchema),
    webp: z.array(lossSchema),
    psd: z.array(lossSchema),
    /** The clipboard draws the picture anew. */
    copy: z.array(lossSchema),
  }),
});
export type BaseState = Readonly<z.infer<typeof baseStateSchema>>;

export const openCompositionSchema = z.object({
  document: compositionSchema,
  /** Rises by one with each change on disk; a save names the one it rests on. */
  revision: z.number().int().min(0),
  savedAt: z.number(),
  /** Where the document stands: what the first note of a page goes on from. */
  place: journalPlaceSchema,
  base: baseStateSchema,
  /** Jobs of the document's runs, and of its takes as far as they are still listed. */
  jobs: z.array(jobSchema),
});
export type OpenComposition = Readonly<z.infer<typeof openCompositionSchema>>;

/** A file that was made for the page to fetch; it is gone when the app ends, or an hour later. */
export const exportedFileSchema = z.object({
  /** 32 hex digits; `exportUrl(token)` is its address. */
  token: z.string().regex(/^[0-9a-f]{32}$/),
  name: z.string().max(255),
  mediaType: z.string(),
  bytes: z.number().int(),
  losses: z.array(lossSchema),
  proof: proofSchema,
});
export type ExportedFile = Readonly<z.infer<typeof exportedFileSchema>>;

const ofRevision = oneComposition.extend({
  /** The revision that the page shows; another one on disk answers `stale-revision`. */
  revision: z.number().int().min(0),
});

export const compositionCalls = {
  /** Newest first. */
  "composition.list": defineCall(
    z.object({ trashed: z.boolean().default(false) }),
    z.object({
      compositions: z.array(compositionCardSchema),
      unreadable: z.array(unreadableDocumentSchema),
    }),
  ),
  /** A file from outside comes in as a picture first (upload with the purpose `import`). */
  "composition.create": defineCall(
    z.object({
      from: z.discriminatedUnion("kind", [
        z.object({ kind: z.literal("picture"), picture: pictureIdSchema }),
        z.object({
          kind: z.literal("blank"),
          sizePx: sizePxSchema.refine(isCanvasSize),
          name: z.string().max(200),
        }),
      ]),
    }),
    openCompositionSchema,
  ),
  /**
   * Opens also when the base is missing or changed; `base.file` says so. What was noted and is in no save is taken over
   * and saved first. Errors: `not-found`, `document-broken`, `document-newer`.
   */
  "composition.open": defineCall(oneComposition, openCompositionSchema),
  /** Replaces the document, durably. Errors: `stale-revision`, `not-found`, `disk-full`, library errors. */
  "composition.save": defineCall(
    z.object({
      revision: z.number().int().min(0),
      document: compositionSchema,
      /** Where the page's notes stand with this document; null for one that notes nothing. */
      place: journalPlaceSchema.nullable().default(null),
    }),
    z.object({ revision: z.number().int(), savedAt: z.number() }),
    documentBytes,
  ),
  /**
   * Notes edits beside the document, quickly: they outlive the app, and are taken over when the document is opened before
   * a save holds them. `step` is the number of the first one. Errors: `not-in-this-state` where they do not go on from
   * what is saved and noted, `not-found`, `disk-full`, library errors; the page then relies on its next save.
   */
  "composition.note": defineCall(
    oneComposition.extend({
      session: sessionIdSchema,
      /** What is saved, as far as the page knows. */
      from: journalPlaceSchema,
      step: z.number().int().min(1),
      steps: z.array(compositionStepSchema).min(1).max(1000),
    }),
    z.object({}),
    documentBytes,
  ),
  /** To the library's trash; undone by `composition.restore`. */
  "composition.remove": defineCall(oneComposition, z.object({})),
  "composition.restore": defineCall(oneComposition, compositionCardSchema),
  /**
   * Cuts the window out of the lossless composite, sends it, and notes the run in the document on disk before anything is
   * sent: the answer's revision is the new one, and the page takes `run` over into its own copy. Whatever the document
   * holds unsaved is saved first by the page. The same click again answers with the run that stands.
   * Errors: `stale-revision`, `selection-empty`, `base-unusable`, `invalid-request` (P3: the frame counts), `reference-missing`, `memory-short`.
   */
  "composition.run": defineCall(
    ofRevision.extend({
      click: clickIdSchema,
      /** As typed; what is sent is framed by `rules/frame-canvas-prompt.ts`. */
      prompt: z.string().max(200_000),
      /** Beside the window, which is the primary. */
      references: z.array(referenceSchema).max(16),
      region: regionSchema,
      /** As the designer left its handles; null plans it. */
      window: patchWindowSchema.nullable(),
      isWholeFrame: z.boolean().default(false),
      /** "picture": an edit of everything, whose changes are chosen afterwards; `region` is then the whole frame. */
      scope: z.enum(["selection", "picture"]).default("selection"),
      /** Sends a second picture with the region outlined; never with an edit of everything. */
      hasGuide: z.boolean().default(false),
      /** The patch that is asked again; null for a new one on top. */
      patch: patchIdSchema.nullable(),
      /** "base": on the pixels of the base alone, without the patches below. */
      cutFrom: cutFromSchema.default("below"),
      takes: z.number().int().min(canvasTakes.min).max(canvasTakes.max),
    }),
    z.object({ run: runSchema, jobs: z.array(jobSchema), revision: z.number().int() }),
    documentBytes,
  ),
  /** Stops what flattens or exports the document; that call answers `cancelled`. False when nothing was under way. */
  "composition.stop": defineCall(oneComposition, z.object({ stopped: z.boolean() })),
  /** A new picture of the library, at full depth, with profile and EXIF kept. Progress comes as `composition.progress`. */
  "composition.flatten": defineCall(
    ofRevision.extend({
      /** Writes the proof figures into the file as text too. */
      hasProofInFile: z.boolean().default(false),
    }),
    z.object({ picture: pictureCardSchema, proof: proofSchema, losses: z.array(lossSchema) }),
  ),
  /** Makes a file to fetch from `exportUrl(token)`, or to hand to `export.save` and `export.copy`. */
  "composition.export": defineCall(
    ofRevision.extend({
      format: exportFormatSchema,
      /** For jpeg and webp. */
      quality: z.number().int().min(1).max(100).default(92),
      hasProofInFile: z.boolean().default(false),
    }),
    exportedFileSchema,
  ),
  /** Asks where in a dialog. Needs the ability `save-dialog`. */
  "export.save": defineCall(
    z.object({ token: exportedFileSchema.shape.token }),
    z.object({ saved: z.boolean() }),
  ),
  /** Onto the clipboard. Needs the ability `copy-picture`. */
  "export.copy": defineCall(z.object({ token: exportedFileSchema.shape.token }), z.object({})),
} as const;
