// A small seeded generator (mulberry32), so that a bench or a test says the same on every run.

/** Uniform numbers in 0..1 from a seed. */
export type RandomSource = () => number;

export function seededRandom(seed: number): RandomSource {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Uniform in -size..size. */
export function spreadOf(random: RandomSource, size: number): number {
  return (2 * random() - 1) * size;
}
