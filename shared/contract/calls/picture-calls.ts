// Calls about the library: finding pictures, judging them, deleting and restoring, care of the folder.
import { z } from "zod";
import { assetIdSchema, clickIdSchema, pictureIdSchema } from "#shared/model/ids.ts";
import { pictureCardSchema, pictureSchema } from "#shared/model/picture.ts";
import { pastPromptSchema, savedPromptSchema } from "#shared/model/prompts.ts";
import { promptIdSchema } from "#shared/model/ids.ts";
import { referenceSchema } from "#shared/model/image-request.ts";
import { defineCall } from "#shared/contract/call.ts";
import { pictureIdsBytes, pictureIdsSchema } from "#shared/contract/picture-ids.ts";

const ids = pictureIdsSchema;

export const pictureSortSchema = z.enum(["newest", "oldest", "rating", "largest", "relevance", "cost"]);
export type PictureSort = z.infer<typeof pictureSortSchema>;

export const pictureSearchSchema = z.object({
  /**
   * A query in the language of `rules/parse-query.ts`: words, "phrases", -without, and filters such as `kind:edit`. Empty
   * finds all. Parts that are wrong are left out of the search; the page marks them with the same parser.
   */
  text: z.string().max(1000).default(""),
  /** Empty finds all but takes of the canvas, which have to be asked for. */
  kinds: z.array(pictureSchema.shape.kind).max(4).default([]),
  favourite: z.boolean().default(false),
  minRating: z.number().int().min(0).max(5).default(0),
  trashed: z.boolean().default(false),
  /** One picture stands for all takes of its click that are found. */
  stacked: z.boolean().default(false),
  /** Clicks whose takes are shown one by one although `stacked`; the first of them still carries the stack's size. */
  openStacks: z.array(clickIdSchema).max(100).default([]),
  sort: pictureSortSchema.default("newest"),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(1000).default(200),
});
export type PictureSearch = z.input<typeof pictureSearchSchema>;

/** Asks for the shape of a whole result, and for the cards of a run of it where a limit is given. */
export const outlineSearchSchema = pictureSearchSchema.extend({
  limit: z.number().int().min(0).max(1000).default(0),
  /**
   * Of a result many times as long, `ratios` and `days` of the first so many: quick, and enough for a first screen. 0
   * for the whole.
   */
  beginning: z.number().int().min(0).max(5000).default(0),
});
export type OutlineSearch = z.input<typeof outlineSearchSchema>;

/**
 * The shape of a whole result, small enough for 100,000 pictures: what a grid needs to lay out every row before it has
 * seen a single card.
 */
export const pictureOutlineSchema = z.object({
  total: z.number().int(),
  /**
   * Base64 of one little-endian Uint16 per picture in order: width / height times 1000, 1 to 65535; 1000 when unknown.
   * Fewer than `total` where a beginning was asked for.
   */
  ratios: z.string(),
  /** Runs of one local calendar day, `YYYY-MM-DD`, in order; empty unless sorted by time. */
  days: z.array(z.object({ day: z.string(), count: z.number().int() })),
  /** Cards of the run that was asked for, so that a screen is filled by one answer. */
  pictures: z.array(pictureCardSchema),
});
export type PictureOutline = Readonly<z.infer<typeof pictureOutlineSchema>>;

/** A parent or child in a picture's lineage. */
export const relativeSchema = z.object({
  asset: assetIdSchema,
  picture: pictureIdSchema.nullable(),
  name: z.string(),
  label: z.string(),
  trashed: z.boolean(),
});
export type Relative = Readonly<z.infer<typeof relativeSchema>>;

export const pictureDetailSchema = z.object({
  picture: pictureSchema,
  parents: z.array(relativeSchema),
  children: z.array(relativeSchema),
  costUsd: z.number().nullable(),
});
export type PictureDetail = Readonly<z.infer<typeof pictureDetailSchema>>;

export const libraryStateSchema = z.object({
  /** Where it is, for people to read. */
  folder: z.string(),
  pictures: z.number().int(),
  trashed: z.number().int(),
  bytes: z.number(),
  freeBytes: z.number().nullable(),
});
export type LibraryState = Readonly<z.infer<typeof libraryStateSchema>>;

/** Names one fetch, so that it can be stopped. */
const ticketSchema = z.string().min(1).max(60);

