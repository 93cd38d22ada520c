// The words of `composite` and `inpaint` as values: files, and every setting of the pipeline by its flag. Pure.
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { ExportFormat } from "#shared/contract/calls/composition-calls.ts";
import type { Rect } from "#shared/pixels/pixel-types.ts";
import { DEFAULT_PLACE_SETTINGS, type PlaceSettings } from "#shared/pixels/place-settings.ts";

/** Added to the options of the command line. */
export const compositeOptions = {
  mask: { type: "string" },
  "invert-mask": { type: "boolean", default: false },
  out: { type: "string", short: "o" },
  grow: { type: "string" },
  feather: { type: "string" },
  strict: { type: "boolean", default: false },
  "no-detail": { type: "boolean", default: false },
  tone: { type: "string" },
  opacity: { type: "string" },
  multiband: { type: "string" },
  nudge: { type: "string" },
  manual: { type: "boolean", default: false },
  quality: { type: "string" },
  proof: { type: "boolean", default: false },
  force: { type: "boolean", default: false },
  window: { type: "string" },
  guide: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
} as const;

type Values = {
  readonly [Name in keyof typeof compositeOptions]?: (typeof compositeOptions)[Name]["type"] extends "string"
    ? string | undefined
    : boolean | undefined;
} & { readonly takes?: string | undefined };

/** What both commands have in common. */
export type TypedPlacing = {
  readonly base: string;
  readonly mask: string;
  readonly isMaskInverted: boolean;
  readonly out: string;
  readonly format: ExportFormat;
  readonly quality: number;
  readonly settings: PlaceSettings;
  readonly hasProofInFile: boolean;
  readonly isForced: boolean;
  /** Only JSON, no sentences. */
  readonly isQuiet: boolean;
};

export type TypedComposite = TypedPlacing & { readonly reply: string; readonly window: Rect | null };
export type TypedInpaint = TypedPlacing & {
  readonly prompt: string;
  readonly takes: number;
  readonly hasGuide: boolean;
};

/** The error is a sentence. */
export function readComposite(
  words: readonly string[],
  values: Values,
): Result<{ name: "composite"; wish: TypedComposite }, string> {
  const [base, reply, ...rest] = words;
  if (base === undefined || reply === undefined || rest.length > 0)
    return err("composite takes two files: the base, and the reply that goes into it.");
  const placing = readPlacing(base, values);
  if (!placing.ok) return placing;
  const window = values.window === undefined ? null : readNumbers(values.window, 4, 4);
  if (values.window !== undefined && (window === null || !window.every(Number.isInteger)))
    return err("--window takes X,Y,WIDTH,HEIGHT in whole px.");
  const [x = 0, y = 0, width = 0, height = 0] = window ?? [];
  if (window !== null && (width < 1 || height < 1))
    return err("--window takes a width and a height of at least 1.");
  return ok({
    name: "composite",
    wish: { ...placing.value, reply, window: window === null ? null : { x, y, width, height } },
  });
}

/** The error is a sentence. */
export function readInpaint(
  words: readonly string[],
  values: Values,
): Result<{ name: "inpaint"; wish: TypedInpaint }, string> {
  const [base, prompt, ...rest] = words;
  if (base === undefined || prompt === undefined || rest.length > 0)
    return err("inpaint takes a picture and a prompt, the prompt in quotation marks.");
  const takes = Number(values.takes ?? "1");
  if (!Number.isInteger(takes) || takes < 1 || takes > 8) return err("--takes takes 1 to 8.");
  const placing = readPlacing(base, values);
  return placing.ok
    ? ok({ name: "inpaint", wish: { ...placing.value, prompt, takes, hasGuide: values.guide === true } })
    : placing;
}

const formats: Readonly<Record<string, ExportFormat>> = {
  png: "png",
  jpg: "jpeg",
  jpeg: "jpeg",
  webp: "webp",
  psd: "psd",
};

function readPlacing(base: string, values: Values): Result<TypedPlacing, string> {
  const { mask, out } = values;
  if (mask === undefined) return err("--mask FILE says what is to change.");
  if (out === undefined) return err("-o FILE says where the result goes.");
  const format = formats[/\.([A-Za-z]+)$/.exec(out)?.[1]?.toLowerCase() ?? ""];
  if (format === undefined) return err("The name after -o ends in .png, .jpg, .webp or .psd.");
  const quality = readWithin(values.quality ?? "92", 1, 100);
  if (quality === null || !Number.isInteger(quality)) return err("--quality takes 1 to 100.");
  const settings = readSettings(values);
  if (!settings.ok) return settings;
  return ok({
    base,
    mask,
    isMaskInverted: values["invert-mask"] === true,
    out,
    format,
    quality,
    settings: settings.value,
    hasProofInFile: values.proof === true,
    isForced: values.force === true,
    isQuiet: values.json === true,
  });
}

function readSettings(values: Values): Result<PlaceSettings, string> {
  const growPx = readAuto(values.grow, 64);
  if (growPx === null) return err("--grow takes 0 to 64, or auto.");
  const featherPx = readAuto(values.feather, 255);
  if (featherPx === null) return err("--feather takes 0 to 255, or auto.");
  const toneAmount = readWithin(values.tone ?? "1", 0, 1);
  if (toneAmount === null) return err("--tone takes 0 to 1.");
  const opacity = readWithin(values.opacity ?? "1", 0, 1);
  if (opacity === null) return err("--opacity takes 0 to 1.");
  const multiband = values.multiband ?? "auto";
  if (multiband !== "never" && multiband !== "auto" && multiband !== "always")
    return err("--multiband takes never, auto or always.");
  const nudge = readNumbers(values.nudge ?? "0,0", 2, 3);
  const [dx = 0, dy = 0, scale = 1] = nudge ?? [];
  if (nudge === null || scale < 1 / 16 || scale > 16)
    return err("--nudge takes DX,DY or DX,DY,SCALE with a scale of 0.0625 to 16.");
  return ok({
    ...DEFAULT_PLACE_SETTINGS,
    growPx,
    featherPx,
    toneAmount,
    opacity,
    multiband,
    nudge: { dx, dy, scale },
    isStrict: values.strict === true,
    keepDetail: values["no-detail"] !== true,
    isManual: values.manual === true,
  });
}

function readAuto(text: string | undefined, most: number): number | "auto" | null {
  return text === undefined || text === "auto" ? "auto" : readWithin(text, 0, most);
}

function readWithin(text: string, least: number, most: number): number | null {
  const number = /^\d{1,5}(?:\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN;
  return number >= least && number <= most ? number : null;
}

function readNumbers(text: string, least: number, most: number): number[] | null {
  const parts = text.split(",");
  const areNumbers = parts.every((part) => /^-?\d{1,6}(?:\.\d{1,6})?$/.test(part));
  return areNumbers && parts.length >= least && parts.length <= most ? parts.map(Number) : null;
}
