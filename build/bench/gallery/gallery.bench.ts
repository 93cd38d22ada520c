// A library of many pictures: how long it takes to open, to search and to lay out.
// Flags: --count N (100,000), --folder DIR keeps the library for the next time.
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { runBench } from "#build/bench/bench-report.ts";
import { coreRows } from "./core-rows.ts";
import { makeLibrary } from "./make-library.ts";
import { pageRows } from "./page-rows.ts";

const { values } = parseArgs({
  options: { count: { type: "string" }, folder: { type: "string" }, json: { type: "string" } },
});
const count = Number(values.count ?? 100_000);
const kept = values.folder === undefined ? null : resolve(process.env["INIT_CWD"] ?? ".", values.folder);
const home = kept ?? (await mkdtemp(join(tmpdir(), "inlay-gallery-")));
const library = join(home, "library");
const say = (line: string): void => void process.stderr.write(`${line}\n`);
try {
  if (!existsSync(join(library, "records"))) await makeLibrary(library, count, say);
  // The index is always built anew, by the app.
  for (const suffix of ["", "-wal", "-shm"])
    await rm(join(library, `index.sqlite${suffix}`), { force: true });
  await runBench({
    name: "gallery",
    peer: "the same FTS5 question in bare node:sqlite",
    measure: async () => [...(await coreRows(library, count)), ...(await pageRows(library))],
  });
} finally {
  if (kept === null) await rm(home, { recursive: true, force: true });
}
