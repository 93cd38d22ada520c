// From a request to the fields of the wire. The estimate, the send and the preview read the same value.
import { err, ok, type Result } from "#shared/errors/result.ts";
import {
  kindOf,
  type ImageRequest,
  type Reference,
  type RequestKind,
  type ResponseFormat,
} from "#shared/model/image-request.ts";
import { checkRequest } from "./check-request.ts";
import { limits } from "./limits.ts";
import { framePrompt } from "./prompts.ts";
import { formatSize } from "./sizes.ts";

/** What the user's settings add to each request. */
export type SendSettings = { readonly responseFormat: ResponseFormat; readonly userId: string };

/** A request that may be sent: path, scalar fields in documented spelling, and the pictures that go along. */
export type PreparedRequest = {
  readonly kind: RequestKind;
  readonly path: "/v1/images/generations" | "/v1/images/edits";
  /** Only parameters that have an effect; `n` is always 1 by default and never sent. */
  readonly fields: Readonly<Record<string, string | number>>;
  readonly primary: Reference | null;
  readonly additional: readonly Reference[];
};

/** Checks every rule and spells the request for the API; `invalid-request` lists all that is wrong at once. */
export function prepareRequest(request: ImageRequest, settings: SendSettings): Result<PreparedRequest> {
  const violations = checkRequest(request);
  if (violations.length > 0) return err({ kind: "invalid-request", violations: [...violations] });

  const kind = kindOf(request);
  const [primary = null, ...additional] = request.references;
  const fields: Record<string, string | number> = {
    model: limits.model,
    prompt: framePrompt(request.prompt, request.references),
    size: request.size === "auto" ? "auto" : formatSize(request.size),
    output_format: request.format,
    response_format: settings.responseFormat,
  };
  if (request.compression !== null) fields["output_compression"] = request.compression;
  if (request.background !== "auto") fields["background"] = request.background;
  // The edits endpoint documents no moderation level (B3).
  if (kind === "generate" && request.moderation !== "auto") fields["moderation"] = request.moderation;
  if (settings.userId !== "") fields["user"] = settings.userId;

  return ok({
    kind,
    path: kind === "edit" ? "/v1/images/edits" : "/v1/images/generations",
    fields,
    primary,
    additional,
  });
}
