// Sizes by what a picture is for. The wish is the size the use asks for; the legal size is derived, never typed.
import type { SizePx } from "#shared/model/image-request.ts";
import { nearestLegalSizes } from "./sizes.ts";

export type UseGroup = "social" | "print" | "screen";

/** One purpose; `id` is also the key of its name in the string catalogue. */
export type UseSize = { readonly id: string; readonly group: UseGroup; readonly wish: SizePx };

const use = (id: string, group: UseGroup, widthPx: number, heightPx: number): UseSize => ({
  id,
  group,
  wish: { widthPx, heightPx },
});

/** Print wishes are the paper's shape at the most pixels the API gives. */
export const useSizes: readonly UseSize[] = [
  use("social-square", "social", 1080, 1080),
  use("social-portrait", "social", 1080, 1350),
  use("social-story", "social", 1080, 1920),
  use("social-landscape", "social", 1200, 630),
  use("social-banner", "social", 1500, 500),
  use("print-a-portrait", "print", 2400, 3394),
  use("print-a-landscape", "print", 3394, 2400),
  use("print-photo", "print", 3456, 2304),
  use("print-square", "print", 2880, 2880),
  use("screen-hd", "screen", 1920, 1080),
  use("screen-4k", "screen", 3840, 2160),
  use("screen-ultrawide", "screen", 3440, 1440),
  use("screen-phone", "screen", 1290, 2796),
  use("screen-slide", "screen", 1600, 1200),
];

/** The legal size for a use: the nearest to its wish. */
export function sizeForUse(id: UseSize["id"]): SizePx | null {
  const found = useSizes.find((candidate) => candidate.id === id);
  return found ? (nearestLegalSizes(found.wish, 1)[0] ?? null) : null;
}
