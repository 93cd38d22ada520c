// What a bench says: rows of our figure against a peer's, printed as a table and written as JSON.
// Knows nothing of what is measured.
import { writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { resolve } from "node:path";

/** The goal of a row, held against `ours / peer` or against our own figure. */
export interface Aim {
  readonly of: "ratio" | "ours";
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** One measured thing, before it is judged. */
export interface Measurement {
  readonly name: string;
  readonly ours: number;
  /** The peer's figure from the same run; left out where there is nothing to compare with. */
  readonly peer?: number;
  /** Unit of both figures: `ms`, `MB`, `kB gzip`, `requests`. */
  readonly unit: string;
  readonly aim?: Aim;
  /** How much went into the figure; with fewer cases than asked, no aim counts as reached. */
  readonly cases?: { readonly done: number; readonly asked: number };
}

/** A measurement with its verdict. `ratio` is ours / peer, null without a peer; `reached` null without an aim. */
export interface BenchRow {
  readonly name: string;
  readonly ours: number;
  readonly peer: number | null;
  readonly unit: string;
  readonly ratio: number | null;
  readonly aim: string | null;
  readonly reached: boolean | null;
}

/** What a bench leaves behind. */
export interface BenchReport {
  readonly bench: string;
  /** Who the peer is, in words. */
  readonly peer: string | null;
  /** The machine in words: cores, memory, system, Node. */
  readonly machine: string;
  readonly at: string;
  readonly rows: readonly BenchRow[];
}

function describeMachine(): string {
  const cores = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `${cores.length} cores (${cores[0]?.model.trim() ?? "unknown"}), ${gigabytes} GB, ${process.platform} ${process.arch}, Node ${process.versions.node}`;
}

/** Holds a measurement against its aim. A ratio aim without a peer, or with a peer of 0, is a mistake in the bench. */
export function judge({ name: title, ours, peer, unit, aim, cases }: Measurement): BenchRow {
  const ratio = peer === undefined || peer === 0 ? null : ours / peer;
  const isShort = cases !== undefined && cases.done < cases.asked;
  const name = isShort ? `${title} (${cases.asked} were asked)` : title;
  const row = { name, ours, peer: peer ?? null, unit, ratio };
  if (aim === undefined) return { ...row, aim: null, reached: null };
  const value = aim.of === "ratio" ? ratio : ours;
  if (value === null) throw new Error(`${name}: a ratio is aimed at, but there is no peer to divide by`);
  const { atMost = Infinity, atLeast = -Infinity } = aim;
  const bounds = [
    ...(aim.atLeast === undefined ? [] : [`≥ ${aim.atLeast}`]),
    ...(aim.atMost === undefined ? [] : [`≤ ${aim.atMost}`]),
  ];
  const words = `${aim.of === "ratio" ? "ratio" : "ours"} ${bounds.join(" and ")}`;
  return { ...row, aim: words, reached: !isShort && value <= atMost && value >= atLeast };
}

function formatNumber(value: number | null): string {
  if (value === null) return "";
  const digits = Number.isInteger(value) || Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString("en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** The rows as a Markdown table with aligned columns, as it stands in docs/BENCHMARKS.md. */
export function formatTable(rows: readonly BenchRow[]): string {
  const head = ["", "ours", "peer", "unit", "ratio", "aim", "reached"];
  const cells = rows.map((row) => [
    row.name,
    formatNumber(row.ours),
    formatNumber(row.peer),
    row.unit,
    row.ratio === null ? "" : row.ratio.toFixed(2),
    row.aim ?? "",
    row.reached === null ? "" : row.reached ? "yes" : "no",
  ]);
  const widths = head.map((title, column) =>
    Math.max(3, title.length, ...cells.map((line) => line[column]?.length ?? 0)),
  );
  const isNumeric = (column: number): boolean => [1, 2, 4].includes(column);
  const format = (line: readonly string[]): string =>
    `| ${line.map((cell, i) => (isNumeric(i) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0))).join(" | ")} |`;
  const rule = `| ${widths.map((width, i) => (isNumeric(i) ? `${"-".repeat(width - 1)}:` : "-".repeat(width))).join(" | ")} |`;
  return [format(head), rule, ...cells.map(format)].join("\n");
}

/**
 * Runs a bench: measures, prints the table on stdout, writes `--json FILE` when asked, and sets exit code 1 when an
 * aim was missed. The peer runs in the same process run as we do.
 */
export async function runBench(bench: {
  readonly name: string;
  readonly peer?: string;
  readonly measure: () => Promise<readonly Measurement[]>;
}): Promise<BenchReport> {
  const rows = (await bench.measure()).map(judge);
  if (rows.length === 0) throw new Error(`The bench ${bench.name} measured nothing`);
  const report: BenchReport = {
    bench: bench.name,
    peer: bench.peer ?? null,
    machine: describeMachine(),
    at: new Date().toISOString(),
    rows,
  };
  const against = report.peer === null ? "" : ` against ${report.peer}`;
  process.stdout.write(`${bench.name}${against}\n${report.machine}\n\n${formatTable(rows)}\n`);
  const jsonFlag = process.argv.indexOf("--json");
  const jsonPath = jsonFlag < 0 ? undefined : process.argv[jsonFlag + 1];
  if (jsonPath !== undefined) {
    writeFileSync(resolve(process.env["INIT_CWD"] ?? ".", jsonPath), `${JSON.stringify(report, null, 2)}\n`);
  }
  if (rows.some((row) => row.reached === false)) process.exitCode = 1;
  return report;
}
