// The usage rows as CSV (RFC 4180), one file with all three groupings. Pure.
import type { UsageRow } from "#shared/contract/calls/usage-calls.ts";

export type UsageBy = "day" | "kind" | "collection";

const columns = [
  "by",
  "name",
  "requests",
  "unknown",
  "unmeasured",
  "kept",
  "text_tokens",
  "image_tokens",
  "output_tokens",
  "cost_usd",
  "cost_per_kept_usd",
] as const;

/** With a byte order mark, without which spreadsheets take it for something else than UTF-8. */
export function usageCsv(tables: Readonly<Record<UsageBy, readonly UsageRow[]>>): string {
  const lines = Object.entries(tables).flatMap(([by, rows]) =>
    rows.map((row) =>
      [
        by,
        row.name,
        row.requests,
        row.unknown,
        row.unmeasured,
        row.kept,
        row.textTokens,
        row.imageTokens,
        row.outputTokens,
        row.costUsd ?? "",
        row.costPerKeptUsd ?? "",
      ].map(cell),
    ),
  );
  return `\uFEFF${[columns, ...lines].map((line) => line.join(",")).join("\r\n")}\r\n`;
}

/** A name that begins like a formula is taken for one by spreadsheets: an apostrophe keeps it a text. */
function cell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
