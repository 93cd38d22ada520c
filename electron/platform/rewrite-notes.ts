// Puts words into a picture's file, or takes all words out, without touching a pixel: the container's pieces are copied
// as they are. PNG, JPEG and WebP; every other format comes back as it went in.
import { crc32 } from "node:zlib";
import type { MediaType } from "#shared/model/image-request.ts";

/** strip: prompts, comments, EXIF and XMP go. Otherwise the packet takes the place of the one that was there. */
export type NotesChange = "strip" | { readonly packet: string };

/** JPEG gives a packet no more room than this. */
export const jpegPacketBytes = 65_000;

/** Null where the file's structure is not what its format says, or the packet has no room in it. */
export function rewriteNotes(file: Buffer, mediaType: MediaType, change: NotesChange): Buffer | null {
  const packet = change === "strip" ? null : Buffer.from(change.packet);
  switch (mediaType) {
    case "image/png":
      return rewritePng(file, packet);
    case "image/jpeg":
      return rewriteJpeg(file, packet);
    case "image/webp":
      return rewriteWebp(file, packet);
    case "image/avif":
    case "image/gif":
      return file;
  }
}

const pngXmp = "XML:com.adobe.xmp\0";

function rewritePng(file: Buffer, packet: Buffer | null): Buffer | null {
  const pieces: Buffer[] = [file.subarray(0, 8)];
  for (let at = 8; at < file.length;) {
    if (at + 12 > file.length) return null;
    const end = at + 12 + file.readUInt32BE(at);
    if (end > file.length) return null;
    const kind = file.toString("latin1", at + 4, at + 8);
    const isText = kind === "tEXt" || kind === "zTXt" || kind === "iTXt";
    const isXmp = isText && file.toString("latin1", at + 8, at + 8 + pngXmp.length) === pngXmp;
    const goes = packet === null ? isText || kind === "eXIf" : isXmp;
    if (!goes) pieces.push(file.subarray(at, end));
    if (kind === "IHDR" && packet !== null)
      pieces.push(pngChunk("iTXt", [Buffer.from(`${pngXmp}\0\0\0\0`), packet]));
    if (kind === "IEND") return Buffer.concat(pieces);
    at = end;
  }
  return null;
}

