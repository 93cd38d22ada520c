// The text of a PNG as its bytes say it, for files whose text the decoder has spoilt by taking Latin-1 for UTF-8.
import { closeSync, openSync, readSync } from "node:fs";
import { inflateSync } from "node:zlib";
import { noteLimits, type FileNotes } from "#shared/rules/recipes/file-notes.ts";

/** A file with more pieces than this is up to something. */
const mostChunks = 200_000;

/** What cannot be read is left out. Throws nothing but what the disk says. */
export function readPngTexts(path: string): FileNotes["texts"] {
  const file = openSync(path, "r");
  try {
    const texts: { keyword: string; text: string }[] = [];
    const head = Buffer.alloc(8);
    let at = 8;
    for (let count = 0; count < mostChunks && texts.length < noteLimits.texts; count += 1) {
      if (readSync(file, head, 0, 8, at) < 8) break;
      const length = head.readUInt32BE(0);
      const type = head.toString("latin1", 4);
      if (type === "IEND") break;
      if (isText(type) && length <= 4 * noteLimits.oneChars) {
        const body = Buffer.alloc(length);
        if (readSync(file, body, 0, length, at + 8) < length) break;
        const found = readText(type, body);
        if (found !== null && found.text.length <= noteLimits.oneChars) texts.push(found);
      }
      at += length + 12;
    }
    return texts;
  } finally {
    closeSync(file);
  }
}

function isText(type: string): type is "tEXt" | "zTXt" | "iTXt" {
  return type === "tEXt" || type === "zTXt" || type === "iTXt";
}

/** PNG specification, 11.3.3. */
function readText(type: "tEXt" | "zTXt" | "iTXt", body: Buffer): { keyword: string; text: string } | null {
  const end = body.indexOf(0);
  if (end < 1 || end > 79) return null;
  const keyword = body.toString("latin1", 0, end);
  const rest = body.subarray(end + 1);
  if (type === "tEXt") return { keyword, text: decode(rest) };
  if (type === "zTXt") {
    const bytes = inflate(rest.subarray(1));
    return bytes === null ? null : { keyword, text: decode(bytes) };
  }
  const language = rest.indexOf(0, 2);
  const translated = language < 0 ? -1 : rest.indexOf(0, language + 1);
  if (translated < 0) return null;
  const packed = rest.subarray(translated + 1);
  const bytes = rest[0] === 1 ? inflate(packed) : packed;
  return bytes === null ? null : { keyword, text: bytes.toString("utf8") };
}

/** The format says Latin-1; many programs write UTF-8. What is sound UTF-8 is hardly ever anything else. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return bytes.toString("latin1");
  }
}

function inflate(bytes: Buffer): Buffer | null {
  try {
    return inflateSync(bytes, { maxOutputLength: 4 * noteLimits.oneChars });
  } catch {
    return null;
  }
}
