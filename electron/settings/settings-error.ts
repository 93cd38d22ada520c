// What the disk says when settings cannot be written, as an error of the studio.
import type { StudioError } from "#shared/errors/studio-error.ts";
import { systemCode } from "#electron/platform/durable-file.ts";

/** Anything that is neither a system error nor a file that does not parse is a bug and is thrown on. */
export function classifySettingsError(error: unknown, folder: string): StudioError {
  if (error instanceof SyntaxError) return { kind: "file-unreadable", name: "settings.json", code: "EINVAL" };
  const code = systemCode(error);
  if (code === null) throw error;
  return code === "ENOSPC" || code === "EDQUOT"
    ? { kind: "disk-full", folder, billed: "no" }
    : { kind: "file-unreadable", name: "settings.json", code };
}
