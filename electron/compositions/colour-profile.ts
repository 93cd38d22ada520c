// What an ICC profile calls itself, read from its bytes (ICC.1: tag table at 128, `desc` as text or as mluc). Pure.

/** The profile's description, at most 80 characters; "" when it has none that can be read. */
export function profileName(profile: Uint8Array): string {
  const bytes = Buffer.from(profile.buffer, profile.byteOffset, profile.byteLength);
  if (bytes.length < 132) return "";
  const count = Math.min(100, bytes.readUInt32BE(128));
  for (let i = 0; i < count && 144 + 12 * i <= bytes.length; i++) {
    const entry = 132 + 12 * i;
    if (bytes.toString("latin1", entry, entry + 4) !== "desc") continue;
    const at = bytes.readUInt32BE(entry + 4);
    const tag = bytes.subarray(at, at + bytes.readUInt32BE(entry + 8));
    return readText(tag)
      .replace(/\p{Cc}/gu, "")
      .trim()
      .slice(0, 80);
  }
  return "";
}

/** Numbers in this profile mean what numbers without a profile mean. */
export function isSrgbName(name: string): boolean {
  return /\bs\s?rgb\b/i.test(name) && !/linear/i.test(name);
}

function readText(tag: Buffer): string {
  const kind = tag.toString("latin1", 0, 4);
  if (kind === "desc" && tag.length >= 12) return tag.toString("latin1", 12, 12 + tag.readUInt32BE(8));
  if (kind !== "mluc" || tag.length < 28) return "";
  const at = tag.readUInt32BE(24);
  const text = Buffer.from(tag.subarray(at, at + (tag.readUInt32BE(20) & ~1)));
  return text.length % 2 === 0 ? text.swap16().toString("utf16le") : "";
}