function pngChunk(kind: string, data: readonly Buffer[]): Buffer {
  const body = Buffer.concat([Buffer.from(kind, "latin1"), ...data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(body.length - 4, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

const jpegXmp = Buffer.from("http://ns.adobe.com/xap/1.0/\0", "latin1");
const jpegExif = Buffer.from("Exif\0\0", "latin1");

function rewriteJpeg(file: Buffer, packet: Buffer | null): Buffer | null {
  if (packet !== null && packet.length > jpegPacketBytes) return null;
  const pieces: Buffer[] = [file.subarray(0, 2)];
  if (packet !== null) {
    const head = Buffer.from([0xff, 0xe1, 0, 0]);
    head.writeUInt16BE(2 + jpegXmp.length + packet.length, 2);
    pieces.push(head, jpegXmp, packet);
  }
  for (let at = 2; at + 4 <= file.length;) {
    if (file[at] !== 0xff) return null;
    const marker = file[at + 1] ?? 0;
    // From the start of the scan on all is pixels.
    if (marker === 0xda) return Buffer.concat([...pieces, file.subarray(at)]);
    const end = at + 2 + file.readUInt16BE(at + 2);
    const body = file.subarray(at + 4, end);
    const isXmp = marker === 0xe1 && body.subarray(0, jpegXmp.length).equals(jpegXmp);
    const isWords = marker === 0xe1 || marker === 0xed || marker === 0xfe;
    if (packet === null && marker === 0xe1 && body.subarray(0, 6).equals(jpegExif)) {
      const turned = uprightExif(body);
      if (turned !== null) pieces.push(turned);
    } else if (!(packet === null ? isWords : isXmp)) pieces.push(file.subarray(at, end));
    at = end;
  }
  return null;
}

/** Without EXIF a turned photograph would lie on its side: the orientation alone is written anew; null when it is upright. */
function uprightExif(body: Buffer): Buffer | null {
  const orientation = readOrientation(body.subarray(6));
  if (orientation <= 1) return null;
  const segment = Buffer.from(
    "ffe1002245786966000049492a0008000000010012010300010000000000000000000000",
    "hex",
  );
  segment.writeUInt16LE(orientation, 28);
  return segment;
}

function readOrientation(tiff: Buffer): number {
  if (tiff.length < 14) return 1;
  const isLittle = tiff.toString("latin1", 0, 2) === "II";
  const short = (at: number): number =>
    at + 2 > tiff.length ? 0 : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at);
  const start = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  for (let entry = 0; entry < short(start); entry += 1) {
    const at = start + 2 + 12 * entry;
    if (short(at) === 0x0112) return Math.min(8, short(at + 8));
  }
  return 1;
}

const webpFlags = { xmp: 0x04, exif: 0x08, alpha: 0x10 } as const;

function rewriteWebp(file: Buffer, packet: Buffer | null): Buffer | null {
  if (file.toString("latin1", 8, 12) !== "WEBP") return null;
  const chunks: { readonly kind: string; readonly body: Buffer }[] = [];
  for (let at = 12; at + 8 <= file.length;) {
    const size = file.readUInt32LE(at + 4);
    if (at + 8 + size > file.length) return null;
    chunks.push({ kind: file.toString("latin1", at, at + 4), body: file.subarray(at + 8, at + 8 + size) });
    at += 8 + size + (size & 1);
  }
  const kept = chunks.filter(
    ({ kind }) => kind !== "VP8X" && kind !== "XMP " && (packet !== null || kind !== "EXIF"),
  );
  const former = chunks.find(({ kind }) => kind === "VP8X")?.body;
  const header = former === undefined ? webpHeader(kept) : Buffer.from(former);
  if (header === null) return null;
  const flags = (header[0] ?? 0) & ~webpFlags.xmp;
  header[0] = packet === null ? flags & ~webpFlags.exif : flags | webpFlags.xmp;
  const all = [
    { kind: "VP8X", body: header },
    ...kept,
    ...(packet === null ? [] : [{ kind: "XMP ", body: packet }]),
  ];
  const body = Buffer.concat([
    Buffer.from("WEBP", "latin1"),
    ...all.flatMap(({ kind, body: data }) => {
      const head = Buffer.alloc(8);
      head.write(kind, 0, "latin1");
      head.writeUInt32LE(data.length, 4);
      return [head, data, Buffer.alloc(data.length & 1)];
    }),
  ]);
  const riff = Buffer.from("RIFF\0\0\0\0", "latin1");
  riff.writeUInt32LE(body.length, 4);
  return Buffer.concat([riff, body]);
}

/** The extended header that a plain WebP has to get before it can carry anything else. */
function webpHeader(chunks: readonly { readonly kind: string; readonly body: Buffer }[]): Buffer | null {
  const header = Buffer.alloc(10);
  const lossy = chunks.find(({ kind }) => kind === "VP8 ")?.body;
  const lossless = chunks.find(({ kind }) => kind === "VP8L")?.body;
  let size: { width: number; height: number };
  if (lossy !== undefined && lossy.length >= 10)
    size = { width: lossy.readUInt16LE(6) & 0x3fff, height: lossy.readUInt16LE(8) & 0x3fff };
  else if (lossless !== undefined && lossless.length >= 5) {
    const bits = lossless.readUInt32LE(1);
    size = { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    if (((bits >>> 28) & 1) === 1) header[0] = webpFlags.alpha;
  } else return null;
  header.writeUIntLE(size.width - 1, 4, 3);
  header.writeUIntLE(size.height - 1, 7, 3);
  return header;
}
