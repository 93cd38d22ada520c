// Pairs of 64-bit hashes that differ in few bits. Pure; yields now and then so that the caller can let others work.

/** Hashes as two halves each. */
export type Hashes = { readonly high: Uint32Array; readonly low: Uint32Array };

export function readHashes(texts: readonly string[]): Hashes {
  const high = new Uint32Array(texts.length);
  const low = new Uint32Array(texts.length);
  texts.forEach((text, at) => {
    high[at] = Number.parseInt(text.slice(0, 8), 16);
    low[at] = Number.parseInt(text.slice(8), 16);
  });
  return { high, low };
}

const bands = 4;
const bandBits = 16;
const keys = 2 ** bandBits;
const pairsBetweenYields = 2_000_000;

/**
 * Tells every pair at most `distance` bits apart, some of them more than once. Two hashes that differ in d bits differ in
 * at most a quarter of d in one of their four bands, so only those whose bands come so near are compared.
 */
export function* findNearPairs(
  { high, low }: Hashes,
  distance: number,
  tell: (one: number, other: number, bits: number) => void,
): Generator<undefined> {
  const flips = masksOf(Math.floor(distance / bands));
  let compared = 0;
  const compareAll = (one: number, order: Int32Array, from: number, to: number): void => {
    const [upper, lower] = [high[one] ?? 0, low[one] ?? 0];
    for (let at = from; at < to; at += 1) {
      const other = order[at] ?? 0;
      const bits = bitCount(upper ^ (high[other] ?? 0)) + bitCount(lower ^ (low[other] ?? 0));
      if (bits <= distance) tell(one, other, bits);
    }
    compared += to - from + 1;
  };
  for (let band = 0; band < bands; band += 1) {
    const half = band < 2 ? high : low;
    const shift = band % 2 === 0 ? bandBits : 0;
    const { starts, order } = sortByKey(half.map((word) => (word >>> shift) & (keys - 1)));
    for (let key = 0; key < keys; key += 1) {
      const [from, to] = [starts[key] ?? 0, starts[key + 1] ?? 0];
      if (from === to) continue;
      for (const flip of flips) {
        const near = key ^ flip;
        // Each pair of keys from one of its ends only.
        if (near < key) continue;
        const [first, last] = [starts[near] ?? 0, starts[near + 1] ?? 0];
        if (first === last) continue;
        for (let at = from; at < to; at += 1) {
          compareAll(order[at] ?? 0, order, flip === 0 ? at + 1 : first, last);
          if (compared <= pairsBetweenYields) continue;
          compared = 0;
          yield;
        }
      }
    }
  }
}

/** Every number of a band's width with at most so many bits. */
function masksOf(atMostBits: number): readonly number[] {
  return Array.from({ length: keys }, (_, mask) => mask).filter((mask) => bitCount(mask) <= atMostBits);
}

/** Places in the order of their keys: those of a key stand from `starts[key]` to before `starts[key + 1]`. */
function sortByKey(keyOf: Uint32Array): { readonly starts: Int32Array; readonly order: Int32Array } {
  const starts = new Int32Array(keys + 1);
  for (const key of keyOf) starts[key + 1] = (starts[key + 1] ?? 0) + 1;
  for (let key = 0; key < keys; key += 1) starts[key + 1] = (starts[key + 1] ?? 0) + (starts[key] ?? 0);
  const next = starts.slice();
  const order = new Int32Array(keyOf.length);
  keyOf.forEach((key, at) => {
    const place = next[key] ?? 0;
    order[place] = at;
    next[key] = place + 1;
  });
  return { starts, order };
}

export function bitCount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
