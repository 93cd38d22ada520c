// A small made-up placement. An engine that compiles while it runs is slow on the first real one; a few of these before it,
// while nothing waits, take that away. The pixels are of no use to anyone.
import { alone, type Crew } from "./crew.ts";
import type { Plane8, Raster } from "./pixel-types.ts";
import { DEFAULT_PLACE_SETTINGS } from "./place-settings.ts";
import { placeBox, type Placement } from "./place-take.ts";

/** Side of the picture, px: every stage runs, and one placement takes a few hundredths of a second. */
const SIDE = 96;
/** Of the selection, px: enough is left around it to measure on. */
const RADIUS = 9;
/** How far the reply lies off, px. */
const DRIFT_PX = 1;

/** One rehearsal; the engine has compiled most after six. `crew`: the threads that are to share real work. */
export function rehearsePlacing(crew: Crew = alone): Placement {
  const original = scene(0);
  const reply = scene(DRIFT_PX);
  // Something new in the middle, for the change map.
  for (let y = SIDE / 2 - 4; y < SIDE / 2 + 4; y++)
    for (let x = SIDE / 2 - 4; x < SIDE / 2 + 4; x++)
      reply.data.fill(240, 4 * (y * SIDE + x), 4 * (y * SIDE + x) + 3);
  return placeBox(original, reply, disc(), DEFAULT_PLACE_SETTINGS, crew);
}

/** Waves that differ in every direction, so that the drift can be measured. */
function scene(drift: number): Raster {
  const data = new Uint8Array(SIDE * SIDE * 4);
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const [u, v] = [x + drift, y + drift];
      const wave = 128 + 60 * Math.sin(u / 3) + 50 * Math.cos((v + u / 3) / 4);
      const at = 4 * (y * SIDE + x);
      data[at] = wave;
      data[at + 1] = 255 - wave;
      data[at + 2] = (wave + 2 * u) % 256;
      data[at + 3] = 255;
    }
  }
  return { width: SIDE, height: SIDE, channels: 4, data };
}

function disc(): Plane8 {
  const data = new Uint8Array(SIDE * SIDE);
  for (let y = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE; x++)
      if (Math.hypot(x - SIDE / 2, y - SIDE / 2) < RADIUS) data[y * SIDE + x] = 255;
  return { width: SIDE, height: SIDE, data };
}
