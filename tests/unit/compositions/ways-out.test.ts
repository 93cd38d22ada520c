// What goes out of a document: the proof's figures where they were asked for, work taken back, and several takes in one
// patch exactly as the page shows them.
import { initializeCanvas, readPsd } from "ag-psd";
import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { LayerStack } from "#renderer/canvas/preview/layer-stack.ts";
import { baseOf, layersOf } from "#renderer/canvas/preview/place-layers.ts";
import { exportFormatSchema, type ExportFormat } from "#shared/contract/calls/composition-calls.ts";
import type { Composition } from "#shared/model/composition.ts";
import type { Patch, Take } from "#shared/model/patch.ts";
import type { Region } from "#shared/model/region.ts";
import type { Raster } from "#shared/pixels/pixel-types.ts";
import { decodePng } from "#tests/support/decode-png.ts";
import { makeScene } from "#tests/support/pixels/synthetic-scenes.ts";
import {
  addPatch,
  driftedReply,
  importBytes,
  must,
  pngOfRaster,
  rectangle,
  withDesk,
  type Desk,
} from "./document-fixture.ts";

initializeCanvas(
  () => {
    throw new Error("there is no canvas in Node");
  },
  (width, height) => ({ width, height, data: new Uint8ClampedArray(width * height * 4), colorSpace: "srgb" }),
);

const frame = { x: 0, y: 0, width: 640, height: 480 };

const aside = rectangle(frame, 60, 60, 80, 80);

const sceneBytes = await pngOfRaster(makeScene("scene", 640, 480, 21, { channels: 3 }));

async function openScene(desk: Desk, change: Partial<Patch> = {}) {
  const picture = await importBytes(desk, sceneBytes, "harbour.png");
  const open = must(await desk.documents.create({ kind: "picture", picture: picture.id }));
  return await addPatch(desk, open, rectangle(frame, 260, 180, 140, 120), change);
}

type Standing = Awaited<ReturnType<typeof openScene>>;

const at = ({ document, revision }: Pick<Standing, "document" | "revision">) => ({
  id: document.id,
  revision,
});

async function exportAs(desk: Desk, standing: Standing, format: ExportFormat, hasProofInFile: boolean) {
  const made = must(await desk.documents.export({ ...at(standing), format, quality: 90, hasProofInFile }));
  const file = desk.documents.exported(made.token);
  if (file === null) throw new Error("the file is gone");
  return { proof: made.proof, bytes: await readFile(file.path) };
}

/** The text that a file of each format carries, as other programs read it. */
async function textOf(format: ExportFormat, bytes: Buffer): Promise<string> {
  if (format === "png") return decodePng(bytes).chunks.get("iTXt")?.toString() ?? "";
  if (format === "psd") return readPsd(bytes, { useImageData: true }).imageResources?.xmpMetadata ?? "";
  return (await sharp(bytes).metadata()).xmp?.toString() ?? "";
}

describe("The proof in an exported file", () => {
  it("is there in every format when it was asked for, and else not", async () => {
    await withDesk(async (desk) => {
      const standing = await openScene(desk);
      for (const format of exportFormatSchema.options) {
        const { proof, bytes } = await exportAs(desk, standing, format, true);
        const text = await textOf(format, bytes);
        const [, counted] = /protectedPixels"?[=:]"?(\d+)/.exec(text) ?? [];
        expect([format, Number(counted)]).toEqual([format, proof.protectedPixels]);
        expect(text).toMatch(/changedProtectedPixels"?[=:]"?0/);
      }
      const plain = await exportAs(desk, standing, "png", false);
      expect(await textOf("png", plain.bytes)).not.toContain("protectedPixels");
    });
  });
});

describe("Taking work back", () => {
  it("stops a flatten before and while it works, keeps the document, and lets the next one through", async () => {
    await withDesk(async (desk) => {
      const standing = await openScene(desk);
      const { id } = standing.document;
      const cancelled = { ok: false, error: { kind: "cancelled" } };
      expect(desk.documents.stop(id)).toBe(false);

      const waiting = desk.documents.flatten({ ...at(standing), hasProofInFile: false });
      expect(desk.documents.stop(id)).toBe(true);
      expect(await waiting).toEqual(cancelled);

      const end = desk.onEvent((event) => {
        if (event.name === "composition.progress" && event.id === id) desk.documents.stop(id);
      });
      const begun = desk.documents.export({
        ...at(standing),
        format: "png",
        quality: 90,
        hasProofInFile: false,
      });
      expect(await begun).toEqual(cancelled);
      end();
      expect(desk.library.search({ kinds: ["composite"] }).total).toBe(0);
      const flat = must(await desk.documents.flatten({ ...at(standing), hasProofInFile: false }));
      expect(flat.proof.changedProtectedPixels).toBe(0);
      expect(must(await desk.documents.open(id)).document.patches).toEqual(standing.document.patches);
    });
  });
});

