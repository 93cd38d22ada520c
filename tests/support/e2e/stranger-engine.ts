// An engine that answers every edit with the same picture, whatever was sent: another scene, which the gate must refuse.
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import sharp from "sharp";

export type StrangerEngine = { readonly url: string; readonly close: () => Promise<void> };

/** `path`: the picture that is answered, in the size that was asked for. */
export async function startStranger(path: string): Promise<StrangerEngine> {
  const server = createServer((request, response) => {
    void answer(request, path).then((body) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(body);
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise<void>((closed) => server.close(() => closed()));
  };
  return { url: `http://127.0.0.1:${port}`, close };
}

async function answer(request: IncomingMessage, path: string): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const form = Buffer.concat(chunks).toString("latin1");
  const [, width = "1024", height = "1024"] = /name="size"\r\n(?:.+\r\n)*\r\n(\d+)x(\d+)/.exec(form) ?? [];
  const picture = await sharp(path).resize(Number(width), Number(height), { fit: "fill" }).png().toBuffer();
  const usage = { total_tokens: 2, input_tokens: 1, output_tokens: 1 };
  const input_tokens_details = { text_tokens: 1, image_tokens: 0 };
  return JSON.stringify({
    created: 1,
    data: [{ b64_json: picture.toString("base64") }],
    usage: { ...usage, input_tokens_details },
  });
}
