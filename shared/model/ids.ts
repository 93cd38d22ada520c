// Identities. All are opaque to the code that carries them; only these constructors make them.
import { z } from "zod";

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** One request of one picture; 16 lower-case hex digits. */
export type JobId = Branded<"JobId">;
/** One picture of the library; 16 lower-case hex digits. Its file name carries the first eight. */
export type PictureId = Branded<"PictureId">;
/** One press of the button: the takes of a click share it, and a second press cannot reuse it. */
export type ClickId = Branded<"ClickId">;
/** SHA-256 of a file's bytes, 64 lower-case hex digits: the address of pixels. */
export type AssetId = Branded<"AssetId">;
/** One saved prompt or template; 16 lower-case hex digits. */
export type PromptId = Branded<"PromptId">;
/** One document of the canvas; 16 lower-case hex digits. */
export type CompositionId = Branded<"CompositionId">;
/** One opening of a document in one page; 16 lower-case hex digits. */
export type SessionId = Branded<"SessionId">;
/** One patch of a document; 16 lower-case hex digits. */
export type PatchId = Branded<"PatchId">;
/** One collection of pictures; 16 lower-case hex digits. */
export type CollectionId = Branded<"CollectionId">;
/** One saved search; 16 lower-case hex digits. */
export type SearchId = Branded<"SearchId">;
/** One long piece of work (an import, an export, a check); 16 lower-case hex digits. */
export type TaskId = Branded<"TaskId">;

const hex16 = /^[0-9a-f]{16}$/;

export const jobIdSchema = z
  .string()
  .regex(hex16)
  .transform((text) => text as JobId);
export const pictureIdSchema = z
  .string()
  .regex(hex16)
  .transform((text) => text as PictureId);
export const clickIdSchema = z
  .string()
  .regex(hex16)
  .transform((text) => text as ClickId);
export const promptIdSchema = z
  .string()
  .regex(hex16)
  .transform((text) => text as PromptId);
export const compositionIdSchema = z
  .string()
  .regex(hex16)
  .transform((text) => text as CompositionId);
export const sessionIdSchema = z
  .string()
  .regex(hex16)
  .transform((text) => text as SessionId);
export const patchIdSchema = z
  .string()
  .regex(hex16)
  .transform((text) => text as PatchId);
export const collectionIdSchema = z
  .string()
  .regex(hex16)
  .transform((text) => text as CollectionId);
export const searchIdSchema = z
  .string()
  .regex(hex16)
  .transform((text) => text as SearchId);
export const taskIdSchema = z
  .string()
  .regex(hex16)
  .transform((text) => text as TaskId);
export const assetIdSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .transform((text) => text as AssetId);

/** A fresh identity from 8 random bytes; the caller brings the randomness, `shared` has none. */
export function idFromBytes<
  Id extends
    | JobId
    | PictureId
    | ClickId
    | PromptId
    | CompositionId
    | PatchId
    | SessionId
    | CollectionId
    | SearchId
    | TaskId,
>(bytes: Uint8Array): Id {
  if (bytes.length !== 8) throw new Error(`An id takes 8 bytes, not ${bytes.length}`);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("") as Id;
}
