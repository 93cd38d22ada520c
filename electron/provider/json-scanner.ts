// Reads JSON as it arrives, chunk by chunk, in constant memory: long strings are handed on in pieces or skipped.
// Knows nothing of pictures; the visitor says what is worth keeping.

import { isSpace, isWordByte, readWord, simpleEscapes } from "./json-grammar.ts";

/** Where a value stands: object keys and array indices from the root. Deeper than `maxTrackedDepth` it stays cut. */
export type JsonPath = readonly (string | number)[];

export type JsonVisitor = {
  /** Asked at the opening quote of every string value. `text` is kept up to `maxTextBytes`, `stream` goes to `onPiece`. */
  readonly onString: (path: JsonPath) => "skip" | "text" | "stream";
  /** A number, literal or kept string; a string that was too long to keep arrives as null. */
  readonly onValue: (path: JsonPath, value: string | number | boolean | null) => void;
  /** Bytes of a streamed string, escapes already undone; valid only during the call. */
  readonly onPiece: (chunk: Uint8Array, start: number, end: number) => void;
  /** The closing quote of a streamed string. */
  readonly onStreamEnd: () => void;
};

export type JsonScanner = {
  /** Takes the next bytes. After `malformed` everything is ignored. */
  readonly push: (chunk: Uint8Array) => void;
  /** What became of the text so far, to be asked at its end. */
  readonly outcome: () => "complete" | "truncated" | "malformed";
};

const maxDepth = 512;
const maxTrackedDepth = 8;
const maxTextBytes = 64 * 1024;
const maxNumberChars = 400;

const quote = 0x22;
const backslash = 0x5c;
type State =
  | "value"
  | "first-element"
  | "first-key"
  | "key"
  | "colon"
  | "after-value"
  | "word"
  | "string"
  | "escape"
  | "unicode"
  | "done"
  | "malformed";

