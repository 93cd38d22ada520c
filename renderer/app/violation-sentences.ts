// One sentence for each broken rule of shared/rules/SPEC.md. For a size it names the nearest legal ones. Pure.
import type { TFunction } from "i18next";
import type { Violation } from "#shared/errors/violation.ts";
import { nearestLegalSizes } from "#shared/rules/sizes.ts";

type ErrorWords = TFunction<"errors">;

/** Figures with their thousands divided, as sentences show them. */
export function spellFigures(values: Violation["values"]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === "number" ? value.toLocaleString("en") : value,
    ]),
  );
}

/** The sentence for a broken rule; a rule it does not know is still named by number and field. */
export function violationSentence(violation: Violation, t: ErrorWords): string {
  const { actual = "", limit = "", min = "", max = "" } = spellFigures(violation.values);
  switch (violation.rule) {
    // Edges stand as they are typed, without a comma.
    case "S1": {
      const { widthPx = "", heightPx = "", multiplePx = "" } = violation.values;
      return withNearest(t("violation.S1", { widthPx, heightPx, multiplePx }), violation, t);
    }
    case "S2": {
      const { actual: edgePx = "", limit: limitPx = "" } = violation.values;
      return withNearest(t("violation.S2", { actual: String(edgePx), limit: String(limitPx) }), violation, t);
    }
    case "S3":
    case "S4":
    case "S5":
      return withNearest(t(`violation.${violation.rule}`, { actual, limit }), violation, t);
    case "P1":
    case "F2":
    case "B2":
      return t(`violation.${violation.rule}`);
    case "P2":
    case "P3":
    case "R2":
      return t(`violation.${violation.rule}`, { actual, limit });
    case "F3":
    case "T1":
      return t(`violation.${violation.rule}`, { actual, min, max });
    default:
      return t("violation.other", { field: violation.field, rule: violation.rule });
  }
}

/** Only a violation that carries the whole size can name its neighbours. */
function withNearest(sentence: string, { values }: Violation, t: ErrorWords): string {
  const { widthPx, heightPx } = values;
  if (typeof widthPx !== "number" || typeof heightPx !== "number") return sentence;
  const sizes = nearestLegalSizes({ widthPx, heightPx }).map((size) => `${size.widthPx} × ${size.heightPx}`);
  return t("violation.nearest", { sentence, sizes: sizes.join(", ") });
}
