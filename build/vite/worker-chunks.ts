// Lets bundled Node code start its workers: `new URL("./x-worker.ts", import.meta.url)` makes x-worker.ts an
// entry of its own and the URL points at what came out of it. Knows no worker by name.
import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Plugin } from "vite";

const workerUrl = /new URL\(\s*(["'])(\.\/[\w./-]+-worker\.ts)\1\s*,\s*import\.meta\.url\s*,?\s*\)/g;

/** The plugin for the main-side build. A worker that does not exist fails the build. */
export function workerChunks(): Plugin {
  return {
    name: "inlay:worker-chunks",
    enforce: "pre",
    transform: {
      filter: { id: /\.ts$/, code: "-worker.ts" },
      handler(code, id) {
        const rewritten = code.replace(workerUrl, (_match, _quote, specifier: string) => {
          const path = resolve(dirname(id), specifier);
          if (!existsSync(path)) this.error(`${id} starts a worker that does not exist: ${specifier}`);
          const name = specifier.replace(/^.*\//, "").replace(/\.ts$/, "");
          const reference = this.emitFile({ type: "chunk", id: path, name });
          return `import.meta.ROLLUP_FILE_URL_${reference}`;
        });
        return rewritten === code ? null : { code: rewritten, map: null };
      },
    },
    // All chunks lie in one folder. Without this Vite would write a path from the root of a web server.
    resolveFileUrl: ({ fileName }) => `new URL(${JSON.stringify(`./${fileName}`)}, import.meta.url)`,
  };
}
