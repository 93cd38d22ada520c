// The likeness that a thumbhash holds, as a data URL. A few are kept, because grids draw the same ones again and again.
import { thumbHashToAverageRGBA, thumbHashToDataURL } from "thumbhash";

const kept = new Map<string, string | null>();
const keptAtMost = 2_000;

/** A PNG data URL of about 32 px from base64 of a thumbhash; null where it is not one. */
export function paintThumbhash(base64: string): string | null {
  const known = kept.get(base64);
  if (known !== undefined) return known;
  const painted = read(base64, thumbHashToDataURL);
  if (kept.size >= keptAtMost) kept.clear();
  kept.set(base64, painted);
  return painted;
}

/** The one colour that a thumbhash comes to, as CSS; cheap enough for tiles that fly by. Undefined where it is not one. */
export function averageColour(base64: string): string | undefined {
  const colour = read(base64, thumbHashToAverageRGBA);
  if (colour === null) return undefined;
  const [red, green, blue] = [colour.r, colour.g, colour.b].map((part) => Math.round(part * 255));
  return `rgb(${red} ${green} ${blue})`;
}

function read<Value>(base64: string, of: (bytes: Uint8Array) => Value): Value | null {
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return bytes.length < 5 ? null : of(bytes);
  } catch {
    return null;
  }
}
