// What a file is by its first bytes, and what its name claims. Pure.

/** The first five can be pictures of the library; the others are known so that they can be refused by name. */
export type SniffedFormat =
  "png" | "jpeg" | "webp" | "avif" | "gif" | "heic" | "svg" | "tiff" | "bmp" | "unknown";

/** How many bytes `sniffFormat` wants to see. */
export const sniffBytes = 1024;

export function sniffFormat(head: Uint8Array): SniffedFormat {
  const text = Buffer.from(head).toString("latin1");
  if (text.startsWith("\x89PNG\r\n\x1a\n")) return "png";
  if (text.startsWith("\xff\xd8\xff")) return "jpeg";
  if (text.startsWith("RIFF") && text.slice(8, 12) === "WEBP") return "webp";
  if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) return "gif";
  if (text.startsWith("II*\0") || text.startsWith("MM\0*")) return "tiff";
  if (text.startsWith("BM") && text.slice(6, 10) === "\0\0\0\0") return "bmp";
  if (text.slice(4, 8) === "ftyp") return sniffBrands(text);
  return isSvg(head) ? "svg" : "unknown";
}

// ISO base media: the brands follow the size of the box. A file may list several; `avif` decides.
function sniffBrands(text: string): SniffedFormat {
  const boxEnd = Math.min(text.length, Buffer.from(text.slice(0, 4), "latin1").readUInt32BE());
  const brands = [text.slice(8, 12)];
  for (let at = 16; at + 4 <= boxEnd; at += 4) brands.push(text.slice(at, at + 4));
  if (brands.includes("avif") || brands.includes("avis")) return "avif";
  const isHeic = brands.some((brand) => /^(?:hei[cxms]|hev[cxms]|mif1|msf1)$/.test(brand));
  return isHeic ? "heic" : "unknown";
}

function isSvg(head: Uint8Array): boolean {
  const isUtf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0x3c && head[1] === 0);
  const text = Buffer.from(head)
    .toString(isUtf16 ? "utf16le" : "utf8")
    .replace(/^\uFEFF/, "");
  return /^\s*(?:<\?xml[^>]*>|<!--[\s\S]*?-->|<!DOCTYPE[^>]*>|\s)*<(?:\w+:)?svg[\s>]/i.test(text);
}

const claims: Readonly<Record<string, SniffedFormat>> = {
  png: "png",
  apng: "png",
  jpg: "jpeg",
  jpeg: "jpeg",
  jpe: "jpeg",
  jfif: "jpeg",
  webp: "webp",
  avif: "avif",
  gif: "gif",
  heic: "heic",
  heif: "heic",
  svg: "svg",
  tif: "tiff",
  tiff: "tiff",
  bmp: "bmp",
};

/** The format that a file's extension claims; null for none or one that claims no picture format. */
export function claimedFormat(name: string): SniffedFormat | null {
  const extension = /\.([A-Za-z]+)$/.exec(name)?.[1]?.toLowerCase();
  return extension !== undefined && Object.hasOwn(claims, extension) ? (claims[extension] ?? null) : null;
}
