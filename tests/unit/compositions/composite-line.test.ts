import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { expect, it } from "vitest";
import { createCompositeLine } from "#electron/compositions/composite-line.ts";

it("decodes a large base beforehand, once, and says when it cannot", async () => {
  const folder = await mkdtemp(join(tmpdir(), "inlay line "));
  const line = createCompositeLine(join(folder, "work"));
  try {
    const [width, height] = [6000, 4100];
    const jpeg = await sharp({ create: { width, height, channels: 3, background: "#369" } })
      .jpeg()
      .toBuffer();
    const compose = async (path: string, raw: string) => {
      const stack = { width, height, base: { path, raw, x: 0, y: 0 }, layers: [] };
      return await line.run(
        { kind: "report", stack },
        async ({ proof }) => await Promise.resolve(proof.protectedPixels),
      );
    };
    const [path, raw] = [join(folder, "base.jpg"), join(folder, "base.v")];
    await writeFile(path, jpeg);
    expect(await compose(path, raw)).toEqual({ ok: true, value: width * height });
    const { ino, size } = await stat(raw);
    expect(size).toBeGreaterThan(3 * width * height);
    expect(await compose(path, raw)).toEqual({ ok: true, value: width * height });
    expect((await stat(raw)).ino).toBe(ino);
    const broken = join(folder, "broken.jpg");
    await writeFile(broken, jpeg.subarray(0, jpeg.length / 2));
    expect(await compose(broken, join(folder, "broken.v"))).toEqual({
      ok: false,
      error: { reason: "unreadable", path: broken },
    });
    expect(await compose(path, raw)).toEqual({ ok: true, value: width * height });
  } finally {
    await line.close();
    await rm(folder, { recursive: true });
  }
});
