// The two ways a call can end.
import type { StudioError } from "./studio-error.ts";

/** What every fallible call gives back: a value, or an error that is itself a value. */
export type Result<T, E = StudioError> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function err<E>(error: E): { readonly ok: false; readonly error: E } {
  return { ok: false, error };
}
