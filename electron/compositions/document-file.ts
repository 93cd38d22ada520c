// A document's file as text and back: its version, the steps that raise older ones, and what is wrong with one that does
// not parse. Knows no folder.
import { err, ok, type Result } from "#shared/errors/result.ts";
import { compositionSchema, compositionVersion, type Composition } from "#shared/model/composition.ts";
import { z } from "zod";

/** A document with what only the disk knows of it. */
export type StoredComposition = {
  readonly revision: number;
  /** Unix milliseconds. */
  readonly savedAt: number;
  readonly document: Composition;
};

const envelopeSchema = z.object({
  revision: z.number().int().min(0),
  savedAt: z.number(),
  document: z.looseObject({ version: z.number().int() }),
});

/** A document of a version that is not known to be the present one. */
export type AnyDocument = Readonly<Record<string, unknown>>;

/** From each version to the next. A step that has shipped is never changed. */
type Migrations = ReadonlyMap<number, (document: AnyDocument) => AnyDocument>;

const shipped: Migrations = new Map([
  // Runs and takes say what they were cut from; where none is said, it was what lay below. An app that does not know of it
  // would place them elsewhere, so it must not open such a document.
  [1, (document) => document],
]);

export function documentText({ revision, savedAt, document }: StoredComposition): string {
  return `${JSON.stringify({ revision, savedAt, document })}\n`;
}

/** Errors: `document-newer`, `document-broken`. `name` goes into the error. */
export function parseDocument(
  value: unknown,
  name: string,
  migrations: Migrations = shipped,
): Result<StoredComposition> {
  const envelope = envelopeSchema.safeParse(value);
  if (!envelope.success) return err({ kind: "document-broken", name });
  const { revision, savedAt } = envelope.data;
  let { document }: { document: AnyDocument & { readonly version: number } } = envelope.data;
  if (document.version > compositionVersion)
    return err({ kind: "document-newer", name, version: document.version });
  for (let step; (step = migrations.get(document.version)) !== undefined;)
    document = { ...step(document), version: document.version + 1 };
  const parsed = compositionSchema.safeParse(document);
  return parsed.success
    ? ok({ revision, savedAt, document: parsed.data })
    : err({ kind: "document-broken", name });
}
