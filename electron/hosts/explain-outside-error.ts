// What the disk says about a file that is not the library's, as an error of the studio.
import type { StudioError } from "#shared/errors/studio-error.ts";
import { systemCode } from "#electron/platform/durable-file.ts";

/** Anything that is no system error is a bug and is thrown on. */
export function explainOutsideError(
  error: unknown,
  place: { readonly folder: string; readonly name: string },
): StudioError {
  const code = systemCode(error);
  if (code === null) throw error;
  return code === "ENOSPC" || code === "EDQUOT"
    ? { kind: "disk-full", folder: place.folder, billed: "no" }
    : { kind: "file-unreadable", name: place.name, code };
}
