import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { expect, it } from "vitest";
import { openDocumentCovers } from "#electron/compositions/document-covers.ts";
import { cardOf } from "#electron/compositions/composition-store.ts";
import { placeWithoutPage } from "#electron/compositions/document-file.ts";
import { createComposition } from "#shared/model/composition.ts";
import type { CompositionId } from "#shared/model/ids.ts";

const id = "00000000000000aa" as CompositionId;
const document = createComposition(id, "a", { widthPx: 8, heightPx: 8 });
const card = cardOf({ revision: 0, savedAt: 1, place: placeWithoutPage(0), document });
const webp = await sharp({ create: { width: 4, height: 4, channels: 3, background: "red" } })
  .webp()
  .toBuffer();

async function* inPieces(bytes: Uint8Array, times = 1) {
  for (let i = 0; i < times; i++) {
    yield bytes.subarray(0, 10);
    yield await Promise.resolve(bytes.subarray(10));
  }
}

it("keeps a cover beside its document, moves it along, and leaves none behind", async () => {
  const root = await mkdtemp(join(tmpdir(), "inlay covers "));
  try {
    const [folder, trash] = [join(root, "compositions"), join(root, "trash")];
    for (const path of [folder, trash]) await mkdir(path);
    const covers = await openDocumentCovers(folder, trash);
    const madeAt = async (isTrashed: boolean) => (await covers.onCards([card], isTrashed))[0]?.cover;
    const refused = { ok: false, error: { kind: "invalid-input" } };
    expect(await covers.keep(id, inPieces(webp))).toMatchObject(refused);
    await writeFile(join(folder, `${id}.json`), "{}");
    expect(await madeAt(false)).toBeNull();
    expect(await covers.keep("../../escape", inPieces(webp))).toMatchObject(refused);
    expect(await covers.keep(id, inPieces(Buffer.from("<svg onload=alert(1)>")))).toMatchObject(refused);
    expect(await covers.keep(id, inPieces(webp, 100_000))).toMatchObject(refused);
    expect(await readdir(folder)).toEqual([`${id}.json`]);
    expect(await covers.keep(id, inPieces(webp))).toEqual({ ok: true, value: id });
    expect(await madeAt(false)).toBeGreaterThan(0);
    await covers.move(id, true);
    expect([await madeAt(false), await madeAt(true)]).toEqual([null, expect.any(Number)]);
    await openDocumentCovers(folder, trash);
    expect(await readdir(trash)).toEqual([]);
  } finally {
    await rm(root, { recursive: true });
  }
});
