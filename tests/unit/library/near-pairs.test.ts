import fc from "fast-check";
import { expect, it } from "vitest";
import { bitCount, findNearPairs, readHashes } from "#electron/library/search/near-pairs.ts";

const aHash = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((bits) => bits.toString(16).padStart(16, "0"));

const bitsApart = (one: string, other: string): number =>
  (BigInt(`0x${one}`) ^ BigInt(`0x${other}`)).toString(2).replaceAll("0", "").length;

it("finds every pair that is near enough, and no other, at every distance", () => {
  // Hashes of a family differ in a few bits, so that there are pairs to find.
  const aFamily = fc
    .tuple(aHash, fc.array(fc.array(fc.nat(63), { maxLength: 12 }), { maxLength: 8 }))
    .map(([first, changes]) => [
      first,
      ...changes.map((bits) =>
        bits
          .reduce((hash, bit) => hash ^ (1n << BigInt(bit)), BigInt(`0x${first}`))
          .toString(16)
          .padStart(16, "0"),
      ),
    ]);
  fc.assert(
    fc.property(fc.array(aFamily, { maxLength: 5 }), fc.nat(16), (families, distance) => {
      const hashes = families.flat();
      const told = new Map<string, number>();
      for (const _ of findNearPairs(readHashes(hashes), distance, (one, other, bits) => {
        told.set(`${Math.min(one, other)} ${Math.max(one, other)}`, bits);
      }));
      const expected = new Map<string, number>();
      hashes.forEach((one, at) =>
        hashes.slice(at + 1).forEach((other, next) => {
          const bits = bitsApart(one, other);
          if (bits <= distance) expected.set(`${at} ${at + 1 + next}`, bits);
        }),
      );
      expect(told).toEqual(expected);
    }),
    { numRuns: 40 },
  );
});

it("counts bits", () => {
  expect([0, 1, 0xffffffff, 0x80000001, -1].map(bitCount)).toEqual([0, 1, 32, 2, 32]);
});