export function createJsonScanner(visitor: JsonVisitor): JsonScanner {
  let state: State = "value";
  /** One letter for each open container. */
  const open: ("{" | "[")[] = [];
  const path: (string | number)[] = [];
  let stringUse: "key" | "skip" | "text" | "stream" = "skip";
  let kept: Uint8Array[] = [];
  let keptBytes = 0;
  let word = "";
  let hex = "";
  let bomLeft = 3;

  const setPath = (part: string | number): void => {
    if (open.length <= maxTrackedDepth) path[open.length - 1] = part;
  };
  const here = (): JsonPath => path.slice(0, Math.min(open.length, maxTrackedDepth));
  const isTracked = (): boolean => open.length <= maxTrackedDepth;

  function push(chunk: Uint8Array): void {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let at = bomLeft > 0 ? skipByteOrderMark(bytes) : 0;
    while (at < bytes.length && state !== "malformed")
      at = state === "string" ? scanString(bytes, at) : scanByte(bytes[at] ?? 0, at);
  }

  function skipByteOrderMark(bytes: Buffer): number {
    let at = 0;
    while (bomLeft > 0 && at < bytes.length) {
      if (bytes[at] !== [0xbf, 0xbb, 0xef][bomLeft - 1]) {
        // Nothing but a whole mark may stand before the text.
        if (bomLeft < 3) state = "malformed";
        bomLeft = 0;
        return at;
      }
      bomLeft -= 1;
      at += 1;
    }
    return at;
  }

  /** Takes a run of string bytes up to the next quote, escape or the chunk's end. */
  function scanString(bytes: Buffer, at: number): number {
    const closing = bytes.indexOf(quote, at);
    const stop = closing < 0 ? bytes.length : closing;
    const escaped = bytes.subarray(at, stop).indexOf(backslash);
    const end = escaped < 0 ? stop : at + escaped;
    if (end > at) take(bytes, at, end);
    if (escaped >= 0) {
      if (stringUse !== "stream") takeByte(backslash);
      state = "escape";
      return end + 1;
    }
    if (closing < 0) return end;
    closeString();
    return closing + 1;
  }

  function take(bytes: Uint8Array, start: number, end: number): void {
    if (stringUse === "stream") visitor.onPiece(bytes, start, end);
    else if (stringUse !== "skip" && keptBytes <= maxTextBytes) {
      keptBytes += end - start;
      if (keptBytes <= maxTextBytes) kept.push(bytes.slice(start, end));
    }
  }

  function takeByte(byte: number): void {
    take(Uint8Array.of(byte), 0, 1);
  }

  function closeString(): void {
    const use = stringUse;
    if (use === "key") {
      const key = keptText();
      setPath(key ?? "");
      state = "colon";
      return;
    }
    state = afterValue();
    if (use === "stream") visitor.onStreamEnd();
    else if (use === "text") visitor.onValue(here(), keptText());
  }

  /** The kept bytes as a string, or null when there were too many of them or an escape is wrong. */
  function keptText(): string | null {
    const isWhole = keptBytes <= maxTextBytes;
    const text = new TextDecoder().decode(Buffer.concat(kept));
    kept = [];
    keptBytes = 0;
    if (!isWhole) return null;
    try {
      return JSON.parse(`"${text}"`) as string;
    } catch {
      return null;
    }
  }

  function openString(use: typeof stringUse): void {
    stringUse = use;
    state = "string";
  }

  function afterValue(): State {
    return open.length === 0 ? "done" : "after-value";
  }

  /** Takes one byte outside the run of a string; answers where to go on. */
  function scanByte(byte: number, at: number): number {
    switch (state) {
      case "escape":
        takeEscape(byte);
        return at + 1;
      case "unicode":
        takeHexDigit(byte);
        return at + 1;
      case "word":
        if (isWordByte(byte)) {
          word += String.fromCharCode(byte);
          if (word.length > maxNumberChars) state = "malformed";
          return at + 1;
        }
        closeWord();
        return at;
      default:
        if (!isSpace(byte)) takeStructure(byte);
        return at + 1;
    }
  }

  function takeEscape(byte: number): void {
    if (byte === 0x75) {
      hex = "";
      state = "unicode";
      if (stringUse !== "stream") takeByte(byte);
      return;
    }
    const meant = simpleEscapes[byte];
    if (meant === undefined) {
      state = "malformed";
      return;
    }
    takeByte(stringUse === "stream" ? meant : byte);
    state = "string";
  }

  function takeHexDigit(byte: number): void {
    hex += String.fromCharCode(byte);
    if (stringUse !== "stream") takeByte(byte);
    if (hex.length < 4) return;
    if (!/^[0-9a-fA-F]{4}$/.test(hex)) {
      state = "malformed";
      return;
    }
    if (stringUse === "stream") {
      const encoded = Buffer.from(String.fromCharCode(Number.parseInt(hex, 16)));
      take(encoded, 0, encoded.length);
    }
    state = "string";
  }

  function closeWord(): void {
    const text = word;
    word = "";
    const value = readWord(text);
    if (value === undefined) {
      state = "malformed";
      return;
    }
    state = afterValue();
    if (isTracked()) visitor.onValue(here(), value);
  }

  function takeStructure(byte: number): void {
    const letter = String.fromCharCode(byte);
    if (state === "colon") state = letter === ":" ? "value" : "malformed";
    else if (state === "after-value") takeSeparator(letter);
    else if (state === "first-key" && letter === "}") closeContainer("{");
    else if (state === "first-key" || state === "key") {
      if (byte === quote) openString("key");
      else state = "malformed";
    } else if (state === "first-element" && letter === "]") closeContainer("[");
    else if (state === "value" || state === "first-element") openValue(byte, letter);
    else state = "malformed";
  }

  function openValue(byte: number, letter: string): void {
    if (byte === quote) openString(isTracked() ? visitor.onString(here()) : "skip");
    else if (letter === "{" || letter === "[") openContainer(letter);
    else if (isWordByte(byte)) {
      word = letter;
      state = "word";
    } else state = "malformed";
  }

  function openContainer(letter: "{" | "["): void {
    open.push(letter);
    if (letter === "[") setPath(0);
    state = open.length > maxDepth ? "malformed" : letter === "{" ? "first-key" : "first-element";
  }

  function closeContainer(letter: "{" | "["): void {
    if (open.pop() !== letter) {
      state = "malformed";
      return;
    }
    if (path.length > open.length) path.length = open.length;
    state = afterValue();
  }

  function takeSeparator(letter: string): void {
    const inside = open.at(-1);
    if (letter === ",") {
      if (inside === "[" && isTracked()) setPath(Number(path[open.length - 1]) + 1);
      state = inside === "[" ? "value" : "key";
    } else if (letter === "}") closeContainer("{");
    else if (letter === "]") closeContainer("[");
    else state = "malformed";
  }

  function outcome(): "complete" | "truncated" | "malformed" {
    // A bare word has no end of its own.
    if (state === "word" && open.length === 0) closeWord();
    if (state === "done" || state === "malformed") return state === "done" ? "complete" : "malformed";
    return "truncated";
  }

  return { push, outcome };
}
