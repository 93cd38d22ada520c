// Open country: sky, ridges behind ridges, and a lake that mirrors them when there is room for one.
import { paintRidges } from "./paint-ridges.ts";
import { paintReflection } from "./paint-reflection.ts";
import { paintSky } from "./paint-sky.ts";
import type { Scene } from "./scene.ts";

export function paintMountains(scene: Scene): void {
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
    return;
  }
  paintRidges(scene, light, { top: horizon * 0.66, foot: horizon, count, hasWoods: true });
  paintReflection(scene, light, horizon);
}
