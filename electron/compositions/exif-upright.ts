// EXIF for a picture that has been turned upright: the same bytes with orientation 1. Pure.

/** A TIFF structure from its byte order on, or null when the block is none. The input is left as it is. */
export function uprightExif(block: Uint8Array): Uint8Array | null {
  const all = Buffer.from(block);
  const bytes = all.toString("latin1", 0, 6) === "Exif\0\0" ? all.subarray(6) : all;
  const order = bytes.toString("latin1", 0, 2);
  if (bytes.length < 8 || (order !== "II" && order !== "MM")) return null;
  const isLittle = order === "II";
  const read16 = (at: number) => (isLittle ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
  const read32 = (at: number) => (isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  const directory = read32(4);
  if (directory + 2 > bytes.length) return bytes;
  const count = read16(directory);
  for (let i = 0; i < count; i++) {
    const entry = directory + 2 + 12 * i;
    if (entry + 12 > bytes.length) break;
    if (read16(entry) !== 0x0112) continue;
    if (isLittle) bytes.writeUInt16LE(1, entry + 8);
    else bytes.writeUInt16BE(1, entry + 8);
  }
  return bytes;
}
