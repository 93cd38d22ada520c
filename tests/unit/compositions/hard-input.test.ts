import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decodePng } from "#tests/support/decode-png.ts";
import { makeScene } from "#tests/support/pixels/synthetic-scenes.ts";
import { isLegalSize } from "#shared/rules/sizes.ts";
import {
  addPatch,
  closeDesk,
  driftedReply,
  importBytes,
  must,
  openDesk,
  pngOfRaster,
  rectangle,
  withDesk,
  type Desk,
  type Reply,
} from "./document-fixture.ts";

async function openBytes(desk: Desk, bytes: Uint8Array, name: string) {
  const picture = await importBytes(desk, bytes, name);
  const open = must(await desk.documents.create({ kind: "picture", picture: picture.id }));
  const { widthPx: width, heightPx: height } = open.document.sizePx;
  return { open, frame: { x: 0, y: 0, width, height } };
}

async function flatten(
  desk: Desk,
  at: { document: { id: never }; revision: number } | Awaited<ReturnType<typeof addPatch>>,
) {
  const made = must(
    await desk.documents.flatten({ id: at.document.id, revision: at.revision, hasProofInFile: false }),
  );
  return { ...made, png: decodePng(await readFile(must(desk.library.pathOf(made.picture.id)))) };
}

describe("Bases of every sort", () => {
  it("17x17, 3x5000, one pixel selected, everything selected, 40 islands: a legal request and a right result", async () => {
    await withDesk(async (desk) => {
      const tiny = makeScene("scene", 17, 17, 1, { channels: 3 });
      const narrow = makeScene("scene", 3, 5000, 2, { channels: 3 });
      const plain = makeScene("scene", 700, 700, 3, { channels: 3 });
      for (const [scene, region] of [
        [tiny, (frame: never) => rectangle(frame, 4, 4, 6, 6)],
        [tiny, (frame: never) => rectangle(frame, 8, 8, 1, 1)],
        [tiny, (frame: never) => rectangle(frame, 0, 0, 17, 17)],
        [narrow, (frame: never) => rectangle(frame, 0, 2000, 3, 90)],
        [plain, (frame: never) => rectangle(frame, 699, 0, 1, 1)],
        [
          plain,
          (frame: never) => ({
            extent: frame,
            operations: Array.from({ length: 40 }, (_, i) => ({
              kind: "rectangle" as const,
              mode: "add" as const,
              x: 20 + 80 * (i % 8),
              y: 30 + 120 * Math.floor(i / 8),
              width: 20,
              height: 20,
            })),
          }),
        ],
      ] as const) {
        const { open, frame } = await openBytes(desk, await pngOfRaster(scene), `${scene.width}.png`);
        const done = await addPatch(desk, open, region(frame as never));
        const { width, height } = done.run.window.request;
        expect(isLegalSize({ widthPx: width, heightPx: height })).toBe(true);
        const { png, proof } = await flatten(desk, done);
        expect([png.width, png.height]).toEqual([scene.width, scene.height]);
        let changed = 0;
        for (let i = 0; i < scene.width * scene.height; i++)
          if ([0, 1, 2].some((c) => png.samples[3 * i + c] !== scene.data[3 * i + c])) changed += 1;
        expect(changed).toBeLessThanOrEqual(proof.pixels - proof.protectedPixels);
      }
    });
  });

  it("alpha stays alpha, CMYK is said to be converted, an animation to lose its other frames", async () => {
    await withDesk(async (desk) => {
      const holed = makeScene("scene", 800, 700, 5, { channels: 4, isHoled: true });
      const withAlpha = await openBytes(desk, await pngOfRaster(holed), "holed.png");
      expect(withAlpha.open.base).toMatchObject({
        hasAlpha: true,
        losses: { jpeg: expect.arrayContaining(["alpha-flattened"]) },
      });
      const done = await addPatch(desk, withAlpha.open, rectangle(withAlpha.frame, 300, 250, 150, 150));
      const flattened = await flatten(desk, done);
      expect(flattened.png.channels).toBe(4);
      for (let i = 0; i < 800 * 100 * 4; i++)
        if (flattened.png.samples[i] !== holed.data[i]) throw new Error(`${i}`);

      const ink = await sharp(makeScene("scene", 640, 480, 6, { channels: 3 }).data, {
        raw: { width: 640, height: 480, channels: 3 },
      })
        .toColourspace("cmyk")
        .jpeg({ quality: 95 })
        .toBuffer();
      const cmyk = await openBytes(desk, ink, "ink.jpg");
      expect(cmyk.open.base).toMatchObject({ isCmyk: true, losses: { opening: ["cmyk-converted"] } });
      const printed = await flatten(
        desk,
        await addPatch(desk, cmyk.open, rectangle(cmyk.frame, 200, 200, 90, 90)),
      );
      expect(printed.losses).toEqual(["cmyk-converted"]);
      expect(printed.png.channels).toBe(3);

      const frames = Buffer.concat([0, 1].map((i) => Buffer.alloc(64 * 64 * 3, 60 + 100 * i)));
      const gif = await sharp(frames, { raw: { width: 64, height: 128, channels: 3, pageHeight: 64 } })
        .gif()
        .toBuffer();
      const moving = await openBytes(desk, gif, "moving.gif");
      expect(moving.open.base.losses.opening).toEqual(["first-frame-only"]);
      expect(moving.open.document.sizePx).toEqual({ widthPx: 64, heightPx: 64 });
    });
  });
});

