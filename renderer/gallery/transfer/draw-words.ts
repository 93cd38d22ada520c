// Draws the words of a contact sheet with the fonts of the browser, which has one for every script, and hands them to
// the host. In steps, so that the page stays awake.
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { UploadReply } from "#shared/contract/media.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import {
  captionStrips,
  planSheet,
  sheetColours,
  sheetMeasures,
  wordsPxPerPoint,
  type SheetOptions,
} from "#shared/rules/plan-sheet.ts";
import { captionLines, oneLine, shorten } from "./caption-lines.ts";

type Upload = (purpose: "sheet-words", blob: Blob, name: string) => Promise<UploadReply>;

export interface SheetWords {
  readonly title: string | null;
  readonly captions: string[];
}

export interface WordsReport {
  readonly signal: AbortSignal;
  /** Pictures whose words are drawn and handed over or about to be. */
  readonly onProgress: (done: number) => void;
}

/** Captions that are drawn before others may have the page. */
const atATime = 12;

/** Null when it was stopped: what was handed over by then lapses with the host. Errors: those of the upload. */
export async function drawWords(
  pictures: readonly PictureCard[],
  options: SheetOptions,
  upload: Upload,
  { signal, onProgress }: WordsReport,
): Promise<Result<SheetWords | null>> {
  const plan = planSheet(options);
  const scale = wordsPxPerPoint(options.format);
  const colour = `rgb(${sheetColours[options.background].words.join(" ")})`;
  const family = getComputedStyle(document.body).fontFamily;
  const day = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });
  await document.fonts.load(`${sheetMeasures.text * scale}px ${family}`);

  const send = async (canvas: OffscreenCanvas): Promise<Result<string>> => {
    const reply = await upload("sheet-words", await canvas.convertToBlob({ type: "image/png" }), "words.png");
    if (!reply.ok) return reply;
    return reply.value.purpose === "sheet-words" ? ok(reply.value.token) : err({ kind: "host-unreachable" });
  };
  const write = (width: number, height: number, weight: number, sizePt: number) => {
    const canvas = new OffscreenCanvas(width, height);
    const pen = canvas.getContext("2d");
    if (pen === null) throw new Error("The browser draws no canvas");
    pen.font = `${weight} ${sizePt * scale}px ${family}`;
    pen.fillStyle = colour;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    const line = (text: string, y: number): void => {
      const fitting = shorten(text, (part) => pen.measureText(part).width <= width);
      pen.fillText(fitting, width / 2, y, width);
    };
    return { canvas, line };
  };

  let title: string | null = null;
  if (plan.title !== null) {
    const [width, height] = [Math.round(plan.title.width * scale), Math.round(plan.title.height * scale)];
    const { canvas, line } = write(width, height, 600, sheetMeasures.titleText);
    line(oneLine(options.title), height / 2);
    const sent = await send(canvas);
    if (!sent.ok) return sent;
    title = sent.value;
  }
  const captions: string[] = [];
  const strips = captionStrips(plan, options.format);
  for (let from = 0; plan.lines > 0 && from < pictures.length; from += strips.perFile) {
    const some = pictures.slice(from, from + strips.perFile);
    const { canvas, line } = write(strips.width, strips.height * some.length, 400, sheetMeasures.text);
    const linePx = sheetMeasures.line * scale;
    for (const [at, picture] of some.entries()) {
      if (at % atATime === atATime - 1) {
        await breathe();
        if (signal.aborted) return ok(null);
        onProgress(from + at);
      }
      const lines = captionLines(picture, options.captions, (atMs) => day.format(atMs));
      for (const [number, text] of lines.entries()) line(text, at * strips.height + (number + 0.55) * linePx);
    }
    const sent = await send(canvas);
    if (!sent.ok) return sent;
    if (signal.aborted) return ok(null);
    captions.push(sent.value);
    onProgress(from + some.length);
  }
  return ok({ title, captions });
}

async function breathe(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
}
