// Pictures as they come from the world, good and bad, made anew for each test run; none is stored.
import sharp from "sharp";
import type { ReferenceNote } from "#shared/model/image-request.ts";
import type { PictureRefusal } from "#shared/errors/studio-error.ts";
import { bombPng, rawPng } from "./raw-png.ts";

export type CorpusPicture = {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What becomes of it as a reference: refused with a reason, or taken with these notes. */
  readonly asReference: { readonly refused: PictureRefusal } | { readonly notes: readonly ReferenceNote[] };
  /** What becomes of it as an import; imports do not care what a name claims. */
  readonly asImport: { readonly refused: PictureRefusal } | { readonly mediaType: string };
};

/** 48 × 32 px of colour that compresses badly enough to be cut in the middle. */
async function texture(widthPx = 48, heightPx = 32) {
  const pixels = Buffer.alloc(widthPx * heightPx * 3);
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = (at * 2_654_435_761) >>> 24;
  return sharp(pixels, { raw: { width: widthPx, height: heightPx, channels: 3 } });
}

const cut = (bytes: Uint8Array, share = 0.6) => bytes.subarray(0, Math.floor(bytes.length * share));

/** One of every kind. */
export async function corpusPictures(): Promise<readonly CorpusPicture[]> {
  const picture = await texture();
  const png = await picture.clone().png().toBuffer();
  const jpeg = await picture.clone().jpeg().toBuffer();
  const webp = await picture.clone().webp().toBuffer();
  const gif = await picture.clone().gif().toBuffer();
  const avif = await picture.clone().avif({ effort: 0 }).toBuffer();
  const cmyk = await picture.clone().toColourspace("cmyk").jpeg().toBuffer();
  const deep = await picture.clone().toColourspace("rgb16").png().toBuffer();
  const turned = await picture.clone().withMetadata({ orientation: 6 }).jpeg().toBuffer();
  const alpha = await picture.clone().ensureAlpha(0.5).png().toBuffer();
  const frames = await animation();

  const good = (name: string, bytes: Uint8Array, mediaType: string, notes: readonly ReferenceNote[] = []) =>
    ({ name, bytes, asReference: { notes }, asImport: { mediaType } }) satisfies CorpusPicture;
  const bad = (name: string, bytes: Uint8Array, refused: PictureRefusal) =>
    ({ name, bytes, asReference: { refused }, asImport: { refused } }) satisfies CorpusPicture;
  const heicHead = Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1");
  const wide = { widthPx: 40_000, heightPx: 40_000, bitDepth: 8, colourType: 2 } as const;

  return [
    good("plain.png", png, "image/png"),
    good("plain.jpg", jpeg, "image/jpeg"),
    good("plain.webp", webp, "image/webp"),
    good("alpha.png", alpha, "image/png"),
    good("plain.gif", gif, "image/gif", ["converted-to-png"]),
    good("moving.gif", frames, "image/gif", ["first-frame-only", "converted-to-png"]),
    good("plain.avif", avif, "image/avif", ["converted-to-png"]),
    good("print.jpg", cmyk, "image/jpeg", ["converted-from-cmyk"]),
    good("deep.png", deep, "image/png", ["reduced-to-8-bit"]),
    good("turned.jpg", turned, "image/jpeg", ["turned-upright"]),
    good("без имени ☕.png", png, "image/png"),
    good("no extension", jpeg, "image/jpeg"),
    { ...good("liar.png", jpeg, "image/jpeg"), asReference: { refused: "mislabelled" } },
    { ...good("liar.heic", png, "image/png"), asReference: { refused: "mislabelled" } },
    bad("empty.png", new Uint8Array(0), "empty"),
    bad("words.png", Buffer.from("This is no picture."), "unknown-format"),
    bad(
      "drawing.svg",
      Buffer.from('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'),
      "svg",
    ),
    bad("drawing.png", Buffer.from('\uFEFF<!-- hidden --><svg width="9" height="9"/>'), "svg"),
    bad("phone.heic", Buffer.concat([heicHead, Buffer.alloc(200)]), "heic"),
    bad("phone.jpg", Buffer.concat([heicHead, Buffer.alloc(200)]), "heic"),
    bad("cut.png", cut(png), "truncated"),
    bad("cut.jpg", cut(jpeg), "truncated"),
    bad("cut.webp", cut(webp), "truncated"),
    bad("cut.gif", cut(gif), "truncated"),
    bad("cut.avif", cut(avif, 0.9), "truncated"),
    bad("header only.png", png.subarray(0, 40), "truncated"),
    bad("bomb.png", bombPng(), "too-many-pixels"),
    bad("huge header.png", rawPng(wide, new Uint8Array(100)), "too-many-pixels"),
    bad("flipped.png", damaged(png), "unreadable"),
    bad(
      "short rows.png",
      rawPng({ widthPx: 64, heightPx: 64, bitDepth: 8, colourType: 2 }, new Uint8Array(500)),
      "unreadable",
    ),
    bad("photo.tif", Buffer.from("II*\0\x08\0\0\0", "latin1"), "unknown-format"),
  ];
}

async function animation(): Promise<Buffer> {
  const one = await texture(16, 32);
  return one
    .gif({ delay: [100, 100] })
    .toBuffer()
    .then(async () => {
      const pixels = await one.clone().raw().toBuffer();
      return sharp(pixels, { raw: { width: 16, height: 32, channels: 3, pageHeight: 16 } })
        .gif({ delay: [100, 100] })
        .toBuffer();
    });
}

/** All chunks in place, the pixels not. */
function damaged(png: Buffer): Buffer {
  const copy = Buffer.from(png);
  const at = copy.indexOf("IDAT");
  for (let index = at + 6; index < at + 60; index += 1) copy[index] = (copy[index] ?? 0) ^ 0xa5;
  return copy;
}
