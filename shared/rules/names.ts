// File names that a person can read and every file system takes.
import type { MediaType } from "#shared/model/image-request.ts";
import type { PictureId } from "#shared/model/ids.ts";

const extensions: Readonly<Record<MediaType, string>> = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/webp": "webp",
  "image/avif": "avif",
  "image/gif": "gif",
};

export function extensionOf(mediaType: MediaType): string {
  return extensions[mediaType];
}

/**
 * Words of a title as a file-name part (N1): letters and digits of any script, lower case, hyphens between, at most
 * 60 characters and 120 bytes of UTF-8, "untitled" when nothing is left. Windows' device names cannot come about
 * because the date stands before it.
 */
export function slugOf(title: string): string {
  const words =
    title
      .slice(0, 400)
      .normalize("NFC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  let slug = "";
  for (const word of words) {
    const longer = slug === "" ? word : `${slug}-${word}`;
    if (longer.length > 60 || utf8Length(longer) > 120) break;
    slug = longer;
  }
  return slug === "" ? "untitled" : slug;
}

/** `2026-11/2026-11-22 a-cute-baby-sea-otter 1a2b3c4d.png`, relative to `pictures/` (N2); the day is the local one given. */
export function pictureFileName(parts: {
  readonly day: { readonly year: number; readonly month: number; readonly day: number };
  readonly title: string;
  readonly id: PictureId;
  readonly mediaType: MediaType;
}): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const month = `${String(parts.day.year).padStart(4, "0")}-${two(parts.day.month)}`;
  const name = `${month}-${two(parts.day.day)} ${slugOf(parts.title)} ${parts.id.slice(0, 8)}`;
  return `${month}/${name}.${extensionOf(parts.mediaType)}`;
}

/** Bytes that a text takes in a file name. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
