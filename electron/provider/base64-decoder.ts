// Decodes base64 that comes in pieces of any length, into memory that the caller owns.
// Same reading as Buffer.from(text, "base64"): both alphabets, white space and strangers skipped, padding ends it.

export type Base64Decoder = {
  /**
   * Decodes `chunk[start, end)` to `into[at, …)`; needs room for 3 bytes per 4 characters, and 3 more.
   * Answers how many bytes were written.
   */
  readonly decode: (chunk: Uint8Array, start: number, end: number, into: Buffer, at: number) => number;
  /** Writes what an unpadded end leaves over, at most 2 bytes. */
  readonly finish: (into: Buffer, at: number) => number;
};

/** Marks the characters of both alphabets. */
const isDigit = new Uint8Array(256);
for (const digit of Buffer.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"))
  isDigit[digit] = 1;
const padding = 0x3d;

export function createBase64Decoder(): Base64Decoder {
  /** Up to three characters that wait for the rest of their group of four. */
  let carried = "";
  let isEnded = false;

  function decode(chunk: Uint8Array, start: number, end: number, into: Buffer, at: number): number {
    if (isEnded || end <= start) return 0;
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let from = start;
    let written = 0;
    if (carried !== "") {
      const missing = Math.min(4 - carried.length, end - from);
      const group = carried + bytes.toString("latin1", from, from + missing);
      from += missing;
      if (group.length < 4) {
        carried = group;
        return 0;
      }
      carried = "";
      written = into.write(group, at, "base64");
      if (written < 3)
        return decodeUnclean(Buffer.from(group + bytes.toString("latin1", from, end)), into, at);
    }
    const whole = (end - from) & ~3;
    const decoded =
      whole === 0 ? 0 : into.write(bytes.toString("latin1", from, from + whole), at + written, "base64");
    if (decoded < (whole / 4) * 3)
      return written + decodeUnclean(bytes.subarray(from, end), into, at + written);
    carried = bytes.toString("latin1", from + whole, end);
    return written + decoded;
  }

  /** The rare road: something between the digits. Keeps the digits, stops at padding. */
  function decodeUnclean(piece: Uint8Array, into: Buffer, at: number): number {
    const digits = Buffer.allocUnsafe(piece.length);
    let count = 0;
    for (const byte of piece) {
      if (byte === padding) {
        isEnded = true;
        break;
      }
      if (isDigit[byte] === 1) digits[count++] = byte;
    }
    const whole = isEnded ? count : count & ~3;
    carried = isEnded ? "" : digits.toString("latin1", whole, count);
    return into.write(digits.toString("latin1", 0, whole), at, "base64");
  }

  function finish(into: Buffer, at: number): number {
    const rest = carried;
    carried = "";
    return rest === "" || isEnded ? 0 : into.write(rest, at, "base64");
  }

  return { decode, finish };
}
