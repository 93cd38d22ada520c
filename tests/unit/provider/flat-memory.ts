// Run as a child process: receives one picture from the address it is given and prints by how much memory grew.
import { join } from "node:path";
import { createImageClient } from "#electron/provider/image-client.ts";
import { blankRequest } from "#shared/model/image-request.ts";
import { prepareRequest } from "#shared/rules/prepare-request.ts";

const [baseUrl = "", folder = ""] = process.argv.slice(2);
const prepared = prepareRequest({ ...blankRequest, prompt: "x" }, { responseFormat: "b64_json", userId: "" });
if (!prepared.ok) throw new Error("The request is not legal");
const client = createImageClient({ proxy: { mode: "none" }, extraCaPem: "", environment: {} });
const receive = async (path: string) =>
  await client.send(prepared.value, {
    key: "sk-memory-test",
    baseUrl: `${baseUrl}${path}`,
    idempotencyKey: "memory",
    encoding: "multipart",
    openReference: async () => null,
    target: { part: join(folder, "m.part"), whole: join(folder, "m.reply") },
    signal: new AbortController().signal,
    onReceiving: () => undefined,
    onWhole: async () => undefined,
    onProgress: () => {
      peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
    },
  });
let peakBytes = 0;
// The first small one brings in all code, so that what grows afterwards is the picture's.
await receive("/small");
peakBytes = process.memoryUsage.rss();
const before = peakBytes;
const received = await receive("/large");
await client.close();
process.stdout.write(
  JSON.stringify({ grownBytes: peakBytes - before, bytes: received.ok ? received.value.bytes : 0 }),
);
