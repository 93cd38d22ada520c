// Prompts worth keeping: what was sent before, and what the designer saved.
import { z } from "zod";
import { promptIdSchema } from "./ids.ts";

/** A saved prompt; one with `{variables}` in it is a template. */
export const savedPromptSchema = z.object({
  id: promptIdSchema,
  name: z.string().trim().min(1).max(80),
  text: z.string().min(1).max(32_000),
  /** Unix milliseconds. */
  updatedAt: z.number().int(),
});
export type SavedPrompt = Readonly<z.infer<typeof savedPromptSchema>>;

/** A prompt that was sent, with how often and when last. */
export const pastPromptSchema = z.object({
  text: z.string().max(200_000),
  uses: z.number().int().positive(),
  lastUsedAt: z.number().int(),
});
export type PastPrompt = Readonly<z.infer<typeof pastPromptSchema>>;
