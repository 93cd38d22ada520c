// Contact sheets as PNG, a file for each page. One page's pixels at a time are in memory.
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ok, type Result } from "#shared/errors/result.ts";
import { pngPxPerPoint, sheetColours, type SheetBox, type SheetOptions } from "#shared/rules/plan-sheet.ts";
import type { ImageCodec, NamedFile } from "#electron/platform/image-codec.ts";
import type { CutShape } from "#electron/platform/image-task.ts";
import type { SheetPress } from "./sheet-press.ts";

const dotsPerInch = 200;

export function openPngPress(
  codec: Pick<ImageCodec, "cut" | "encodePage">,
  scratch: string,
  pagePt: { readonly width: number; readonly height: number },
  { background }: Pick<SheetOptions, "background">,
): SheetPress {
  const widthPx = Math.round(pagePt.width * pngPxPerPoint);
  const heightPx = Math.round(pagePt.height * pngPxPerPoint);
  const rgb = Buffer.alloc(widthPx * heightPx * 3);
  const paper = Buffer.from(sheetColours[background].page);
  const files: string[] = [];
  let isBegun = false;
  let number = 0;

  const endPage = async (): Promise<Result<null>> => {
    const raw = join(scratch, "page.raw");
    const target = join(scratch, `sheet ${files.length + 1}.png`);
    await writeFile(raw, rgb);
    const done = await codec.encodePage({ path: raw, widthPx, heightPx }, target, dotsPerInch);
    if (!done.ok) return done;
    files.push(target);
    return ok(null);
  };
  /** Draws part of a picture in the middle of a box. */
  const lay = async (file: NamedFile, shape: Omit<CutShape, "as">, box: SheetBox): Promise<Result<null>> => {
    const path = join(scratch, `${(number += 1)}.raw`);
    const cut = await codec.cut(file, path, { as: "raw", ...shape });
    if (!cut.ok) return cut;
    const part = {
      width: cut.value.partWidthPx,
      height: cut.value.partHeightPx,
      data: await readFile(path),
    };
    await rm(path, { force: true });
    const x = Math.round((box.x + box.width / 2) * pngPxPerPoint - part.width / 2);
    const y = Math.round((box.y + box.height / 2) * pngPxPerPoint - part.height / 2);
    blend({ width: widthPx, height: heightPx, data: rgb }, part, x, y);
    return ok(null);
  };
  return {
    beginPage: async () => {
      const ended = isBegun ? await endPage() : ok(null);
      isBegun = true;
      rgb.fill(paper);
      return ended;
    },
    layPicture: async (file, box) => {
      const fitPx = {
        width: Math.max(1, Math.floor(box.width * pngPxPerPoint)),
        height: Math.max(1, Math.floor(box.height * pngPxPerPoint)),
      };
      return await lay(file, { crop: null, fitPx }, box);
    },
    layWords: async ({ path, crop }, box) => await lay({ path }, { crop, fitPx: null }, box),
    finish: async () => {
      const ended = await endPage();
      return ended.ok ? ok(files) : ended;
    },
  };
}

interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** RGBA over RGB; what stands out of the page is left out. */
function blend(page: Pixels, part: Pixels, x: number, y: number): void {
  const [left, right] = [Math.max(0, x), Math.min(page.width, x + part.width)];
  for (let row = Math.max(0, y); row < Math.min(page.height, y + part.height); row += 1) {
    let from = ((row - y) * part.width + left - x) * 4;
    let to = (row * page.width + left) * 3;
    for (let column = left; column < right; column += 1, from += 4, to += 3) {
      const alpha = part.data[from + 3] ?? 0;
      for (let channel = 0; channel < 3; channel += 1) {
        const over = part.data[from + channel] ?? 0;
        const under = page.data[to + channel] ?? 0;
        page.data[to + channel] = Math.round(under + ((over - under) * alpha) / 255);
      }
    }
  }
}