describe("Replies of every sort", () => {
  const scene = makeScene("scene", 1100, 900, 8, { channels: 3 });
  const cases: readonly (readonly [string, Reply, string])[] = [
    [
      "another size",
      async (primary, { width, height }) => driftedReply(primary, { width: width / 2, height: height / 2 }),
      "placed",
    ],
    [
      "another picture",
      async (_, { width, height }) => pngOfRaster(makeScene("scene", width, height, 77, { channels: 3 })),
      "changed",
    ],
    ["all black", async (_, { width, height }) => flat(width, height, 0), "changed"],
    ["all flat", async (_, { width, height }) => flat(width, height, 130), "changed"],
  ];
  // One desk for all: opening one takes longer than what is tested on it.
  let desk: Desk;
  let reply: Reply = driftedReply;
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), "inlay replies "));
    desk = await openDesk(folder, async (primary, size) => await reply(primary, size));
  });
  afterAll(async () => {
    await closeDesk(desk);
    await rm(desk.folder, { recursive: true });
  });
  const openScene = async () => await openBytes(desk, await pngOfRaster(scene), "scene.png");

  it.each(cases)(
    "%s: every protected pixel stays, and the report says what it is",
    async (_, answer, verdict) => {
      reply = answer;
      const { open, frame } = await openScene();
      const done = await addPatch(desk, open, rectangle(frame, 400, 350, 200, 180));
      const [report] = must(await desk.documents.report(done.document));
      expect(report?.verdict).toBe(verdict);
      const { png, proof } = await flatten(desk, done);
      expect(proof.changedProtectedPixels).toBe(0);
      for (let i = 0; i < 1100 * 250 * 3; i++) if (png.samples[i] !== scene.data[i]) throw new Error(`${i}`);
    },
  );

  it("another aspect is refused with the patch's name, and everything is kept", async () => {
    reply = async (primary, { width, height }) =>
      driftedReply(primary, { width, height: Math.round(height * 0.8) });
    const { open, frame } = await openScene();
    const done = await addPatch(desk, open, rectangle(frame, 400, 350, 200, 180));
    const at = { id: done.document.id, revision: done.revision };
    expect(await desk.documents.flatten({ ...at, hasProofInFile: false })).toEqual({
      ok: false,
      error: { kind: "take-unusable", patch: "a red ball", reason: "aspect" },
    });
    const hidden = {
      ...done.document,
      patches: done.document.patches.map((patch) => ({ ...patch, isVisible: false })),
    };
    const saved = must(await desk.documents.save(hidden, done.revision));
    const { png } = await flatten(desk, { ...done, document: hidden, revision: saved.revision });
    expect(Buffer.from(png.samples.buffer).equals(Buffer.from(scene.data.buffer))).toBe(true);
  });
});

async function flat(width: number, height: number, level: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: { r: level, g: level, b: level } } })
    .png()
    .toBuffer();
}
