// References for the tests of the composer: every one with bytes of its own.
import type { AssetId } from "#shared/model/ids.ts";
import type { Reference } from "#shared/model/image-request.ts";

/** A reference whose asset is made of the number, 1024 x 768. */
export function madeReference(number: number, change: Partial<Reference> = {}): Reference {
  return {
    asset: number.toString(16).padStart(64, "0") as AssetId,
    mediaType: "image/png",
    name: `picture-${number}.png`,
    label: "",
    widthPx: 1024,
    heightPx: 768,
    bytes: 1000 + number,
    picture: null,
    notes: [],
    url: null,
    ...change,
  };
}

/** `count` different references. */
export function madeReferences(count: number): Reference[] {
  return Array.from({ length: count }, (_, index) => madeReference(index + 1));
}
