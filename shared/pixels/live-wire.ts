// Live wire: cheapest ways along edges (Mortensen and Barrett, "Intelligent scissors", 1995). Edge strength from the
// Sobel gradient of each colour; ways by Dial's bucket queue, since costs are small whole numbers.
import { colourCount, levelScale, type Raster } from "./pixel-types.ts";

/** Cost of stepping onto each pixel, 1 (a strong edge) to 64 (none). */
export type WireCosts = { readonly width: number; readonly height: number; readonly data: Uint8Array };

/** Everything that can be reached from one pixel: how each pixel is left towards it, 0..7, or 255 for the seed itself. */
export type WireTree = { readonly width: number; readonly height: number; readonly back: Uint8Array };

const MOST_COST = 64;
/** Lengths of straight and diagonal steps, about 1 : √2. */
const STRAIGHT = 5;
const DIAGONAL = 7;
const STEP_X = [1, 1, 0, -1, -1, -1, 0, 1];
const STEP_Y = [0, 1, 1, 1, 0, -1, -1, -1];
const SEED = 255;
const UNKNOWN = 254;

/** Costs of a picture, relative to its strongest edges (the 98th percentile counts as full). */
export function wireCosts(picture: Raster): WireCosts {
  const { width, height } = picture;
  const strength = edgeStrength(picture);
  const histogram = new Int32Array(1024);
  for (const value of strength) histogram[value] = (histogram[value] ?? 0) + 1;
  let full = 1023;
  for (let above = 0; full > 8 && above < 0.02 * strength.length; full--) above += histogram[full] ?? 0;
  const data = Uint8Array.from(strength, (value) => {
    const share = Math.min(1, value / full);
    return Math.max(1, Math.round(MOST_COST * (1 - share) ** 2));
  });
  return { width, height, data };
}

/** The greatest gradient of any colour, 0..1023. */
function edgeStrength(picture: Raster): Uint16Array {
  const { width, height, channels, data } = picture;
  const out = new Uint16Array(width * height);
  const colours = colourCount(picture);
  const scale = levelScale(picture);
  for (let y = 0; y < height; y++) {
    const up = Math.max(0, y - 1) * width;
    const here = y * width;
    const down = Math.min(height - 1, y + 1) * width;
    for (let x = 0; x < width; x++) {
      const left = Math.max(0, x - 1);
      const right = Math.min(width - 1, x + 1);
      let most = 0;
      for (let c = 0; c < colours; c++) {
        const at = (pixel: number) => data[pixel * channels + c] ?? 0;
        const east = at(up + right) + 2 * at(here + right) + at(down + right);
        const west = at(up + left) + 2 * at(here + left) + at(down + left);
        const south = at(down + left) + 2 * at(down + x) + at(down + right);
        const north = at(up + left) + 2 * at(up + x) + at(up + right);
        most = Math.max(most, Math.abs(east - west) + Math.abs(south - north));
      }
      out[here + x] = Math.min(1023, most / scale);
    }
  }
  return out;
}

/** The cheapest ways from one pixel to all others. Throws when it is outside. */
export function growWires(costs: WireCosts, x: number, y: number): WireTree {
  const { width, height, data } = costs;
  if (x < 0 || y < 0 || x >= width || y >= height) throw new RangeError("the anchor is outside the picture");
  const back = new Uint8Array(width * height).fill(UNKNOWN);
  const total = new Uint32Array(width * height).fill(0xffffffff);
  const buckets: number[][] = Array.from({ length: DIAGONAL * MOST_COST + 1 }, () => []);
  const seed = y * width + x;
  total[seed] = 0;
  back[seed] = SEED;
  buckets[0]?.push(seed);
  let waiting = 1;
  for (let cost = 0; waiting > 0; cost++) {
    const bucket = buckets[cost % buckets.length] ?? [];
    for (let at = bucket.pop(); at !== undefined; at = bucket.pop()) {
      waiting--;
      if (total[at] !== cost) continue;
      const [px, py] = [at % width, Math.floor(at / width)];
      for (let d = 0; d < 8; d++) {
        const nx = px + (STEP_X[d] ?? 0);
        const ny = py + (STEP_Y[d] ?? 0);
        if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue;
        const next = ny * width + nx;
        const sum = cost + (data[next] ?? 0) * (d % 2 === 0 ? STRAIGHT : DIAGONAL);
        if (sum >= (total[next] ?? 0)) continue;
        total[next] = sum;
        back[next] = (d + 4) % 8;
        buckets[sum % buckets.length]?.push(next);
        waiting++;
      }
    }
  }
  return { width, height, back };
}

/** The way from the seed to a pixel, x and y laid end to end, both ends included. */
export function wayTo(tree: WireTree, x: number, y: number): readonly number[] {
  const points: number[] = [];
  let [px, py] = [clamp(x, tree.width), clamp(y, tree.height)];
  for (let d = tree.back[py * tree.width + px] ?? SEED; d < 8; d = tree.back[py * tree.width + px] ?? SEED) {
    points.push(py, px);
    px += STEP_X[d] ?? 0;
    py += STEP_Y[d] ?? 0;
  }
  points.push(py, px);
  return points.toReversed();
}

function clamp(value: number, size: number): number {
  return Math.min(size - 1, Math.max(0, Math.round(value)));
}