export const pictureCalls = {
  "picture.search": defineCall(
    pictureSearchSchema,
    z.object({ total: z.number().int(), pictures: z.array(pictureCardSchema) }),
  ),
  /** One answer is enough to lay a result out and to fill the first screen. */
  "picture.outline": defineCall(outlineSearchSchema, pictureOutlineSchema),
  /** All ids of a result in order, for "select all"; at most `mostPicturesAtOnce`. */
  "picture.ids": defineCall(
    pictureSearchSchema.omit({ offset: true, limit: true }),
    z.object({ ids: z.array(pictureIdSchema), total: z.number().int() }),
  ),
  "picture.get": defineCall(z.object({ id: pictureIdSchema }), pictureDetailSchema),
  /** Sets what is given, leaves the rest; answers with the pictures that it found. */
  "picture.mark": defineCall(
    z.object({
      ids,
      rating: z.number().int().min(0).max(5).optional(),
      favourite: z.boolean().optional(),
      rejected: z.boolean().optional(),
    }),
    z.object({ ids: z.array(pictureIdSchema) }),
    pictureIdsBytes,
  ),
  /** Moves files and records to the library's trash; undone by `picture.restore`. */
  "picture.trash": defineCall(
    z.object({ ids }),
    z.object({ ids: z.array(pictureIdSchema) }),
    pictureIdsBytes,
  ),
  "picture.restore": defineCall(
    z.object({ ids }),
    z.object({ ids: z.array(pictureIdSchema) }),
    pictureIdsBytes,
  ),
  /**
   * Takes in again a picture whose file was changed behind the app. replaced: `picture` is new, has the marks, and the
   * former as its parent, which lies in the trash · known: `picture` has these bytes already · mended: the file is what
   * it was again. Errors: `file-unreadable`, `picture-refused`, `disk-full`, library errors.
   */
  "picture.takeAgain": defineCall(
    z.object({ id: pictureIdSchema }),
    z.object({ outcome: z.enum(["replaced", "known", "mended"]), picture: pictureCardSchema }),
  ),
  /** A library picture as a reference, ready for a request. */
  "picture.reference": defineCall(z.object({ id: pictureIdSchema }), referenceSchema),
  /**
   * Fetches a picture from a public https address and keeps it as a reference, by the same rules as a file. The
   * reference carries the address where nothing was changed on the way in (R3). Errors: `address-refused`,
   * `address-unreachable`, `picture-refused`, those of a connection that never stood, library errors; `cancelled` after
   * `reference.stopFetch` with the same ticket, which the page makes up.
   */
  "reference.fromUrl": defineCall(
    z.object({ url: z.string().trim().min(1).max(2000), ticket: ticketSchema.optional() }),
    referenceSchema,
  ),
  /** Ends a fetch that is under way; one that has ended, or never began, is no error. */
  "reference.stopFetch": defineCall(z.object({ ticket: ticketSchema }), z.object({})),
  /** Needs the ability `show-in-folder`. */
  "picture.reveal": defineCall(z.object({ id: pictureIdSchema }), z.object({})),
  /** Needs the ability `copy-picture`. */
  "picture.copy": defineCall(z.object({ id: pictureIdSchema }), z.object({})),
  /** Asks where in a dialog and copies the file there, byte for byte. Needs the ability `save-dialog`. */
  "picture.saveAs": defineCall(z.object({ id: pictureIdSchema }), z.object({ saved: z.boolean() })),
  /** Hands the files to the drag that has just begun in the page. Needs the ability `drag-out`. */
  "picture.dragOut": defineCall(z.object({ ids }), z.object({}), pictureIdsBytes),
  "library.state": defineCall(z.object({}), libraryStateSchema),
  /** Reads every record and makes the index anew. */
  "library.rebuild": defineCall(z.object({}), z.object({ pictures: z.number().int() })),
  /** Asks for a folder in a dialog and opens the library there. Needs the ability `choose-library`. */
  "library.choose": defineCall(z.object({}), libraryStateSchema.nullable()),
  /** Prompts that were sent, newest first. */
  "prompt.history": defineCall(
    z.object({ text: z.string().max(200).default(""), limit: z.number().int().min(1).max(500).default(100) }),
    z.object({ prompts: z.array(pastPromptSchema) }),
  ),
  "prompt.list": defineCall(z.object({}), z.object({ prompts: z.array(savedPromptSchema) })),
  /** Saves under a name; with an id it replaces that one. */
  "prompt.save": defineCall(
    savedPromptSchema.omit({ updatedAt: true, id: true }).extend({ id: promptIdSchema.nullable() }),
    savedPromptSchema,
    256 * 1024,
  ),
  "prompt.remove": defineCall(z.object({ id: promptIdSchema }), z.object({})),
} as const;
