// The words for what a host will not do or could not open, chosen by the host's own names for the reasons.
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { ErrorWords, Parts } from "./error-sentences.ts";

/** What an import passes over unopened: `passedOver` of the host. */
const unopened = ["linked-folder", "not-a-file", "too-deep"] as const;

export function unreadableParts(
  { name, code }: Extract<StudioError, { kind: "file-unreadable" }>,
  t: ErrorWords,
): Parts {
  const known = unopened.find((one) => one === code);
  if (known !== undefined)
    return [t(`file-unreadable.${known}`, { name }), null, t(`file-unreadable.next-${known}`)];
  return [t("file-unreadable.title", { name, code }), null, t("file-unreadable.next")];
}

/** What a browser cannot do, each with what can be done in its place. */
const unavailable = ["choose-library", "library", "copy-picture", "system-trash"] as const;

export function unavailableParts(what: string, t: ErrorWords): Parts {
  const known = unavailable.find((one) => one === what);
  if (known !== undefined) return [t(`unavailable-here.${known}`), null, t(`unavailable-here.next-${known}`)];
  return [t("unavailable-here.title"), null, t("unavailable-here.next")];
}

/** Why work on the library as a whole does not begin. */
const careReasons = [
  "task-running",
  "library-moving",
  "folder-not-empty",
  "folder-inside",
  "too-many-orphans",
  "second-copy",
  "no-record",
] as const;

/** The reasons are the host's own words for itself, never a text from outside. */
export function notAllowedParts(reason: string, t: ErrorWords): Parts {
  if (reason === "session") return [t("not-allowed.title"), null, t("not-allowed.next")];
  if (reason === "environment-key")
    return [t("not-allowed.environmentKey"), null, t("not-allowed.nextEnvironmentKey")];
  const known = careReasons.find((one) => one === reason);
  if (known !== undefined) return [t(`not-allowed.${known}`), null, t(`not-allowed.next-${known}`)];
  return [t("not-allowed.other"), null, t("not-allowed.nextOther", { reason })];
}
