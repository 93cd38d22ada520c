// Undoes a compression that a server or gateway applied although none was asked for.
import { pipeline, type Readable } from "node:stream";
import { createBrotliDecompress, createUnzip } from "node:zlib";

/** The body's own bytes. Rejects where the compression is damaged or unknown. */
export function decodeTransfer(body: Readable, encoding: string): AsyncIterable<Uint8Array> {
  switch (encoding.trim().toLowerCase()) {
    case "":
    case "identity":
      return body;
    case "gzip":
    case "x-gzip":
    case "deflate":
      return pipeline(body, createUnzip(), ignoreEnd);
    case "br":
      return pipeline(body, createBrotliDecompress(), ignoreEnd);
    default:
      return refuse(body);
  }
}

/** The reader of the stream gets the error too; here it would be told twice. */
function ignoreEnd(): void {}

async function* refuse(body: Readable): AsyncGenerator<Uint8Array> {
  body.destroy();
  yield* [];
  throw new Error("The reply is compressed in an unknown way");
}
