// One broken rule of a request, named by its number in rules/SPEC.md.
import { z } from "zod";

/** The part of a request that a rule speaks of; the composer marks the control with this name. */
export const requestField = z.enum([
  "prompt",
  "size",
  "format",
  "compression",
  "background",
  "moderation",
  "references",
  "takes",
  "user",
]);
export type RequestField = z.infer<typeof requestField>;

/** A broken rule: its number in SPEC.md, the field at fault, and the figures its sentence needs. */
export const violationSchema = z.object({
  rule: z.string().max(8),
  field: requestField,
  /** Figures for the sentence, e.g. `{actual: 1001, limit: 1000}`. */
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Violation = Readonly<z.infer<typeof violationSchema>>;
