import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBase64Decoder } from "#electron/provider/base64-decoder.ts";

function decodeInPieces(text: string, cuts: readonly number[]): Buffer {
  const bytes = Buffer.from(text, "latin1");
  const into = Buffer.alloc(bytes.length + 8);
  const decoder = createBase64Decoder();
  let at = 0;
  let from = 0;
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].toSorted((a, b) => a - b);
  for (const to of [...places, bytes.length]) {
    at += decoder.decode(bytes, from, to, into, at);
    from = to;
  }
  at += decoder.finish(into, at);
  return into.subarray(0, at);
}

const cuts = fc.array(fc.nat(), { maxLength: 20 });
const content = fc.uint8Array({ maxLength: 300 });

describe("base64 decoder", () => {
  it("gives back what was encoded, in both alphabets, padded or not, however it is cut", () => {
    fc.assert(
      fc.property(
        content,
        cuts,
        fc.constantFrom("base64" as const, "base64url" as const),
        fc.boolean(),
        (bytes, at, name, bare) => {
          const text = Buffer.from(bytes).toString(name);
          const written = bare ? text.replaceAll("=", "") : text;
          expect(decodeInPieces(written, at).equals(Buffer.from(bytes))).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("skips line ends and strangers between the digits", () => {
    fc.assert(
      fc.property(content, cuts, fc.integer({ min: 1, max: 80 }), (bytes, at, width) => {
        const lines = Buffer.from(bytes)
          .toString("base64")
          .replaceAll(new RegExp(`.{${width}}`, "g"), "$&\r\n");
        expect(decodeInPieces(lines, at).equals(Buffer.from(bytes))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("ends at the padding", () => {
    expect(decodeInPieces("aGk=ignored", []).toString()).toBe("hi");
    expect(decodeInPieces("aGk=ignored", [3, 5]).toString()).toBe("hi");
  });
});
