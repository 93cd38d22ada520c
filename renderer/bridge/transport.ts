// What carries calls and events between the page and its host. Knows neither the calls nor the rooms.
import type { StudioEvent } from "#shared/contract/events.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";

/** What a call resolves to before its type is known: the envelope of `Result`. */
export type Envelope =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: StudioError };

/** `open` also after a break: whoever mirrors the host's state asks for all of it again. */
export type LinkState = "open" | "lost";

export interface Transport {
  /** Resolves always; a host that does not answer is `host-unreachable`. */
  readonly call: (name: string, input: unknown) => Promise<Envelope>;
  /** Events in the order of the host, and the state of the line that brings them. Returns the end of it. */
  readonly listen: (onEvent: (event: StudioEvent) => void, onLink: (state: LinkState) => void) => () => void;
}

export const hostUnreachable: Envelope = { ok: false, error: { kind: "host-unreachable" } };

/** Tells an answer of the host from anything else that may stand in its place, such as a proxy's page. */
export function isEnvelope(value: unknown): value is Envelope {
  if (typeof value !== "object" || value === null || !("ok" in value)) return false;
  if (value.ok === true) return "value" in value;
  return (
    value.ok === false &&
    "error" in value &&
    typeof value.error === "object" &&
    value.error !== null &&
    "kind" in value.error
  );
}
