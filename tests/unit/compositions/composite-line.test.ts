import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import { expect, it, onTestFinished } from "vitest";
import { createCompositeLine } from "#electron/compositions/composite-line.ts";

it("ends its worker when it is closed while it works", async () => {
  const folder = await mkdtemp(join(tmpdir(), "inlay line "));
  const path = join(folder, "nothing.png");
  await writeFile(path, "no picture");
  const born: Worker[] = [];
  const hear = (worker: Worker): void => void born.push(worker);
  process.on("worker", hear);
  onTestFinished(async () => {
    process.off("worker", hear);
    await rm(folder, { recursive: true });
  });
  // More than the workers that may be left over from tests before.
  const lines = [1, 2, 3].map((number) => createCompositeLine(join(folder, `${number}`)));
  const answers = lines.map(
    async (line) => await line.run({ kind: "nature", path }, async () => await Promise.resolve(null)),
  );
  await expect.poll(() => born.length).toBeGreaterThan(0);
  await Promise.all(lines.map(async (line) => await line.close()));
  for (const answer of await Promise.all(answers)) expect(answer.ok).toBe(false);
  for (const worker of born) expect(worker.threadId).toBe(-1);
});
