// The bytes of a zip beside what is in it: headers, the list at the end, and the 64-bit forms of both
// for archives beyond 4 GB or 65,535 entries (APPNOTE 6.3.10). Pure.

export type ZipItem = {
  /** UTF-8, with forward slashes. */
  readonly name: Buffer;
  readonly crc: number;
  readonly bytes: number;
  /** Where its header begins. */
  readonly at: number;
  readonly modifiedMs: number;
};

/** From these on the 64-bit forms are used. Tests bring smaller ones. */
export type ZipLimits = { readonly bytes: number; readonly entries: number };
export const zipLimits: ZipLimits = { bytes: 0xff_ff_ff_ff, entries: 0xff_ff };

/** Names are UTF-8. */
const flags = 0x08_00;
const plainVersion = 20;
const longVersion = 45;

/** Stands before an entry. No entry is 4 GB long itself: pictures are refused far below. */
export function localHeader(item: Omit<ZipItem, "at">): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04_03_4b_50, 0);
  header.writeUInt16LE(plainVersion, 4);
  writeFacts(header, item, 6);
  header.writeUInt16LE(item.name.length, 26);
  return Buffer.concat([header, item.name]);
}

/** An entry of the list at the end. */
export function listEntry(item: ZipItem, limits: ZipLimits): Buffer {
  const isFar = item.at >= limits.bytes;
  const extra = Buffer.alloc(isFar ? 12 : 0);
  if (isFar) {
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(8, 2);
    extra.writeBigUInt64LE(BigInt(item.at), 4);
  }
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02_01_4b_50, 0);
  // Made on a system whose names are UTF-8.
  entry.writeUInt16LE((3 << 8) | (isFar ? longVersion : plainVersion), 4);
  entry.writeUInt16LE(isFar ? longVersion : plainVersion, 6);
  writeFacts(entry, item, 8);
  entry.writeUInt16LE(item.name.length, 28);
  entry.writeUInt16LE(extra.length, 30);
  // A regular file that its owner may write and all may read.
  entry.writeUInt32LE((0o100_644 << 16) >>> 0, 38);
  entry.writeUInt32LE(isFar ? 0xff_ff_ff_ff : item.at, 42);
  return Buffer.concat([entry, item.name, extra]);
}

/** What ends the file. */
export function endOfZip(
  { count, listAt, listBytes }: { count: number; listAt: number; listBytes: number },
  limits: ZipLimits,
): Buffer {
  const isLong = count >= limits.entries || listAt >= limits.bytes || listBytes >= limits.bytes;
  const long = Buffer.alloc(isLong ? 76 : 0);
  if (isLong) {
    long.writeUInt32LE(0x06_06_4b_50, 0);
    long.writeBigUInt64LE(44n, 4);
    long.writeUInt16LE((3 << 8) | longVersion, 12);
    long.writeUInt16LE(longVersion, 14);
    long.writeBigUInt64LE(BigInt(count), 24);
    long.writeBigUInt64LE(BigInt(count), 32);
    long.writeBigUInt64LE(BigInt(listBytes), 40);
    long.writeBigUInt64LE(BigInt(listAt), 48);
    long.writeUInt32LE(0x07_06_4b_50, 56);
    long.writeBigUInt64LE(BigInt(listAt + listBytes), 64);
    long.writeUInt32LE(1, 72);
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06_05_4b_50, 0);
  end.writeUInt16LE(isLong ? 0xff_ff : count, 8);
  end.writeUInt16LE(isLong ? 0xff_ff : count, 10);
  end.writeUInt32LE(isLong ? 0xff_ff_ff_ff : listBytes, 12);
  end.writeUInt32LE(isLong ? 0xff_ff_ff_ff : listAt, 16);
  return Buffer.concat([long, end]);
}

/** Flags, method (0: stored), time, sum and sizes stand in the same order in both headers. */
function writeFacts(header: Buffer, item: Omit<ZipItem, "at">, at: number): void {
  header.writeUInt16LE(flags, at);
  header.writeUInt32LE(dosTime(item.modifiedMs), at + 4);
  header.writeUInt32LE(item.crc, at + 8);
  header.writeUInt32LE(item.bytes, at + 12);
  header.writeUInt32LE(item.bytes, at + 16);
}

/** Local time in steps of two seconds, from 1980 to 2107. */
function dosTime(atMs: number): number {
  const date = new Date(Math.min(Math.max(atMs, Date.UTC(1980, 0, 2)), Date.UTC(2107, 11, 30)));
  const day = ((date.getFullYear() - 1980) << 9) | ((date.getMonth() + 1) << 5) | date.getDate();
  const time = (date.getHours() << 11) | (date.getMinutes() << 5) | (date.getSeconds() >> 1);
  return ((day << 16) | time) >>> 0;
}
