// Collections and saved searches: how a designer keeps order among many pictures.
import { z } from "zod";
import { collectionIdSchema, searchIdSchema } from "./ids.ts";

/** Which pictures belong to it stands in their records; a name is unique among its siblings. */
export const collectionSchema = z.object({
  id: collectionIdSchema,
  name: z.string().trim().min(1).max(80),
  /** The collection it lies in, which itself lies in none; null at the top. */
  parent: collectionIdSchema.nullable(),
  /** Unix milliseconds. */
  createdAt: z.number().int(),
});
export type Collection = Readonly<z.infer<typeof collectionSchema>>;

export const savedSearchSchema = z.object({
  id: searchIdSchema,
  name: z.string().trim().min(1).max(80),
  /** In the language of `rules/parse-query.ts`. */
  text: z.string().max(1000),
  sort: z.string().max(20),
  updatedAt: z.number().int(),
});
export type SavedSearch = Readonly<z.infer<typeof savedSearchSchema>>;
