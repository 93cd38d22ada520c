// Run as a child process: receives with the official client, as its documentation shows.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import OpenAI from "openai";
import { measureReceiving } from "./measure-receiving.ts";

const [, , baseUrl = "", folder = ""] = process.argv;

await measureReceiving(async (pictureBytes) => {
  const client = new OpenAI({ apiKey: "bench-key", baseURL: `${baseUrl}/${pictureBytes}/v1`, maxRetries: 0 });
  const reply = await client.images.generate({ model: "gpt-image-2", prompt: "a picture" });
  const picture = Buffer.from(reply.data?.[0]?.b64_json ?? "", "base64");
  if (picture.length !== pictureBytes) throw new Error(`${picture.length} bytes came`);
  await writeFile(join(folder, "openai.png"), picture);
});
