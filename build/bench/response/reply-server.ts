// Run as a child process: answers every request with a picture of the size that its address names, encoded beforehand.
// Prints its address, and ends when its standard input does.
import { randomFillSync } from "node:crypto";
import { createServer } from "node:http";

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The body of a reply whose picture has so many bytes; pictures of photographs are as good as random bytes. */
function replyBody(pictureBytes: number): Buffer {
  const picture = randomFillSync(Buffer.alloc(pictureBytes));
  pngSignature.copy(picture);
  const usage = { total_tokens: 9000, input_tokens: 50, output_tokens: 8950 };
  return Buffer.from(JSON.stringify({ created: 1, data: [{ b64_json: picture.toString("base64") }], usage }));
}

const bodies = new Map<number, Buffer>();

const server = createServer((request, response) => {
  request.resume();
  request.once("end", () => {
    const bytes = Number(/^\/(\d+)\//.exec(request.url ?? "")?.[1] ?? 1000);
    const body = bodies.get(bytes) ?? replyBody(bytes);
    bodies.set(bytes, body);
    response.writeHead(200, { "content-type": "application/json", "content-length": body.length });
    response.end(body);
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  process.stdout.write(`http://127.0.0.1:${port}\n`);
});
process.stdin.resume().once("end", () => process.exit(0));
