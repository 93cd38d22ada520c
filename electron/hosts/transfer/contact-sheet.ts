// Contact sheets: small pictures in rows and, where wanted, words below each. The words come drawn, because the page of
// the app has a font for every script and the host has none (docs/decisions/0011).
import type { CallParsed } from "#shared/contract/registry.ts";
import { thumbnailWidthsPx } from "#shared/contract/media.ts";
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import type { Picture } from "#shared/model/picture.ts";
import {
  captionStrips,
  planSheet,
  pngPxPerPoint,
  wordsPxPerPoint,
  type SheetBox,
} from "#shared/rules/plan-sheet.ts";
import type { TaskReport } from "#electron/hosts/task-desk.ts";
import type { NamedFile } from "#electron/platform/image-codec.ts";
import type { ExportWorkParts } from "./export-work.ts";
import { openPdfPress } from "./pdf-press.ts";
import { openPngPress } from "./png-press.ts";
import type { DrawnWords } from "./sheet-press.ts";

export type SheetWish = CallParsed<"export.sheet">;

/**
 * Paths of what was written into `scratch`, in order; none when cancelled. A picture that cannot be drawn leaves its
 * place empty. Rejects with Node's system error. Errors: `disk-full`, and words that are not there.
 */
export async function writeContactSheet(
  { library, codec, shelf }: ExportWorkParts,
  { ids, sheet, words }: SheetWish,
  scratch: string,
  report: TaskReport,
): Promise<Result<readonly string[]>> {
  const plan = planSheet(sheet);
  const press =
    sheet.format === "pdf"
      ? await openPdfPress(codec, scratch, plan.page, sheet)
      : openPngPress(codec, scratch, plan.page, sheet);
  const strips = captionStrips(plan, sheet.format);
  const captionOf = (index: number, { title }: Picture): Result<DrawnWords> | null => {
    if (plan.lines === 0 || words.captions.length === 0) return null;
    const crop = {
      left: 0,
      top: (index % strips.perFile) * strips.height,
      width: strips.width,
      height: strips.height,
    };
    const text = sheet.captions.includes("name") ? title.slice(0, 200) : "";
    return drawn(words.captions[Math.floor(index / strips.perFile)], crop, text);
  };
  const drawn = (token: string | undefined, crop: DrawnWords["crop"], text: string): Result<DrawnWords> => {
    const file = token === undefined ? null : shelf.find(token);
    return file === null
      ? err({ kind: "not-found", what: "file", id: token ?? "" })
      : ok({ path: file.path, crop, text });
  };
  const layTitle = async (): Promise<Result<null>> => {
    if (plan.title === null || words.title === null) return ok(null);
    const scale = wordsPxPerPoint(sheet.format);
    const crop = {
      left: 0,
      top: 0,
      width: Math.round(plan.title.width * scale),
      height: Math.round(plan.title.height * scale),
    };
    const title = drawn(words.title, crop, sheet.title);
    return title.ok ? await press.layWords(title.value, plan.title) : title;
  };
  /** One place of a page. Errors: those that end the whole. */
  const layPlace = async (index: number, id: (typeof ids)[number]): Promise<Result<null>> => {
    const place = index % plan.perPage;
    const found = library.get(id);
    if (!found.ok) return fail(id, found.error);
    const { picture } = found.value;
    const file = await sourceOf(picture, plan.cellAt(place));
    const laid = file.ok ? await press.layPicture(file.value, plan.cellAt(place)) : file;
    if (!laid.ok) return fail(picture.title.slice(0, 200), laid.error);
    const caption = captionOf(index, picture);
    if (caption?.ok === false) return caption;
    const written = caption === null ? ok(null) : await press.layWords(caption.value, plan.wordsAt(place));
    if (written.ok) report.count("exported");
    return written;
  };
  const fail = (name: string, error: StudioError): Result<null> => {
    if (error.kind === "disk-full") return err(error);
    report.count("failed");
    report.find(name, error);
    return ok(null);
  };
  /** A thumbnail where it has the pixels that the place needs, because it is read in no time. */
  const sourceOf = async (picture: Picture, cell: SheetBox): Promise<Result<NamedFile>> => {
    const name = picture.title.slice(0, 200);
    const boxWidth = Math.min(cell.width, (cell.height * picture.widthPx) / Math.max(1, picture.heightPx));
    const neededPx = Math.ceil(boxWidth * pngPxPerPoint);
    if (neededPx > Math.max(...thumbnailWidthsPx)) {
      const path = library.pathOf(picture.id);
      return path.ok ? ok({ path: path.value, name }) : path;
    }
    const thumbnail = await library.thumbnail(picture.asset, neededPx);
    return thumbnail.ok ? ok({ path: thumbnail.value, name }) : thumbnail;
  };

  for (const [index, id] of ids.entries()) {
    if (report.signal.aborted) return ok([]);
    report.progress(index, ids.length);
    if (index % plan.perPage === 0) {
      const begun = await press.beginPage();
      const titled = begun.ok ? await layTitle() : begun;
      if (!titled.ok) return titled;
    }
    const laid = await layPlace(index, id);
    if (!laid.ok) return laid;
  }
  report.progress(ids.length, ids.length);
  return await press.finish();
}
