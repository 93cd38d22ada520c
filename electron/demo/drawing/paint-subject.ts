// Renders a named thing at a size and lays it into a picture, lit and grained like its surroundings.
import sharp from "sharp";
import { pixelChance } from "./chance.ts";
import { cssColour, mixRgb, shadeRgb, type Rgb } from "./colour.ts";
import type { SubjectKind } from "./prompt-words.ts";
import { blendPixel, type Raster } from "./raster.ts";
import { subjectShape } from "./subject-shapes.ts";

/** Where and how a subject is painted: its centre and edge in pixels, and its colours. */
export interface SubjectPlan {
  readonly kind: SubjectKind;
  readonly x: number;
  readonly y: number;
  readonly edgePx: number;
  readonly main: Rgb;
  readonly second: Rgb;
  /** The colour of the light around, mixed in by `ambience` (0 to 1). */
  readonly ambient: Rgb;
  readonly ambience: number;
  readonly isMirrored: boolean;
}

export async function paintSubject(raster: Raster, plan: SubjectPlan): Promise<void> {
  const edge = Math.max(8, Math.round(plan.edgePx));
  const { data } = await sharp(Buffer.from(subjectSvg(plan, edge)))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const left = Math.round(plan.x - edge / 2);
  const top = Math.round(plan.y - edge / 2);
  for (let y = 0; y < edge; y += 1)
    for (let x = 0; x < edge; x += 1) {
      const at = (y * edge + (plan.isMirrored ? edge - 1 - x : x)) * 4;
      const alpha = (data[at + 3] ?? 0) / 255;
      if (alpha === 0) continue;
      const grain = (pixelChance(x, y, edge) - 0.5) * 7;
      const own: Rgb = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
      const [red, green, blue] = mixRgb(own, plan.ambient, plan.ambience);
      blendPixel(raster, left + x, top + y, [red + grain, green + grain, blue + grain], alpha);
    }
}

function subjectSvg(plan: SubjectPlan, edge: number): string {
  const { main, second } = plan;
  const colours = {
    main: cssColour(main),
    mainDark: cssColour(shadeRgb(main, -0.2, 0.9)),
    mainLight: cssColour(shadeRgb(main, 0.17, 0.8)),
    second: cssColour(second),
    secondDark: cssColour(shadeRgb(second, -0.18)),
  };
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${edge}" height="${edge}" viewBox="0 0 100 100"><defs>
    ${ballGradient("main", main)}${ballGradient("second", second)}${ballGradient("fur", [126, 86, 56])}
    <radialGradient id="glow"><stop offset="0" stop-color="#fff2c4" stop-opacity=".75"/><stop offset=".45" stop-color="#ffdf94" stop-opacity=".25"/><stop offset="1" stop-color="#ffd277" stop-opacity="0"/></radialGradient>
    <filter id="soft" x="-20%" y="-120%" width="140%" height="340%"><feGaussianBlur stdDeviation="2.200"/></filter>
    <filter id="haze" x="-40%" y="-40%" width="180%" height="180%"><feGaussianBlur stdDeviation="1.300"/></filter>
  </defs>${subjectShape(plan.kind, colours)}</svg>`;
}

function ballGradient(id: string, colour: Rgb): string {
  const stop = (offset: number, shade: Rgb): string =>
    `<stop offset="${offset}" stop-color="${cssColour(shade)}"/>`;
  const stops = [
    stop(0, shadeRgb(colour, 0.16, 0.85)),
    stop(0.45, colour),
    stop(1, shadeRgb(colour, -0.2, 0.95)),
  ];
  return `<radialGradient id="${id}" cx=".36" cy=".28" r=".85">${stops.join("")}</radialGradient>`;
}
