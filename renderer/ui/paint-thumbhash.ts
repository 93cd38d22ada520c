// The likeness that a thumbhash holds, as a data URL. A few are kept, because grids draw the same ones again and again.
import { thumbHashToDataURL } from "thumbhash";

const kept = new Map<string, string | null>();
const keptAtMost = 2_000;

/** A PNG data URL of about 32 px from base64 of a thumbhash; null where it is not one. */
export function paintThumbhash(base64: string): string | null {
  const known = kept.get(base64);
  if (known !== undefined) return known;
  const painted = paint(base64);
  if (kept.size >= keptAtMost) kept.clear();
  kept.set(base64, painted);
  return painted;
}

function paint(base64: string): string | null {
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return bytes.length < 5 ? null : thumbHashToDataURL(bytes);
  } catch {
    return null;
  }
}
