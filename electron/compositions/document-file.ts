// A document's file as text and back: its version, the steps that raise older ones, and what is wrong with one that does
// not parse. Knows no folder.
import { err, ok, type Result } from "#shared/errors/result.ts";
import { compositionSchema, compositionVersion, type Composition } from "#shared/model/composition.ts";
import { journalPlaceSchema, noSession, type JournalPlace } from "#shared/model/composition-step.ts";
import { z } from "zod";

/** A document with what only the disk knows of it. */
export type StoredComposition = {
  readonly revision: number;
  /** Unix milliseconds. */
  readonly savedAt: number;
  /** Where the journal of the page that saved it stood; what the host changes by itself leaves it as it is. */
  readonly place: JournalPlace;
  readonly document: Composition;
};

/** The place of a document that no page saved, or one that notes nothing. */
export function placeWithoutPage(revision: number): JournalPlace {
  return { session: noSession, step: revision };
}

const envelopeSchema = z.object({
  revision: z.number().int().min(0),
  savedAt: z.number(),
  place: journalPlaceSchema.optional(),
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

export function documentText({ revision, savedAt, place, document }: StoredComposition): string {
  return `${JSON.stringify({ revision, savedAt, place, document })}\n`;
}

/** Errors: `document-newer`, `document-broken`. `name` goes into the error. */
export function parseDocument(
  value: unknown,
  name: string,
  migrations: Migrations = shipped,
): Result<StoredComposition> {
  const envelope = envelopeSchema.safeParse(value);
  if (!envelope.success) return err({ kind: "document-broken", name });
  const { revision, savedAt, place = placeWithoutPage(revision) } = envelope.data;
  let { document }: { document: AnyDocument & { readonly version: number } } = envelope.data;
  if (document.version > compositionVersion)
    return err({ kind: "document-newer", name, version: document.version });
  for (let step; (step = migrations.get(document.version)) !== undefined;)
    document = { ...step(document), version: document.version + 1 };
  const parsed = compositionSchema.safeParse(document);
  return parsed.success
    ? ok({ revision, savedAt, place, document: parsed.data })
    : err({ kind: "document-broken", name });
}

/** The name of a document of which nothing else may be readable, from the beginning of its file; null where there is none. */
export function nameIn(text: string): string | null {
  const written = /"document":\s*\{[^{}[\]]*?"name":\s*("(?:[^"\\]|\\.){1,1200}")/su.exec(text)?.[1];
  if (written === undefined) return null;
  try {
    const name = z.string().parse(JSON.parse(written)).replace(/\s+/gu, " ").trim();
    return name === "" ? null : name.slice(0, 200).toWellFormed();
  } catch {
    return null;
  }
}
