// A key that comes with the process: INLAY_API_KEY, or the file that INLAY_KEY_FILE names.
import { readFileSync } from "node:fs";
import { err, ok, type Result } from "#shared/errors/result.ts";
import { systemCode } from "#electron/platform/durable-file.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** What an Authorization header can carry. */
const headerSafe = /^[\x21-\x7e]{1,500}$/;

/** Null when neither is set. Errors: `file-unreadable` for a key file that cannot be read or holds no key. */
export function readEnvironmentKey(env: Environment): Result<string | null> {
  const direct = env["INLAY_API_KEY"]?.trim() ?? "";
  if (direct !== "") return headerSafe.test(direct) ? ok(direct) : err(unreadable("INLAY_API_KEY", "EINVAL"));
  const path = env["INLAY_KEY_FILE"] ?? "";
  if (path === "") return ok(null);
  try {
    const text = readFileSync(path, "utf8").trim();
    return headerSafe.test(text) ? ok(text) : err(unreadable(path, "EINVAL"));
  } catch (error) {
    return err(unreadable(path, systemCode(error) ?? "EIO"));
  }
}

function unreadable(name: string, code: string) {
  return { kind: "file-unreadable", name: name.slice(0, 500), code } as const;
}
