// Contact sheets: pages of A4 with small pictures and, where wanted, a line of words below each.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PDFDocument, StandardFonts, rgb, type PDFFont } from "pdf-lib";
import type { CallParsed } from "#shared/contract/registry.ts";
import { ok, type Result } from "#shared/errors/result.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { Picture } from "#shared/model/picture.ts";
import { localDay } from "#shared/rules/calendar.ts";
import type { TaskReport } from "#electron/hosts/task-desk.ts";
import type { ExportParts } from "./export-pictures.ts";

/** Points: 72 to an inch. */
const page = { width: 595.28, height: 841.89, margin: 36, gap: 10, title: 26, caption: 14 } as const;
const captionPt = 7;
/** Prints at 200 dots to the inch. */
const dotsPerPoint = 200 / 72;

export type SheetWish = CallParsed<"export.sheet">;

/** Writes the PDF to `target`. Rejects with Node's system error. A picture that cannot be drawn leaves its place empty. */
export async function writeContactSheet(
  { library, codec }: ExportParts,
  { ids, columns, title, captions }: SheetWish,
  target: string,
  report: TaskReport,
): Promise<Result<null>> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  const cell = (page.width - 2 * page.margin - (columns - 1) * page.gap) / columns;
  const cellHeight = cell + (captions ? page.caption : 0) + page.gap;
  const top = page.height - page.margin - (title === "" ? 0 : page.title);
  const rows = Math.max(1, Math.floor((top - page.margin + page.gap) / cellHeight));
  const scratch = await mkdtemp(join(tmpdir(), "inlay-sheet-"));
  try {
    let sheet = document.addPage([page.width, page.height]);
    for (const [index, id] of ids.entries()) {
      if (report.signal.aborted) return ok(null);
      report.progress(index, ids.length);
      const place = index % (rows * columns);
      if (place === 0) {
        if (index > 0) sheet = document.addPage([page.width, page.height]);
        const words = drawable(font, title);
        if (words !== "")
          sheet.drawText(words, { x: page.margin, y: page.height - page.margin - 14, size: 14, font });
      }
      const found = library.get(id);
      const drawn = found.ok ? await drawSmall(found.value.picture, index) : found.error;
      if (!(drawn instanceof Uint8Array)) {
        report.count("failed");
        report.find(found.ok ? found.value.picture.title.slice(0, 200) : id, drawn);
        continue;
      }
      const picture = await document.embedJpg(drawn);
      const scale = Math.min(cell / picture.width, cell / picture.height);
      const x = page.margin + (place % columns) * (cell + page.gap);
      const y = top - Math.floor(place / columns) * cellHeight - cell;
      const width = picture.width * scale;
      const height = picture.height * scale;
      sheet.drawImage(picture, { x: x + (cell - width) / 2, y: y + (cell - height) / 2, width, height });
      if (captions && found.ok)
        sheet.drawText(captionFor(found.value.picture, font, cell), {
          x,
          y: y - captionPt - 2,
          size: captionPt,
          font,
          color: rgb(0.25, 0.25, 0.25),
        });
      report.count("exported");
    }
    report.progress(ids.length, ids.length);
    await writeFile(target, await document.save(), { flag: "wx" });
    return ok(null);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }

  async function drawSmall(picture: Picture, index: number): Promise<Uint8Array | StudioError> {
    const path = library.pathOf(picture.id);
    if (!path.ok) return path.error;
    const small = join(scratch, `${index}.jpg`);
    const done = await codec.exportAs({ path: path.value }, small, {
      format: "jpeg",
      quality: 82,
      longEdgePx: Math.max(64, Math.round(cell * dotsPerPoint)),
      icc: "srgb",
      xmp: null,
    });
    if (!done.ok) return done.error;
    const bytes = await readFile(small);
    await rm(small, { force: true });
    return bytes;
  }
}

/** The title where the page's font has its letters, and what always can be said: day and number. */
function captionFor(picture: Picture, font: PDFFont, widthPt: number): string {
  const words = drawable(font, picture.title.slice(0, 200));
  const plain = `${localDay(picture.createdAt)} ${picture.id.slice(0, 8)}`;
  const text = words === "" ? plain : words;
  if (font.widthOfTextAtSize(text, captionPt) <= widthPt) return text;
  let end = text.length;
  while (end > 1 && font.widthOfTextAtSize(`${text.slice(0, end)}...`, captionPt) > widthPt) end -= 1;
  return `${text.slice(0, end).trimEnd()}...`;
}

/** On one line; empty when the font lacks a letter of it. */
function drawable(font: PDFFont, text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  const known = new Set(font.getCharacterSet());
  return Array.from(line).every((letter) => known.has(letter.codePointAt(0) ?? 0)) ? line : "";
}
