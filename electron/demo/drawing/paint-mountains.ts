// Open country: sky, ridges behind ridges, and a lake that mirrors them when there is room for one.
import { isStanding, placeSubject } from "./place-subject.ts";
import { paintRidges } from "./paint-ridges.ts";
import { paintReflection } from "./paint-reflection.ts";
import { paintSky } from "./paint-sky.ts";
import type { SubjectKind } from "./prompt-words.ts";
import type { Scene } from "./scene.ts";

/** Gives back the subjects that still have to be placed: those that stand are put on a lake's shore. */
export async function paintMountains(
  scene: Scene,
  subjects: readonly SubjectKind[],
): Promise<readonly SubjectKind[]> {
  const { raster, chance, prompt } = scene;
  const { height } = raster;
  const isDry = /\b(desert|dunes?|forest|meadow|field|hills?)\b/i.test(prompt);
  const hasLake =
    /\b(lake|river|fjord|reflection|mirror|water)\b/i.test(prompt) || (!isDry && chance.next() < 0.6);
  const horizon = height * (hasLake ? chance.between(0.6, 0.68) : chance.between(0.62, 0.74));
  const light = paintSky(scene, height * 0.8);
  const count = chance.whole(5, 6);
  if (!hasLake) {
    paintRidges(scene, light, { top: horizon * 0.7, foot: height * 0.95, count, hasWoods: true });
    return subjects;
  }
  paintRidges(scene, light, { top: horizon * 0.66, foot: horizon, count, hasWoods: true });
  const ashore = subjects.filter(isStanding);
  for (const [order, subject] of ashore.entries()) await placeSubject(scene, subject, order, horizon);
  paintReflection(scene, light, horizon);
  return subjects.filter((subject) => !isStanding(subject));
}
