// Run as a child process: receives as the app does, decoded as it streams, safe on the disk at the end.
import { join } from "node:path";
import { createImageClient } from "#electron/provider/image-client.ts";
import { blankRequest } from "#shared/model/image-request.ts";
import { prepareRequest } from "#shared/rules/prepare-request.ts";
import { measureReceiving } from "./measure-receiving.ts";

const [, , baseUrl = "", folder = ""] = process.argv;
const prepared = prepareRequest(
  { ...blankRequest, prompt: "a picture" },
  { responseFormat: "b64_json", userId: "" },
);
if (!prepared.ok) throw new Error("The request is not legal");
const request = prepared.value;
const client = createImageClient({ proxy: { mode: "none" }, extraCaPem: "", environment: {} });

await measureReceiving(async (pictureBytes) => {
  const received = await client.send(request, {
    key: "bench-key",
    baseUrl: `${baseUrl}/${pictureBytes}`,
    idempotencyKey: "bench",
    encoding: "multipart",
    openReference: async () => null,
    target: { part: join(folder, "inlay.part"), whole: join(folder, "inlay.png") },
    signal: new AbortController().signal,
    onReceiving: () => undefined,
    onProgress: () => undefined,
    onWhole: async () => undefined,
  });
  if (!received.ok || received.value.bytes !== pictureBytes) throw new Error(JSON.stringify(received));
});
await client.close();
