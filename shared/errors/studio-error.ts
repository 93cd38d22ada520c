// The closed union of everything that can go wrong, as values that cross the wire and rest in the journal.
// Holds no sentences: renderer/app words each kind for people.
import { z } from "zod";
import { violationSchema } from "./violation.ts";

/** Why a file was not accepted as a picture. */
export const pictureRefusal = z.enum([
  "empty",
  "truncated",
  "mislabelled",
  "svg",
  "heic",
  "unknown-format",
  "too-many-pixels",
  "too-many-bytes",
  "unreadable",
  "too-slow",
]);
export type PictureRefusal = z.infer<typeof pictureRefusal>;

/** Why no connection came about; in each case nothing was sent, so nothing can have been charged. */
export const connectFailure = z.enum(["dns", "refused", "tls", "connect-timeout", "unreachable"]);

/** Why an address is not fetched. */
export const addressRefusal = z.enum([
  "not-an-address",
  "not-https",
  "has-credentials",
  "not-public",
  "too-many-redirects",
]);
export type AddressRefusal = z.infer<typeof addressRefusal>;

/** Why the outcome of a request is not known; in each case the picture may have been made and charged. */
export const interruption = z.enum([
  "timeout",
  "reset",
  "server-error",
  "unreadable-reply",
  "cancelled-in-flight",
  "app-stopped",
]);

const text = z.string().max(2000);
const kind = <K extends string>(name: K) => z.literal(name);

export const studioErrorSchema = z.discriminatedUnion("kind", [
  // Before sending: certainly not charged.
  z.object({ kind: kind("invalid-request"), violations: z.array(violationSchema) }),
  z.object({
    kind: kind("picture-refused"),
    name: text,
    reason: pictureRefusal,
    /** Figures for the sentence: `claimed`, `found`, `pixels`, `limit`. */
    values: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
  z.object({ kind: kind("reference-missing"), name: text }),
  /** A picture's web address; the host is empty where the text is no address. */
  z.object({ kind: kind("address-refused"), host: text, reason: addressRefusal }),
  /** `status` is null where no answer came, or where it broke off. */
  z.object({ kind: kind("address-unreachable"), host: text, status: z.number().nullable() }),
  z.object({ kind: kind("no-key") }),
  /** INLAY_BASE_URL holds no http or https address. */
  z.object({ kind: kind("base-url-invalid") }),
  z.object({ kind: kind("cancelled") }),
  // The connection never stood: certainly not charged.
  z.object({ kind: kind("offline"), cause: connectFailure, host: text }),
  z.object({ kind: kind("proxy-refused"), host: text, status: z.number().nullable() }),
  z.object({ kind: kind("certificate-refused"), host: text, code: text }),
  // The API answered and said no: certainly not charged.
  z.object({ kind: kind("key-refused"), status: z.number() }),
  z.object({ kind: kind("quota-exhausted"), message: text }),
  z.object({ kind: kind("rate-limited"), retryAfterMs: z.number().nullable() }),
  z.object({ kind: kind("refused-by-moderation"), message: text }),
  z.object({
    kind: kind("request-refused"),
    status: z.number(),
    param: text.nullable(),
    code: text.nullable(),
    message: text,
  }),
  // Sent, outcome not known: may be charged.
  z.object({
    kind: kind("interrupted"),
    billed: z.literal("unknown"),
    cause: interruption,
    status: z.number().nullable(),
    message: text,
  }),
  // The picture was made, so it is charged.
  z.object({ kind: kind("result-unreachable"), billed: z.literal("yes"), host: text, message: text }),
  z.object({ kind: kind("result-address-refused"), billed: z.literal("yes"), host: text, reason: text }),
  z.object({ kind: kind("result-undecodable"), billed: z.literal("yes"), keptAs: text }),
  // Disk and library.
  z.object({ kind: kind("disk-full"), folder: text, billed: z.enum(["no", "yes"]) }),
  z.object({ kind: kind("library-missing"), folder: text }),
  z.object({ kind: kind("library-read-only"), folder: text }),
  z.object({ kind: kind("library-locked"), folder: text, pid: z.number().nullable(), host: text }),
  z.object({ kind: kind("library-newer"), folder: text, version: z.number() }),
  z.object({ kind: kind("file-unreadable"), name: text, code: text }),
  /** The bytes are no longer those that were taken in. */
  z.object({ kind: kind("file-changed"), name: text }),
  z.object({
    kind: kind("not-found"),
    what: z.enum(["picture", "job", "prompt", "file", "composition", "task", "collection", "search"]),
    id: text,
  }),
  z.object({ kind: kind("name-taken"), name: text }),
  // Canvas documents.
  z.object({ kind: kind("stale-revision"), revision: z.number() }),
  z.object({ kind: kind("document-broken"), name: text }),
  z.object({ kind: kind("document-newer"), name: text, version: z.number() }),
  /** The document stands; what needs the base's pixels does not go. */
  z.object({ kind: kind("base-unusable"), name: text, reason: z.enum(["missing", "changed"]) }),
  /** A take's picture is gone, or has another shape than its window. */
  z.object({ kind: kind("take-unusable"), patch: text, reason: z.enum(["missing", "aspect"]) }),
  z.object({ kind: kind("selection-empty") }),
  z.object({ kind: kind("memory-short"), pixels: z.number() }),
  /** The format or this work has a limit below the picture's size. */
  z.object({ kind: kind("too-many-pixels"), pixels: z.number(), limit: z.number() }),
  z.object({ kind: kind("side-too-long"), sidePx: z.number(), limitPx: z.number() }),
  // The call itself.
  z.object({ kind: kind("invalid-input"), call: text, issues: z.array(text).max(20) }),
  z.object({ kind: kind("too-large"), limitBytes: z.number() }),
  z.object({ kind: kind("not-allowed"), reason: text }),
  z.object({ kind: kind("not-in-this-state"), state: text }),
  z.object({ kind: kind("weak-key-storage") }),
  z.object({ kind: kind("unavailable-here"), what: text }),
  z.object({ kind: kind("host-unreachable") }),
  z.object({ kind: kind("bug"), logId: text }),
]);

/** Every failure the studio knows; `kind` selects what the user needs next. */
export type StudioError = Readonly<z.infer<typeof studioErrorSchema>>;

/** Whether a failure may have cost money. */
export type Billed = "no" | "unknown" | "yes";

/** Reads from the error itself whether money may have been spent; everything before the API's answer is "no". */
export function billedOf(error: StudioError): Billed {
  return "billed" in error ? error.billed : "no";
}
