// Places a reply whose window has more pixels than can be placed in one piece. Everything is measured and matched at the
// size in which the window was sent, where the reply has all its detail; the matched donor and its α are then enlarged
// strip by strip and blended with the window's own pixels, so that memory does not grow with the window.
import { alignTake, type TakeRefusal } from "./align-take.ts";
import { blendBox } from "./blend-box.ts";
import { layColours, openAlpha, type PlaceReport } from "./compose-take.ts";
import { enlargeAlpha, enlargeColours } from "./enlarge-plane.ts";
import { gateTake } from "./gate-take.ts";
import { matchTake } from "./match-take.ts";
import type { Plane8, Raster, Rect } from "./pixel-types.ts";
import { edgeOf, MULTIBAND_SEAM, OVERFLOW_SHARE, type PlaceSettings } from "./place-settings.ts";
import { prepareSelection } from "./prepare-selection.ts";
import { proveProtected } from "./prove-protected.ts";
import { intersectRects } from "./rect.ts";
import type { WideWindow } from "./wide-window.ts";

export type WidePlacement = {
  readonly kind: "placed";
  /** Outside of it nothing changes; window px. */
  readonly box: Rect;
  /**
   * Lays the donor over the original's pixels of `rect`, window px. `cover` is the drawn mask there, which a strict edge
   * keeps to. Throws when a protected pixel would differ.
   */
  readonly strip: (
    original: Raster,
    rect: Rect,
    cover: Plane8,
  ) => { readonly pixels: Raster; readonly alpha: Plane8 };
  /** @param openPixels pixels of the window with α over 0, as the strips told */
  readonly report: (openPixels: number) => PlaceReport;
};

/** Mask value from which a strict edge lets a pixel change, of 255. */
const STRICT_FROM = 26;

/** `original` and `region` are those of the window at its small size; `settings` are in window px, as ever. */
export function placeWide(
  original: Raster,
  reply: Raster,
  region: Plane8,
  settings: PlaceSettings,
  wide: WideWindow,
): WidePlacement | TakeRefusal {
  const small = settingsAt(settings, region, wide);
  const alignment = alignTake(original, reply, region, small.settings);
  if (alignment.kind === "refused") return alignment;
  const matched = matchTake(original, alignment, small.settings);
  const opened = openAlpha(alignment, matched, small.settings);
  const isMultiband =
    settings.multiband === "always" || (settings.multiband === "auto" && matched.seam > MULTIBAND_SEAM);
  const colour = layColours(original, alignment, matched, opened, isMultiband);
  const { donor } = alignment;
  const { window, scaleX, scaleY } = wide;
  const box = enlargeRect(opened.box, wide);
  return {
    kind: "placed",
    box,
    strip: (before, rect, cover) => {
      const alpha = { width: rect.width, height: rect.height, data: enlargeAlpha(opened, rect, wide) };
      if (settings.isStrict)
        for (let i = 0; i < alpha.data.length; i++) if ((cover.data[i] ?? 0) < STRICT_FROM) alpha.data[i] = 0;
      const enlarged = {
        box: rect,
        colours: donor.colours,
        colour: enlargeColours(colour, donor.box, donor.colours, rect, wide),
        alpha:
          donor.alpha === undefined
            ? undefined
            : enlargeAlpha({ box: donor.box, alpha: { ...donor.box, data: donor.alpha } }, rect, wide),
      };
      const pixels = { ...before, data: before.data.slice() };
      blendBox(pixels, rect, enlarged, enlarged.colour, alpha.data, alignment.isOriginalOpaque);
      const proof = proveProtected(before, pixels, alpha);
      if (proof.changedPixels !== 0) throw new Error(`${proof.changedPixels} protected pixels would change`);
      return { pixels, alpha };
    },
    report: (openPixels) => {
      const { registration } = alignment;
      const area = scaleX * scaleY;
      const protectedPixels = window.width * window.height - openPixels;
      const { map } = registration;
      return {
        verdict: gateTake(registration),
        registration: { ...registration, map: { ...map, e: map.e * scaleX, f: map.f * scaleY } },
        flowPx: alignment.flowPx * scaleX,
        isResized: true,
        protectedPixels,
        changedProtectedPixels: 0,
        rawChangedPixels: Math.min(protectedPixels, Math.round(alignment.rawChangedPixels * area)),
        seam: matched.seam,
        isMultiband,
        growPx: small.growPx,
        featherPx: small.featherPx,
        overflowShare: matched.overflow.share,
        offersExtension: matched.overflow.share > OVERFLOW_SHARE,
      };
    },
  };
}

/** Settings in small px, and the edge they stand for in window px. */
function settingsAt(settings: PlaceSettings, region: Plane8, wide: WideWindow) {
  const edge = edgeOf(settings, enlargeRect(prepareSelection(region).bounds, wide));
  const { scaleX } = wide;
  const { nudge } = settings;
  return {
    ...edge,
    settings: {
      ...settings,
      growPx: edge.growPx / scaleX,
      featherPx: edge.featherPx / scaleX,
      nudge: { ...nudge, dx: nudge.dx / scaleX, dy: nudge.dy / wide.scaleY },
    },
  };
}

/** Outwards by a small pixel, since what is enlarged fades over one. */
function enlargeRect(rect: Rect, { window, scaleX, scaleY }: WideWindow): Rect {
  const x = Math.floor((rect.x - 1) * scaleX);
  const y = Math.floor((rect.y - 1) * scaleY);
  const right = Math.ceil((rect.x + rect.width + 1) * scaleX);
  const bottom = Math.ceil((rect.y + rect.height + 1) * scaleY);
  const full = { x: 0, y: 0, width: window.width, height: window.height };
  return intersectRects({ x, y, width: right - x, height: bottom - y }, full);
}
