// Run as a child process: the same requests with the official client as it comes, several at a time.
import OpenAI from "openai";
import type { QueueRun } from "./queue.bench.ts";

const [, , baseUrl = "", , count = "0", parallel = "1"] = process.argv;
const client = new OpenAI({ apiKey: "sk-bench-key", baseURL: `${baseUrl}/v1` });
const saved: string[] = [];
const states: Record<string, number> = { saved: 0, failed: 0 };
let next = 0;

async function work(): Promise<void> {
  while (next < Number(count)) {
    const prompt = `a picture numbered ${next++}`;
    try {
      const reply = await client.images.generate({
        model: "gpt-image-2",
        prompt,
        size: "1024x640",
        output_format: "webp",
      });
      if ((reply.data?.[0]?.b64_json ?? "") === "") throw new Error("no picture");
      saved.push(prompt);
      states["saved"] = (states["saved"] ?? 0) + 1;
    } catch {
      states["failed"] = (states["failed"] ?? 0) + 1;
    }
  }
}

const startedMs = performance.now();
await Promise.all(Array.from({ length: Number(parallel) }, work));
const run: QueueRun = { saved, states, elapsedMs: performance.now() - startedMs, grownBytes: 0 };
process.stdout.write(JSON.stringify(run));
