// A PNG reader for tests, independent of the app's writer and of its decoder: chunks, inflate, filters (PNG specification).
import { inflateSync } from "node:zlib";

export type DecodedPng = {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly bits: number;
  /** 16-bit samples in the machine's order. */
  readonly samples: Uint8Array | Uint16Array;
  readonly chunks: ReadonlyMap<string, Buffer>;
};

export function decodePng(file: Buffer): DecodedPng {
  const chunks = new Map<string, Buffer>();
  const data: Buffer[] = [];
  for (let at = 8; at < file.length;) {
    const length = file.readUInt32BE(at);
    const type = file.toString("latin1", at + 4, at + 8);
    const body = file.subarray(at + 8, at + 8 + length);
    if (type === "IDAT") data.push(body);
    else chunks.set(type, body);
    at += 12 + length;
  }
  const header = chunks.get("IHDR") as Buffer;
  const width = header.readUInt32BE(0);
  const height = header.readUInt32BE(4);
  const bits = header[8] as number;
  const channels = [1, 0, 3, 0, 2, 0, 4][header[9] as number] as number;
  const step = (channels * bits) / 8;
  const rowBytes = width * step;
  const rows = unfilter(inflateSync(Buffer.concat(data)), { rowBytes, height, step });
  const samples =
    bits === 16
      ? Uint16Array.from({ length: rows.length / 2 }, (_, i) => rows.readUInt16BE(2 * i))
      : new Uint8Array(rows);
  return { width, height, channels, bits, samples, chunks };
}

type Layout = { readonly rowBytes: number; readonly height: number; readonly step: number };

function unfilter(packed: Buffer, { rowBytes, height, step }: Layout): Buffer {
  const rows = Buffer.alloc(rowBytes * height);
  for (let y = 0; y < height; y++) {
    const filter = packed[y * (rowBytes + 1)] as number;
    const from = y * (rowBytes + 1) + 1;
    const row = y * rowBytes;
    if (filter === 0) {
      packed.copy(rows, row, from, from + rowBytes);
      continue;
    }
    for (let i = 0; i < rowBytes; i++) {
      const left = i < step ? 0 : (rows[row + i - step] as number);
      const up = y === 0 ? 0 : (rows[row - rowBytes + i] as number);
      const corner = y === 0 || i < step ? 0 : (rows[row - rowBytes + i - step] as number);
      rows[row + i] = (packed[from + i] as number) + predicted(filter, left, up, corner);
    }
  }
  return rows;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  const p = left + up - corner;
  const [a, b, c] = [Math.abs(p - left), Math.abs(p - up), Math.abs(p - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
