// Calls that keep order among pictures: tags, collections, saved searches, lineage, duplicates.
import { z } from "zod";
import { assetIdSchema, collectionIdSchema, pictureIdSchema, searchIdSchema } from "#shared/model/ids.ts";
import { collectionSchema, savedSearchSchema } from "#shared/model/collection.ts";
import { offeredRecipeSchema } from "#shared/model/recipe.ts";
import { pictureCardSchema, tagSchema } from "#shared/model/picture.ts";
import { defineCall } from "#shared/contract/call.ts";
import { pictureIdsBytes, pictureIdsSchema } from "#shared/contract/picture-ids.ts";
import { pictureSearchSchema } from "./picture-calls.ts";

const ids = pictureIdsSchema;
/** Those that changed; what they are now comes with `pictures.changed`. */
const changed = z.object({ ids: z.array(pictureIdSchema) });
const collectionEntry = collectionSchema.extend({ count: z.number().int() });

/** A picture in a graph of lineage; `picture` is null for an ancestor that is a file from outside. */
const lineageNodeSchema = z.object({
  asset: assetIdSchema,
  picture: pictureCardSchema.nullable(),
  name: z.string(),
  trashed: z.boolean(),
});

export const lineageSchema = z.object({
  nodes: z.array(lineageNodeSchema).max(500),
  /** Indices into `nodes`; `label` is that of a reference, "base" or "patch". */
  edges: z
    .array(z.object({ parent: z.number().int(), child: z.number().int(), label: z.string() }))
    .max(2000),
  /** True when the graph was cut at 500 nodes. */
  cut: z.boolean(),
});
export type Lineage = Readonly<z.infer<typeof lineageSchema>>;

export const duplicateGroupSchema = z.object({
  /** same: the files are equal byte for byte. near: their perceptual hashes differ in at most `distance` of 64 bits. */
  kind: z.enum(["same", "near"]),
  distance: z.number().int().min(0).max(64),
  pictures: z.array(pictureCardSchema),
});
export type DuplicateGroup = Readonly<z.infer<typeof duplicateGroupSchema>>;

/** Every picture of the trash that it finds, in stacks or not. */
const trashSearchSchema = z.object({ search: pictureSearchSchema.pick({ text: true, kinds: true }) });

export const organiseCalls = {
  /** Adds and takes away tags; those a picture has or lacks already are left alone. */
  "picture.tag": defineCall(
    z.object({ ids, add: z.array(tagSchema).max(50), remove: z.array(tagSchema).max(50) }),
    changed,
    pictureIdsBytes,
  ),
  /** Moves trashed pictures to the system's trash, where there is one. Errors: `not-in-this-state` for one not trashed. */
  "picture.purge": defineCall(
    z.object({ ids }),
    z.object({ ids: z.array(pictureIdSchema) }),
    pictureIdsBytes,
  ),
  /** The same with all of the trash that a search finds; answers with how many. Stopped, the rest stays. */
  "trash.restore": defineCall(trashSearchSchema, z.object({ pictures: z.number().int() })),
  "trash.purge": defineCall(trashSearchSchema, z.object({ pictures: z.number().int() })),
  /** Ancestors, descendants and patches around a picture, breadth first. */
  "picture.lineage": defineCall(z.object({ id: pictureIdSchema }), lineageSchema),
  /**
   * Groups of pictures that are the same or look alike, largest groups first. Takes seconds among 100,000: a task then
   * tells how far it is. Errors: `cancelled` where that task was.
   */
  "picture.duplicates": defineCall(
    z.object({
      distance: z.number().int().min(0).max(16).default(6),
      limit: z.number().int().min(1).max(500).default(200),
    }),
    z.object({ groups: z.array(duplicateGroupSchema), total: z.number().int() }),
  ),
  /** Tags in use, most used first; `text` is a beginning. Those that only the trash has come last if wanted, with 0. */
  "tag.list": defineCall(
    z.object({
      text: z.string().max(60).default(""),
      limit: z.number().int().min(1).max(1000).default(200),
      withTrash: z.boolean().default(false),
    }),
    z.object({ tags: z.array(z.object({ tag: z.string(), count: z.number().int() })) }),
  ),
  /** Everywhere; onto a tag that exists the two become one. */
  "tag.rename": defineCall(
    z.object({ from: tagSchema, to: tagSchema }),
    z.object({ pictures: z.number().int() }),
  ),
  "collection.list": defineCall(z.object({}), z.object({ collections: z.array(collectionEntry) })),
  /** Errors: `name-taken` among its siblings, `invalid-input` when nested deeper than one level. */
  "collection.make": defineCall(collectionSchema.pick({ name: true, parent: true }), collectionEntry),
  "collection.change": defineCall(
    collectionSchema.pick({ id: true, name: true, parent: true }),
    collectionEntry,
  ),
  /** Its pictures stay in the library; `collection.restore` with the answer undoes it. */
  "collection.remove": defineCall(
    z.object({ id: collectionIdSchema }),
    z.object({
      collections: z.array(collectionSchema),
      members: z.array(z.object({ collection: collectionIdSchema, ids: z.array(pictureIdSchema) })),
    }),
  ),
  "collection.restore": defineCall(
    z.object({
      collections: z.array(collectionSchema).max(200),
      members: z.array(z.object({ collection: collectionIdSchema, ids: z.array(pictureIdSchema) })).max(200),
    }),
    z.object({ collections: z.array(collectionEntry) }),
    8 * 1024 * 1024,
  ),
  "collection.put": defineCall(z.object({ id: collectionIdSchema, ids }), changed, pictureIdsBytes),
  "collection.take": defineCall(z.object({ id: collectionIdSchema, ids }), changed, pictureIdsBytes),
  "search.list": defineCall(z.object({}), z.object({ searches: z.array(savedSearchSchema) })),
  /** Saves under a name; with an id it replaces that one. */
  "search.save": defineCall(
    savedSearchSchema.omit({ updatedAt: true, id: true }).extend({ id: searchIdSchema.nullable() }),
    savedSearchSchema,
  ),
  "search.remove": defineCall(z.object({ id: searchIdSchema }), z.object({})),
} as const;

/** How pictures were made, by what their files say. */
export const recipeCalls = {
  /** What a library picture's file said of how it was made when it came in, or says now. */
  "picture.recipe": defineCall(z.object({ id: pictureIdSchema }), offeredRecipeSchema.nullable()),
} as const;
