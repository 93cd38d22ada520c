// Contact sheets as one PDF: pictures as JPEG, words as drawn, and once more as text that is not seen.
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PDFDocument, StandardFonts, rgb, type PDFFont, type PDFImage } from "pdf-lib";
import { ok, type Result } from "#shared/errors/result.ts";
import { pngPxPerPoint, sheetColours, type SheetBox, type SheetOptions } from "#shared/rules/plan-sheet.ts";
import type { ImageCodec } from "#electron/platform/image-codec.ts";
import type { SheetPress } from "./sheet-press.ts";

const jpegQuality = 82;

export async function openPdfPress(
  codec: Pick<ImageCodec, "exportAs" | "cut">,
  scratch: string,
  pagePt: { readonly width: number; readonly height: number },
  { background, title }: Pick<SheetOptions, "background" | "title">,
): Promise<SheetPress> {
  const document = await PDFDocument.create();
  document.setCreator("Inlay");
  if (title.trim() !== "") document.setTitle(title.trim());
  const font = await document.embedFont(StandardFonts.Helvetica);
  const [red, green, blue] = sheetColours[background].page.map((value) => value / 255);
  const colour = rgb(red ?? 1, green ?? 1, blue ?? 1);
  let page = document.addPage([pagePt.width, pagePt.height]);
  let isFirst = true;
  let number = 0;

  const take = async (path: string): Promise<Uint8Array> => {
    const bytes = await readFile(path);
    await rm(path, { force: true });
    return bytes;
  };
  const draw = (image: PDFImage, box: SheetBox): void =>
    page.drawImage(image, {
      x: box.x,
      y: pagePt.height - box.y - box.height,
      width: box.width,
      height: box.height,
    });
  return {
    beginPage: async () => {
      if (!isFirst) page = document.addPage([pagePt.width, pagePt.height]);
      isFirst = false;
      if (background !== "white") page.drawRectangle({ x: 0, y: 0, ...pagePt, color: colour });
      return ok(null);
    },
    layPicture: async (file, box) => {
      const path = join(scratch, `${(number += 1)}.jpg`);
      const done = await codec.exportAs(file, path, {
        format: "jpeg",
        quality: jpegQuality,
        longEdgePx: Math.max(64, Math.round(Math.max(box.width, box.height) * pngPxPerPoint)),
        icc: "srgb",
        xmp: null,
      });
      if (!done.ok) return done;
      const image = await document.embedJpg(await take(path));
      const scale = Math.min(box.width / image.width, box.height / image.height);
      const [width, height] = [image.width * scale, image.height * scale];
      const [x, y] = [box.x + (box.width - width) / 2, box.y + (box.height - height) / 2];
      draw(image, { x, y, width, height });
      return ok(null);
    },
    layWords: async ({ path: strips, crop, text }, box) => {
      const path = join(scratch, `${(number += 1)}.png`);
      const cut = await codec.cut({ path: strips }, path, { as: "png", crop, fitPx: null });
      if (!cut.ok) return cut;
      draw(await document.embedPng(await take(path)), box);
      const known = knownText(font, text);
      const size = Math.min(7.5, (7.5 * box.width) / Math.max(1, font.widthOfTextAtSize(known, 7.5)));
      if (known !== "")
        page.drawText(known, { x: box.x, y: pagePt.height - box.y - 8, size, font, opacity: 0 });
      return ok(null);
    },
    finish: async (): Promise<Result<readonly string[]>> => {
      const path = join(scratch, "sheet.pdf");
      await writeFile(path, await document.save(), { flag: "wx" });
      return ok([path]);
    },
  };
}

/** On one line, with the letters that the font of every PDF reader has. */
function knownText(font: PDFFont, text: string): string {
  const known = new Set(font.getCharacterSet());
  return Array.from(text.replace(/\s+/g, " ").trim())
    .filter((letter) => known.has(letter.codePointAt(0) ?? 0))
    .join("")
    .slice(0, 200);
}
