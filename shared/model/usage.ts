// What a request used, as the API reports it.
import { z } from "zod";

/** Tokens as the API counts them; a figure that the reply lacks is null. */
export const usageSchema = z.object({
  totalTokens: z.number().int().nonnegative().nullable(),
  inputTokens: z.number().int().nonnegative().nullable(),
  outputTokens: z.number().int().nonnegative().nullable(),
  textTokens: z.number().int().nonnegative().nullable(),
  imageTokens: z.number().int().nonnegative().nullable(),
});
export type Usage = Readonly<z.infer<typeof usageSchema>>;
