import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { serve, testFolder } from "./wire.ts";

const child = fileURLToPath(new URL("flat-memory.ts", import.meta.url));

it("receives a picture of 150 MB in a small part of its size", async () => {
  const line = Buffer.alloc(1_000_000, "QUJD").toString("latin1");
  const base = await serve((request, response) => {
    const lines = request.url?.startsWith("/small") ? 1 : 200;
    response.write('{"data":[{"b64_json":"');
    let sent = 0;
    const more = (): void => {
      while (sent < lines) {
        sent += 1;
        if (!response.write(line)) {
          response.once("drain", more);
          return;
        }
      }
      response.end('"}]}');
    };
    more();
  });
  const { stdout } = await promisify(execFile)(process.execPath, [child, base, await testFolder()]);
  const { grownBytes, bytes } = JSON.parse(stdout) as { grownBytes: number; bytes: number };
  expect(bytes).toBe(150_000_000);
  expect(grownBytes).toBeLessThan(60_000_000);
});
