import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createJsonScanner, type JsonPath } from "#electron/provider/json-scanner.ts";

type Scanned = {
  readonly outcome: string;
  readonly values: Map<string, unknown>;
  readonly streamed: string;
};

/** Scans a text cut at the given places; `stream` names the path that is handed on in pieces. */
function scan(
  text: string | Uint8Array,
  cuts: readonly number[] = [],
  stream: string | null = null,
): Scanned {
  const bytes = Buffer.from(text as string);
  const values = new Map<string, unknown>();
  const pieces: Buffer[] = [];
  const name = (path: JsonPath) => JSON.stringify(path);
  const scanner = createJsonScanner({
    onString: (path) => (path.join(".") === stream ? "stream" : "text"),
    onValue: (path, value) => values.set(name(path), value),
    onPiece: (chunk, start, end) => pieces.push(Buffer.from(chunk.slice(start, end))),
    onStreamEnd: () => undefined,
  });
  let from = 0;
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].toSorted((a, b) => a - b);
  for (const to of [...places, bytes.length]) {
    scanner.push(bytes.subarray(from, to));
    from = to;
  }
  return { outcome: scanner.outcome(), values, streamed: Buffer.concat(pieces).toString("utf8") };
}

/** All scalars of a value by path, down to the depth that the scanner tracks. */
function scalars(
  value: unknown,
  path: JsonPath = [],
  found = new Map<string, unknown>(),
): Map<string, unknown> {
  if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value))
      scalars(inner, [...path, Array.isArray(value) ? Number(key) : key], found);
  } else if (path.length <= 8) found.set(JSON.stringify(path), Object.is(value, -0) ? 0 : value);
  return found;
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const cuts = fc.array(fc.nat(), { maxLength: 12 });

describe("json scanner", () => {
  it("finds the same scalars as JSON.parse, however the text is cut", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), cuts, fc.constantFrom(undefined, 2, "\t"), (text, at, indent) => {
        const written = JSON.stringify(JSON.parse(text), null, indent);
        const { outcome, values } = scan(written, at);
        expect(outcome).toBe("complete");
        const parsed = scalars(JSON.parse(written));
        const unsigned = new Map([...values].map(([key, value]) => [key, Object.is(value, -0) ? 0 : value]));
        expect(unsigned).toEqual(parsed);
      }),
      { numRuns: 300 },
    );
  });

  it("calls the same texts whole as JSON.parse does", () => {
    const soup = fc.array(
      fc.constantFrom(
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        '"a"',
        '"',
        "\\",
        "1",
        "-",
        "0",
        ".5",
        "e1",
        "true",
        "nul",
        " ",
      ),
      { maxLength: 10 },
    );
    fc.assert(
      fc.property(soup, cuts, (parts, at) => {
        const text = parts.join("");
        expect(scan(text, at).outcome === "complete").toBe(parses(text));
      }),
      { numRuns: 2000 },
    );
  });

  it("undoes every escape of a streamed string", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme-ascii" }), cuts, fc.boolean(), (value, at, escapeAll) => {
        const written = escapeAll
          ? `"${[...value].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`).join("")}"`
          : JSON.stringify(value).replaceAll("/", "\\/");
        expect(scan(`{"a":[{"b":${written}}]}`, at, "a.0.b").streamed).toBe(value);
      }),
    );
  });

  it("tells a text that ends early from one that is wrong", () => {
    const whole = '{"a":[1,true,"x"],"b":{"c":null}}';
    for (let end = 0; end < whole.length; end += 1)
      expect(scan(whole.slice(0, end)).outcome, whole.slice(0, end)).toBe("truncated");
    for (const wrong of [
      "<html>",
      '{"a":1,}',
      "[1 2]",
      '{"a" 1}',
      "[01]",
      "tru e",
      '{"a":1}x',
      '"\\x"',
      "{]",
    ])
      expect(scan(wrong).outcome, wrong).toBe("malformed");
  });

  it("takes a byte order mark, whole or in pieces, and refuses half of one", () => {
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from("[7]")]);
    expect(scan(marked).values.get("[0]")).toBe(7);
    expect(scan(marked, [1, 2]).outcome).toBe("complete");
    expect(scan(Buffer.concat([Buffer.from([0xef]), Buffer.from("[7]")])).outcome).toBe("malformed");
  });

  it("refuses endless nesting and endless numbers instead of growing", () => {
    expect(scan("[".repeat(100_000)).outcome).toBe("malformed");
    expect(scan("1".repeat(100_000)).outcome).toBe("malformed");
  });

  it("gives up a text that is too long to keep, and goes on", () => {
    const { outcome, values } = scan(JSON.stringify({ long: "x".repeat(200_000), after: 1 }));
    expect(outcome).toBe("complete");
    expect(values.get('["long"]')).toBeNull();
    expect(values.get('["after"]')).toBe(1);
  });
});
