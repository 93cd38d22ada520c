// Fractal noise on a square that repeats without a seam, made once per picture and sampled many times.
import { seededChance } from "./chance.ts";

/** `edge` x `edge` values with mean near 0, mostly within -1 to 1. The edge is a power of two. */
export interface NoiseTile {
  readonly edge: number;
  readonly values: Float32Array;
}

/** Sums octaves of gradient noise; the first has `period` cells across the tile, each next one twice as many. */
export function noiseTile(
  seed: number,
  edge: number,
  period: number,
  octaves: number,
  gain = 0.5,
): NoiseTile {
  const values = new Float32Array(edge * edge);
  let amplitude = 1.4;
  for (let octave = 0; octave < octaves; octave += 1) {
    addOctave(values, edge, Math.min(edge / 2, period << octave), amplitude, seed + octave * 977);
    amplitude *= gain;
  }
  return { edge, values };
}

function addOctave(values: Float32Array, edge: number, cells: number, amplitude: number, seed: number): void {
  const chance = seededChance(seed);
  const slopesX = new Float32Array(cells * cells);
  const slopesY = new Float32Array(cells * cells);
  for (let at = 0; at < slopesX.length; at += 1) {
    const angle = chance.next() * Math.PI * 2;
    slopesX[at] = Math.cos(angle);
    slopesY[at] = Math.sin(angle);
  }
  const step = cells / edge;
  for (let y = 0; y < edge; y += 1) {
    const cellY = Math.floor(y * step);
    const v = y * step - cellY;
    const fadeV = v * v * v * (v * (v * 6 - 15) + 10);
    const top = cellY * cells;
    const bottom = ((cellY + 1) % cells) * cells;
    for (let x = 0; x < edge; x += 1) {
      const cellX = Math.floor(x * step);
      const u = x * step - cellX;
      const right = (cellX + 1) % cells;
      const fadeU = u * u * u * (u * (u * 6 - 15) + 10);
      const dot = (at: number, du: number, dv: number): number =>
        (slopesX[at] ?? 0) * du + (slopesY[at] ?? 0) * dv;
      const a = dot(top + cellX, u, v);
      const b = dot(top + right, u - 1, v);
      const c = dot(bottom + cellX, u, v - 1);
      const d = dot(bottom + right, u - 1, v - 1);
      const upper = a + (b - a) * fadeU;
      const lower = c + (d - c) * fadeU;
      const at = y * edge + x;
      values[at] = (values[at] ?? 0) + amplitude * (upper + (lower - upper) * fadeV);
    }
  }
}

/** The noise at a point given in tile pixels; any real number, the tile repeats. */
export function sampleNoise(tile: NoiseTile, x: number, y: number): number {
  const { edge, values } = tile;
  const mask = edge - 1;
  const floorX = Math.floor(x);
  const floorY = Math.floor(y);
  const u = x - floorX;
  const v = y - floorY;
  const left = floorX & mask;
  const right = (floorX + 1) & mask;
  const top = (floorY & mask) * edge;
  const bottom = ((floorY + 1) & mask) * edge;
  const a = values[top + left] ?? 0;
  const b = values[top + right] ?? 0;
  const c = values[bottom + left] ?? 0;
  const d = values[bottom + right] ?? 0;
  const upper = a + (b - a) * u;
  return upper + (c + (d - c) * u - upper) * v;
}