describe("Work that goes on while a document goes out", () => {
  it("is saved and run, and what goes out is the document as it was asked for", async () => {
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    await withDesk(
      async (desk) => {
        const standing = await openScene(desk);
        const flattened = desk.documents.flatten({ ...at(standing), hasProofInFile: false });
        const late = desk.documents.export({
          ...at(standing),
          format: "png",
          quality: 90,
          hasProofInFile: false,
        });
        const renamed = { ...standing.document, name: "later" };
        const saved = must(await desk.documents.save(renamed, standing.revision));
        // A window is cut and sent although the flatten has not ended.
        const again = await addPatch(desk, { document: renamed, revision: saved.revision }, aside);
        expect(again.document.patches).toHaveLength(2);
        goOn();
        expect(await flattened).toEqual({ ok: false, error: { kind: "memory-short", pixels: 1 } });
        expect(must(await late).name).toBe("harbour.png");
        expect(
          await desk.documents.export({ ...at(standing), format: "png", quality: 90, hasProofInFile: false }),
        ).toMatchObject({
          ok: false,
          error: { kind: "stale-revision" },
        });
      },
      driftedReply,
      {
        keepComposite: async () => {
          await held;
          return { ok: false, error: { kind: "memory-short", pixels: 1 } };
        },
      },
    );
  });
});

describe("Several takes in one patch", () => {
  it("come out of flatten as the page shows them, sample by sample, and are kept in the document", async () => {
    let asked = 0;
    await withDesk(
      async (desk) => {
        const standing = await openScene(desk);
        const painted: Region = {
          extent: frame,
          operations: [
            { kind: "stroke", mode: "add", radiusPx: 30, hardness: 0.4, points: [300, 230, 1, 340, 250, 1] },
          ],
        };
        const mixed = await withSecondTake(desk, standing, painted);
        const stored = must(await desk.documents.open(mixed.document.id));
        expect(stored.document.patches[0]?.mix.painted).toHaveLength(1);

        const flat = must(await desk.documents.flatten({ ...at(mixed), hasProofInFile: false }));
        const png = decodePng(await readFile(must(desk.library.pathOf(flat.picture.id))));
        const shown = await pagePixels(desk, stored.document);
        const plain = await pagePixels(desk, standing.document);
        let [off, painting] = [0, 0];
        for (let i = 0; i < 640 * 480; i++)
          for (let c = 0; c < 3; c++) {
            if (png.samples[3 * i + c] !== shown.data[4 * i + c]) off++;
            if (shown.data[4 * i + c] !== plain.data[4 * i + c]) painting++;
          }
        expect(off).toBe(0);
        expect(painting).toBeGreaterThan(1000);
      },
      async (primary, size) => await driftedReply(++asked === 1 ? primary : await greened(primary), size),
    );
  });
});

/** Asks once more, keeps the reply as a second take and paints with it. */
async function withSecondTake(desk: Desk, standing: Standing, painted: Region) {
  const again = await addPatch(desk, standing, standing.document.patches[0]!.region, { isVisible: false });
  const [patch, other] = again.document.patches as [Patch, Patch];
  const take = other.takes[0] as Take;
  const document: Composition = {
    ...again.document,
    patches: [
      {
        ...patch,
        takes: [...patch.takes, take],
        mix: { ...patch.mix, painted: [{ job: take.job, region: painted }] },
      },
    ],
  };
  const { revision } = must(await desk.documents.save(document, again.revision));
  return { ...again, document, revision };
}

/** The whole document as the page lays it. */
async function pagePixels(desk: Desk, document: Composition): Promise<Raster> {
  const stack = new LayerStack(async (asset, crop) => ({
    ...must(await desk.documents.pixels(asset, crop, 0, 1e7)),
    channels: 4,
  }));
  const base = baseOf(document);
  return await stack.original(base, await stack.lay(base, layersOf(document), false), frame);
}

async function greened(primary: Buffer | null): Promise<Buffer | null> {
  return primary === null
    ? null
    : await sharp(primary)
        .recomb([
          [0.4, 0, 0],
          [0, 1, 0.2],
          [0, 0.2, 0.6],
        ])
        .png()
        .toBuffer();
}
