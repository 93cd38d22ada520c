// PNG files written chunk by chunk, so that they can be wrong in any way.
import { crc32, deflateSync } from "node:zlib";

export type PngHeader = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly bitDepth: number;
  /** 0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGBA. */
  readonly colourType: number;
};

export function pngChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** A PNG of this header around any raw scanlines (each with its filter byte), right or wrong. */
export function rawPng(header: PngHeader, scanlines: Uint8Array): Buffer {
  const ihdr = Buffer.alloc(13);
  ihdr.writeUInt32BE(header.widthPx, 0);
  ihdr.writeUInt32BE(header.heightPx, 4);
  ihdr[8] = header.bitDepth;
  ihdr[9] = header.colourType;
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    pngChunk("IHDR", ihdr),
    pngChunk("IDAT", deflateSync(scanlines, { level: 9 })),
    pngChunk("IEND", new Uint8Array(0)),
  ]);
}

/** 16000 × 16000 black pixels, one bit each: 31 kB that unfold to a gigabyte of RGBA. */
export function bombPng(): Buffer {
  const edge = 16_000;
  return rawPng(
    { widthPx: edge, heightPx: edge, bitDepth: 1, colourType: 0 },
    new Uint8Array(edge * (1 + edge / 8)),
  );
}
