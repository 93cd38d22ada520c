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

/** Up to this distance bands narrow the search down; further apart every pair is looked at. */
const furthestBanded = 7;
const pairsBetweenYields = 2_000_000;

/**
 * Tells every pair at most `distance` bits apart, some of them more than once. Two hashes that differ in d bits are
 * equal in at least one of d + 1 bands, so only those that share a band are compared.
 */
export function* findNearPairs(
  hashes: Hashes,
  distance: number,
  tell: (one: number, other: number, bits: number) => void,
): Generator<undefined> {
  const { high, low } = hashes;
  const count = high.length;
  let compared = 0;
  const compare = (one: number, other: number): void => {
    const bits =
      bitCount((high[one] ?? 0) ^ (high[other] ?? 0)) + bitCount((low[one] ?? 0) ^ (low[other] ?? 0));
    if (bits <= distance) tell(one, other, bits);
  };
  const groups = distance > furthestBanded ? [[Array.from({ length: count }, (_, at) => at)]] : null;
  const bands = distance + 1;
  for (let band = 0; band < (groups === null ? bands : 1); band += 1) {
    for (const group of groups?.[band] ?? groupByBand(hashes, band, bands)) {
      for (let at = 0; at < group.length; at += 1) {
        const one = group[at] ?? 0;
        for (let next = at + 1; next < group.length; next += 1) compare(one, group[next] ?? 0);
        compared += group.length - at;
        if (compared > pairsBetweenYields) {
          compared = 0;
          yield;
        }
      }
    }
  }
}

function groupByBand({ high, low }: Hashes, band: number, bands: number): readonly (readonly number[])[] {
  const from = Math.floor((band * 64) / bands);
  const to = Math.floor(((band + 1) * 64) / bands);
  const groups = new Map<number, number[]>();
  for (let at = 0; at < high.length; at += 1) {
    const key = bitsOf(high[at] ?? 0, low[at] ?? 0, from, to);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [at]);
    else group.push(at);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/** Bits `from` to `to` of 64, counted from the highest; exact, because a number holds 53 and a band has fewer, or is all. */
function bitsOf(high: number, low: number, from: number, to: number): number {
  const upper = from < 32 ? slice(high, from, Math.min(32, to)) : 0;
  const lower = to > 32 ? slice(low, Math.max(0, from - 32), to - 32) : 0;
  const lowerWidth = to > 32 ? to - Math.max(32, from) : 0;
  // Of one band of 64 bits the sum is rounded; pairs are compared in full anyway.
  return upper * 2 ** lowerWidth + lower;
}

function slice(word: number, from: number, to: number): number {
  return Math.floor(word / 2 ** (32 - to)) % 2 ** (to - from);
}

export function bitCount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
