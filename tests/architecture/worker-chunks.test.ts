import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { build } from "vite";
import { afterEach, describe, expect, it } from "vitest";
import { runCaptured } from "#build/setup/child-process.mjs";
import { mainConfig, preloadConfig, programs } from "#build/vite/main-config.ts";

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

function openRoot(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "inlay-bundle-"));
  roots.push(root);
  const manifest = JSON.stringify({
    type: "module",
    imports: { "#shared/*": "./shared/*", "#electron/*": "./electron/*" },
  });
  const empty = Object.fromEntries(Object.values(programs).map((entry) => [entry, "export {};\n"]));
  for (const [file, content] of Object.entries({ "package.json": manifest, ...empty, ...files })) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  }
  return root;
}

const pool = `import { Worker } from "node:worker_threads";
export const ask = (): Promise<unknown> =>
  new Promise((resolve) => new Worker(new URL("./sum-worker.ts", import.meta.url)).once("message", resolve));
`;

describe("bundling the main side", () => {
  it("builds a worker as a program of its own, and starts it from where the bundle lies", async () => {
    const root = openRoot({
      "electron/library/sum-pool.ts": pool,
      "electron/library/sum-worker.ts": `import { parentPort } from "node:worker_threads";
import { add } from "#shared/rules/add.ts";
parentPort?.postMessage(add(40, 2));
`,
      "shared/rules/add.ts": "export const add = (a: number, b: number): number => a + b;\n",
      [programs["command-line-main"]]: `import { ask } from "#electron/library/sum-pool.ts";
import { add } from "#shared/rules/add.ts";
process.stdout.write(\`\${String(await ask())} \${add(1, 1)}\`);
`,
    });
    await build(mainConfig(root, join(root, "out")));
    const { output } = await runCaptured(process.execPath, [
      join(root, "out", "main", "command-line-main.js"),
    ]);
    expect(output).toBe("42 2");
  });

  it("fails when a worker that is started does not exist", async () => {
    const root = openRoot({
      "electron/library/sum-pool.ts": pool,
      [programs.desktop]: 'import { ask } from "#electron/library/sum-pool.ts";\nawait ask();\n',
    });
    await expect(build(mainConfig(root, join(root, "out")))).rejects.toThrow(/sum-worker\.ts/);
  });

  it("makes the preload one file without imports of its own", async () => {
    const root = openRoot({
      "shared/rules/add.ts": "export const add = (a: number, b: number): number => a + b;\n",
      "electron/hosts/preload.ts": `import { contextBridge } from "electron";
import { add } from "#shared/rules/add.ts";
contextBridge.exposeInMainWorld("inlay", { three: add(1, 2) });
`,
    });
    const result = await build(preloadConfig(root, join(root, "out")));
    const outputs = [result].flat().flatMap((each) => ("output" in each ? each.output : []));
    expect(outputs.filter(({ type }) => type === "chunk").map(({ fileName }) => fileName)).toEqual([
      "preload.cjs",
    ]);
  });
});
