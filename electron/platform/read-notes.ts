// What a file says beside its pixels, inside the image worker. Bounded, because files lie.
import exifr from "exifr";
import { noteLimits, type FileNotes } from "#shared/rules/recipes/file-notes.ts";
import type { OpenPicture } from "./open-picture.ts";
import { readPngTexts } from "./read-png-texts.ts";

/** What cannot be read is left out (I2). */
export async function readNotes({ header, path, facts }: OpenPicture): Promise<FileNotes> {
  const decoded = header.comments ?? [];
  const isSpoilt = facts.mediaType === "image/png" && decoded.some(({ text }) => text.includes("\uFFFD"));
  const texts = (isSpoilt ? readPngTexts(path) : decoded)
    .filter(({ text }) => text.length <= noteLimits.oneChars)
    .slice(0, noteLimits.texts)
    .map(({ keyword, text }) => ({ keyword: keyword.slice(0, 100), text }));
  const xmp = header.xmpAsString ?? null;
  return {
    texts,
    xmp: xmp !== null && xmp.length <= noteLimits.oneChars ? xmp : null,
    ...(await readExif(header.exif)),
  };
}

const nothing = { description: "", userComment: "", software: "" } as const;

async function readExif(
  block: Uint8Array | undefined,
): Promise<Pick<FileNotes, "description" | "userComment" | "software">> {
  if (block === undefined || block.length > 4 * noteLimits.oneChars) return nothing;
  const isMarked = Buffer.from(block.subarray(0, 6)).equals(Buffer.from("Exif\0\0"));
  const found: unknown = await exifr
    .parse(Buffer.from(isMarked ? block.subarray(6) : block), { userComment: true, xmp: false })
    .catch(() => null);
  if (typeof found !== "object" || found === null) return nothing;
  const value = (name: string): unknown => Reflect.get(found, name);
  const text = (name: string): string => {
    const words = value(name);
    return typeof words === "string" && words.length <= noteLimits.oneChars ? words : "";
  };
  return {
    description: text("ImageDescription"),
    userComment: decodeComment(value("userComment") ?? value("UserComment")),
    software: text("Software"),
  };
}

/** EXIF says in eight bytes how a comment is written; "UNICODE" is UTF-16 in an order that nobody states. */
function decodeComment(value: unknown): string {
  if (typeof value === "string") return value.slice(0, noteLimits.oneChars);
  if (!(value instanceof Uint8Array) || value.length < 8 || value.length > 2 * noteLimits.oneChars) return "";
  const code = Buffer.from(value.subarray(0, 8)).toString("latin1");
  const body = value.subarray(8);
  if (!code.startsWith("UNICODE")) return new TextDecoder().decode(body).replace(/\0+$/, "");
  const isBigEndian = body[0] === 0;
  return new TextDecoder(isBigEndian ? "utf-16be" : "utf-16le").decode(body).replace(/\0+$/, "");
}
