// One sentence for each reason why a file is not accepted as a picture. Pure.
import type { TFunction } from "i18next";
import { assertNever } from "#shared/errors/assert-never.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import { pictureLimits } from "#shared/rules/limits.ts";
import { spellBytes } from "#renderer/ui/spell-figures.ts";
import { spellFigures } from "./violation-sentences.ts";

type Refused = Extract<StudioError, { kind: "picture-refused" }>;

/** What is wrong with the file and what to do about it; its name stands in the title. */
export function pictureRefusal({ reason, values }: Refused, t: TFunction<"errors">): string {
  const figures = spellFigures(values);
  switch (reason) {
    case "empty":
    case "truncated":
    case "svg":
    case "heic":
    case "unreadable":
      return t(`picture.${reason}`);
    case "too-slow":
      return t("picture.tooSlow");
    case "mislabelled":
      return t("picture.mislabelled", {
        claimed: formatName(values["claimed"]) ?? "another format",
        found: formatName(values["found"]) ?? "something else",
      });
    case "unknown-format": {
      const found = formatName(values["found"]);
      return found === null ? t("picture.unknownFormat") : t("picture.unknownFormatFound", { found });
    }
    case "too-many-pixels": {
      const { pixels, limit, bytes } = values;
      // A file within the general limit was refused for what it claims in so few bytes.
      const isBomb =
        typeof limit === "number" && typeof bytes === "number" && limit < pictureLimits.maxPixels;
      return isBomb
        ? t("picture.bomb", { pixels: Number(pixels).toLocaleString("en"), bytes: spellBytes(bytes) })
        : t("picture.tooManyPixels", { pixels: figures["pixels"] ?? "", limit: figures["limit"] ?? "" });
    }
    case "too-many-bytes":
      return t("picture.tooManyBytes", { limit: spellBytes(Number(values["limit"])) });
    default:
      return assertNever(reason);
  }
}

const names: Readonly<Record<string, string>> = {
  png: "PNG",
  jpeg: "JPEG",
  webp: "WebP",
  avif: "AVIF",
  gif: "GIF",
  heic: "HEIC",
  svg: "SVG",
  tiff: "TIFF",
  bmp: "BMP",
};

function formatName(format: string | number | undefined): string | null {
  return typeof format === "string" ? (names[format] ?? null) : null;
}
