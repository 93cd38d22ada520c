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

type AnyDocument = Readonly<Record<string, unknown>>;

/** Step n leads from version n + 1 to n + 2. A step that has shipped is never changed. */
type Migrations = readonly ((document: AnyDocument) => AnyDocument)[];
const shipped: Migrations = [];

export function documentText({ revision, savedAt, document }: StoredComposition): string {
  return `${JSON.stringify({ revision, savedAt, document })}\n`;
}

/** Errors: `document-newer`, `document-broken`. `name` goes into the error. */
export function parseDocument(
  value: unknown,
  name: string,
  migrations: Migrations = shipped,
  newest: number = compositionVersion,
): Result<StoredComposition> {
  const envelope = envelopeSchema.safeParse(value);
  if (!envelope.success) return err({ kind: "document-broken", name });
  const { version } = envelope.data.document;
  if (version > newest) return err({ kind: "document-newer", name, version });
  if (version < 1) return err({ kind: "document-broken", name });
  const raised = migrations
    .slice(version - 1)
    .reduce<AnyDocument>(
      (document, step, i) => ({ ...step(document), version: version + i + 1 }),
      envelope.data.document,
    );
  const document = compositionSchema.safeParse(raised);
  if (!document.success) return err({ kind: "document-broken", name });
  return ok({ revision: envelope.data.revision, savedAt: envelope.data.savedAt, document: document.data });
}
