// Calls for the care of the library: verify, rebuild, backup, restore, move. All of them tasks that can be cancelled.
import { z } from "zod";
import { taskSchema } from "#shared/model/task.ts";
import { defineCall } from "#shared/contract/call.ts";

export const quarantineEntrySchema = z.object({
  name: z.string(),
  bytes: z.number(),
  movedAt: z.number().int(),
});
export const backupEntrySchema = z.object({
  name: z.string(),
  bytes: z.number(),
  madeAt: z.number().int(),
  pictures: z.number().int().nullable(),
});

export const careCalls = {
  /** Hashes every file and compares with its record. */
  "care.verify": defineCall(z.object({}), taskSchema),
  "care.rebuild": defineCall(z.object({}), taskSchema),
  /** A copy of records, names and index; pictures themselves only where asked. */
  "care.backup": defineCall(z.object({ withPictures: z.boolean() }), taskSchema),
  "care.backups": defineCall(z.object({}), z.object({ backups: z.array(backupEntrySchema) })),
  /** Brings records that are gone or broken back; what is there and newer stays. */
  "care.restore": defineCall(z.object({ name: z.string().max(200) }), taskSchema),
  "care.quarantine": defineCall(z.object({}), z.object({ entries: z.array(quarantineEntrySchema) })),
  /** Asks for an empty folder in a dialog and moves everything there. Needs `choose-library`. */
  "care.move": defineCall(z.object({}), taskSchema.nullable()),
} as const;
