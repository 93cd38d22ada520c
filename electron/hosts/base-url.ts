// The address of the API that stands in the environment in place of the settings' one.
import type { StudioError } from "#shared/errors/studio-error.ts";
import { err, ok, type Result } from "#shared/errors/result.ts";

/** The error carries nothing of the text: somebody may have put a key there. */
export type BaseUrlProblem = Extract<StudioError, { kind: "base-url-invalid" }>;

/** Null without INLAY_BASE_URL. What is there and is no http or https address must not lead anywhere else. */
export function readBaseUrl(
  env: Readonly<Record<string, string | undefined>>,
): Result<string | null, BaseUrlProblem> {
  const text = (env["INLAY_BASE_URL"] ?? "").trim();
  if (text === "") return ok(null);
  const address = /^https?:\/\//i.test(text) ? URL.parse(text) : null;
  return address === null ? err({ kind: "base-url-invalid" }) : ok(text);
}
