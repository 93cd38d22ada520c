// Puts a named thing where such things are: in the sky, on the water, on the shore or in the foreground.
import { paintSubject } from "./paint-subject.ts";
import type { SubjectKind } from "./prompt-words.ts";
import type { Scene } from "./scene.ts";

const ALOFT: readonly SubjectKind[] = ["balloon", "bird", "butterfly", "star"];
const SMALL: readonly SubjectKind[] = ["bird", "butterfly"];
const STANDING: readonly SubjectKind[] = ["house", "tree", "cat", "lamp"];

/** Whether a thing needs ground under it. */
export function isStanding(kind: SubjectKind): boolean {
  return STANDING.includes(kind);
}

/** `order` is the thing's place among those named; `groundRow` is where a standing thing's foot is. */
export async function placeSubject(
  scene: Scene,
  kind: SubjectKind,
  order: number,
  groundRow?: number,
): Promise<void> {
  const { raster, chance, palette } = scene;
  const isAloft = ALOFT.includes(kind);
  const main = SMALL.includes(kind) ? 0.15 : isAloft ? 0.28 : 0.36;
  const share = groundRow === undefined ? (order === 0 ? main : main * 0.7) : 0.24;
  const edgePx = Math.min(raster.width, raster.height) * share * chance.between(0.9, 1.1);
  const away = chance.between(0.12, 0.2) * (chance.next() < 0.5 ? -1 : 1);
  const free = raster.height * (isAloft ? chance.between(0.2, 0.36) : chance.between(0.64, 0.76));
  await paintSubject(raster, {
    kind,
    x: raster.width * (0.5 + away * (order === 0 ? 0.7 : 1.6)),
    // The drawings of standing things have their foot at nine tenths of their box.
    y: groundRow === undefined ? free : groundRow - edgePx * 0.4,
    edgePx,
    main: palette.accent,
    second: palette.second,
    ambient: palette.isNight ? palette.skyTop : palette.haze,
    ambience: palette.isNight ? 0.36 : 0.16,
    isMirrored: chance.next() < 0.5,
  });
}
