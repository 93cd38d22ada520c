// Calls about what was used and what it cost.
import { z } from "zod";
import { defineCall } from "#shared/contract/call.ts";

/** Tokens and money of a group of requests that gave a picture. Money is null as soon as one needed price is missing (M1). */
export const usageRowSchema = z.object({
  /** `YYYY-MM-DD` (local), a kind, or a collection's id (empty: in none). */
  key: z.string(),
  /** What people read: the day, the kind, the collection's name. */
  name: z.string(),
  requests: z.number().int(),
  /** Beside these, how many may have been charged without giving a picture (M4). */
  unknown: z.number().int(),
  /** Of `requests`, how many told no tokens; they are missing from the money (M3). */
  unmeasured: z.number().int(),
  /** Pictures that are in the library, not trashed and not rejected. */
  kept: z.number().int(),
  textTokens: z.number(),
  imageTokens: z.number(),
  outputTokens: z.number(),
  costUsd: z.number().nullable(),
  costPerKeptUsd: z.number().nullable(),
});
export type UsageRow = Readonly<z.infer<typeof usageRowSchema>>;

export const budgetStateSchema = z.object({
  /** Money and tokens of the present local day and month, pictures of the demo engine left out. */
  day: z.object({ spentUsd: z.number().nullable(), limitUsd: z.number().nullable() }),
  month: z.object({ spentUsd: z.number().nullable(), limitUsd: z.number().nullable() }),
  /**
   * warned at 80 % of a limit, reached at 100 %: then the queue holds back what waits (M7). unpriced: there is a limit,
   * and a price is missing to judge by (M9).
   */
  state: z.enum(["none", "unpriced", "within", "warned", "reached"]),
  /** True while a limit is reached and the user let the queue go on. */
  isMoreAllowed: z.boolean(),
});
export type BudgetState = Readonly<z.infer<typeof budgetStateSchema>>;

export const usageCalls = {
  /** Days inclusive, local, `YYYY-MM-DD`; `demo` counts the demo engine's requests instead of the API's. */
  "usage.table": defineCall(
    z.object({
      from: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
      to: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
      by: z.enum(["day", "kind", "collection"]),
      demo: z.boolean().default(false),
    }),
    z.object({ rows: z.array(usageRowSchema), sum: usageRowSchema }),
  ),
  "usage.budget": defineCall(z.object({}), budgetStateSchema),
  /** Lets the queue go on past a reached limit until the day (month) is over. */
  "usage.allowMore": defineCall(z.object({}), budgetStateSchema),
} as const;
