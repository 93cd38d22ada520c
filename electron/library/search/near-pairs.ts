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
const comparedBetweenYields = 1_000_000;
/** Nothing can come between the hashes of a run. */
const runLength = 256;

type Tell = (one: number, other: number, bits: number) => void;

/**
 * Tells every pair at most `distance` bits apart, some of them more than once, and yields the share that is done. Bands
 * that may differ in r1 to r4 bits miss no pair as long as r1 + … + r4 + 4 is more than the distance: a pair that was
 * missed would differ in one bit more than that in each. So only hashes that come so near in a band are compared.
 */
export function* findNearPairs(hashes: Hashes, distance: number, tell: Tell): Generator<number> {
  const reaches = Array.from({ length: bands }, (_, band) => Math.floor((distance - band) / bands));
  const flips = reaches.map(masksOf);
  const most = flips.reduce((sum, masks) => sum + masks.length, 0);
  let before = 0;
  for (const [band, masks] of flips.entries()) {
    yield before / most;
    if (masks.length > 0)
      for (const share of findInBand(hashes, band, masks, distance, tell))
        yield (before + share * masks.length) / most;
    before += masks.length;
  }
}

/** Hashes side by side in the order of their keys in one band: those of a key are read in a run. */
type Sorted = {
  /** Those of a key stand from `starts[key]` to before `starts[key + 1]`. */
  readonly starts: Int32Array;
  readonly keyOf: Uint16Array;
  /** Where they stand among all. */
  readonly order: Int32Array;
  readonly high: Int32Array;
  readonly low: Int32Array;
};

/** Compares the hashes whose keys of a band differ by one of the masks. */
function* findInBand(
  hashes: Hashes,
  band: number,
  masks: Int32Array,
  distance: number,
  tell: Tell,
): Generator<number> {
  const sorted = sortByBand(hashes, band);
  const count = sorted.order.length;
  let compared = 0;
  for (const [done, mask] of masks.entries())
    for (let from = 0; from < count; from += runLength) {
      compared += compareRun(sorted, mask, from, Math.min(count, from + runLength), distance, tell);
      if (compared <= comparedBetweenYields) continue;
      compared = 0;
      yield done / masks.length;
    }
}

/** Compares a run of hashes with those whose keys differ by a mask; answers with how many there were. */
function compareRun(
  { starts, keyOf, order, high, low }: Sorted,
  mask: number,
  from: number,
  to: number,
  distance: number,
  tell: Tell,
): number {
  // Each pair of keys from one of its ends only: the one without the mask's highest bit.
  const top = mask === 0 ? 0 : 1 << (31 - Math.clz32(mask));
  let compared = to - from;
  for (let at = from; at < to; at += 1) {
    const key = keyOf[at] ?? 0;
    if ((key & top) !== 0) continue;
    const near = key ^ mask;
    const last = starts[near + 1] ?? 0;
    const first = mask === 0 ? at + 1 : (starts[near] ?? 0);
    const upper = high[at] ?? 0;
    const lower = low[at] ?? 0;
    for (let other = first; other < last; other += 1) {
      const bits = bitsOf(upper ^ (high[other] ?? 0), lower ^ (low[other] ?? 0));
      if (bits <= distance) tell(order[at] ?? 0, order[other] ?? 0, bits);
    }
    compared += last - first;
  }
  return compared;
}

/** Every number of a band's width with at most so many bits; none for fewer than none. */
function masksOf(atMostBits: number): Int32Array {
  const masks: number[] = [];
  for (let mask = 0; mask < keys; mask += 1) if (bitCount(mask) <= atMostBits) masks.push(mask);
  return Int32Array.from(masks);
}

function sortByBand({ high, low }: Hashes, band: number): Sorted {
  const half = band < 2 ? high : low;
  const shift = band % 2 === 0 ? bandBits : 0;
  const keyAt = (at: number): number => ((half[at] ?? 0) >>> shift) & (keys - 1);
  const starts = new Int32Array(keys + 1);
  for (let at = 0; at < half.length; at += 1) starts[keyAt(at) + 1] = (starts[keyAt(at) + 1] ?? 0) + 1;
  for (let key = 0; key < keys; key += 1) starts[key + 1] = (starts[key + 1] ?? 0) + (starts[key] ?? 0);
  const next = starts.slice();
  const order = new Int32Array(half.length);
  for (let at = 0; at < half.length; at += 1) {
    const place = next[keyAt(at)] ?? 0;
    order[place] = at;
    next[keyAt(at)] = place + 1;
  }
  return {
    starts,
    keyOf: Uint16Array.from(order, keyAt),
    order,
    high: order.map((at) => high[at] ?? 0),
    low: order.map((at) => low[at] ?? 0),
  };
}

export function bitCount(word: number): number {
  return bitsOf(word, 0);
}

/** Bits of two words together: by pairs, by fours, and from there on in one sum. */
function bitsOf(one: number, other: number): number {
  const pairs = one - ((one >>> 1) & 0x55555555);
  const others = other - ((other >>> 1) & 0x55555555);
  const fours =
    (pairs & 0x33333333) +
    ((pairs >>> 2) & 0x33333333) +
    (others & 0x33333333) +
    ((others >>> 2) & 0x33333333);
  return Math.imul((fours & 0x0f0f0f0f) + ((fours >>> 4) & 0x0f0f0f0f), 0x01010101) >>> 24;
}
