// Where everything stands on a contact sheet. Pure: the page draws the words for it, the host lays pictures and words.
import { z } from "zod";

/** How a contact sheet looks. `captions`: what is written below each picture; nothing when empty. */
export const sheetOptionsSchema = z.object({
  format: z.enum(["pdf", "png"]),
  paper: z.enum(["a4", "a3", "letter"]),
  orientation: z.enum(["portrait", "landscape"]),
  background: z.enum(["white", "grey", "black"]),
  columns: z.number().int().min(1).max(12),
  title: z.string().max(200),
  captions: z.array(z.enum(["name", "date", "rating"])).max(3),
});
export type SheetOptions = Readonly<z.infer<typeof sheetOptionsSchema>>;

/** Points (72 to an inch), from the upper left corner of the page. */
export type SheetBox = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

export type SheetPlan = {
  readonly page: { readonly width: number; readonly height: number };
  /** Null without a title. */
  readonly title: SheetBox | null;
  readonly perPage: number;
  /** Lines of words below each picture: 0 to 2. */
  readonly lines: number;
  /** Where the picture of a place on its page goes, centred in it; places count from 0, row by row. */
  readonly cellAt: (place: number) => SheetBox;
  /** Where its words go. */
  readonly wordsAt: (place: number) => SheetBox;
};

const papers = { a4: [595.28, 841.89], a3: [841.89, 1190.55], letter: [612, 792] } as const;

/** Points. */
export const sheetMeasures = { margin: 36, gap: 10, title: 28, line: 11, text: 7.5, titleText: 15 } as const;

export function planSheet(options: SheetOptions): SheetPlan {
  const { margin, gap, line } = sheetMeasures;
  const [short, long] = papers[options.paper];
  const page =
    options.orientation === "portrait" ? { width: short, height: long } : { width: long, height: short };
  const width = (page.width - 2 * margin - (options.columns - 1) * gap) / options.columns;
  const lines =
    Number(options.captions.includes("name")) +
    Number(options.captions.includes("date") || options.captions.includes("rating"));
  const words = lines * line;
  const isTitled = options.title.trim() !== "";
  const top = margin + (isTitled ? sheetMeasures.title : 0);
  const room = page.height - margin - top;
  // Rather one row more, a little flatter, than half a page of nothing; one picture alone gives way to the page.
  const rows = Math.max(1, Math.round((room + gap) / (width + words + gap)));
  const height = Math.min(width, (room + gap) / rows - words - gap);
  const step = height + words + gap;
  const cellAt = (place: number): SheetBox => ({
    x: margin + (place % options.columns) * (width + gap),
    y: top + Math.floor(place / options.columns) * step,
    width,
    height,
  });
  return {
    page,
    title: isTitled ? { x: margin, y: margin, width: page.width - 2 * margin, height: 22 } : null,
    perPage: rows * options.columns,
    lines,
    cellAt,
    wordsAt: (place) => {
      const cell = cellAt(place);
      return { ...cell, y: cell.y + height, height: words };
    },
  };
}

/** A PNG page has 200 px to an inch. */
export const pngPxPerPoint = 200 / 72;

/** How finely words are drawn, px to a point: as fine as a PNG page is, finer where a PDF is printed. */
export function wordsPxPerPoint(format: SheetOptions["format"]): number {
  return format === "png" ? pngPxPerPoint : 4;
}

/**
 * The captions come drawn in files, one strip below the other in the order of the pictures: px of a strip, and how many
 * are in every file but the last.
 */
export function captionStrips(
  plan: SheetPlan,
  format: SheetOptions["format"],
): { readonly width: number; readonly height: number; readonly perFile: number } {
  const box = plan.wordsAt(0);
  const width = Math.round(box.width * wordsPxPerPoint(format));
  const height = Math.round(box.height * wordsPxPerPoint(format));
  const perFile = Math.max(1, Math.min(128, Math.floor(4_000_000 / Math.max(1, width * height))));
  return { width, height, perFile };
}

/** Colours of page and words as red, green, blue. */
export const sheetColours = {
  white: { page: [255, 255, 255], words: [64, 64, 64] },
  grey: { page: [128, 128, 128], words: [0, 0, 0] },
  black: { page: [17, 17, 17], words: [204, 204, 204] },
} as const;
