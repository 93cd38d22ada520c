// Windows of more pixels than are placed in one piece, with a limit that is low enough for small pictures.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Layer } from "#electron/compositions/composite-task.ts";
import { layLayers, type LaidPart, proveComposite } from "#electron/compositions/lay-layers.ts";
import { createRawPicture, type RawPicture } from "#electron/compositions/raw-picture.ts";
import { readSmall } from "#electron/compositions/read-small.ts";
import { cutWindow } from "#shared/pixels/cut-window.ts";
import type { Raster, Rect } from "#shared/pixels/pixel-types.ts";
import { DEFAULT_PLACE_SETTINGS, type PlaceSettings } from "#shared/pixels/place-settings.ts";
import { rasterRegion, type RasterRegion } from "#shared/pixels/raster-region.ts";
import { resizeLanczos } from "#shared/pixels/resize-lanczos.ts";
import { rasterWide, wideWindow } from "#shared/pixels/wide-window.ts";
import { makeScene } from "#tests/support/pixels/synthetic-scenes.ts";

const frame = { x: 0, y: 0, width: 720, height: 480 };
const disc = { x: 230, y: 120, width: 260, height: 220 };
const region: RasterRegion = { extent: frame, operations: [{ kind: "ellipse", mode: "add", ...disc }] };
const scene = makeScene("scene", frame.width, frame.height, 5, { channels: 3 });
/** The same in 16 bits, with alpha. */
const deep: Raster = {
  ...frame,
  channels: 4,
  data: Uint16Array.from({ length: frame.width * frame.height * 4 }, (_, i) =>
    i % 4 === 3 ? 65_535 : 257 * scene.data[3 * (i >> 2) + (i % 4)]!,
  ),
};
let folder = "";
let files = 0;

beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), "inlay-wide-"))));
afterAll(async () => await rm(folder, { recursive: true, force: true }));

function open(raster: Raster): RawPicture {
  const { width, height, channels } = raster;
  const bits = raster.data instanceof Uint16Array ? 16 : 8;
  const picture = createRawPicture(join(folder, `${++files}.v`), { width, height, channels, bits });
  picture.write(raster, 0, 0);
  return picture;
}

/** The scene with something else in the disc; everything a little brighter, as replies are. */
function replyOf(picture: Raster, window: Rect): Raster {
  const { width, height } = picture;
  const scale = picture.data instanceof Uint16Array ? 257 : 1;
  const edited = { width, height, channels: 3 as const, data: new Uint8Array(width * height * 3) };
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [(i % width) - disc.x - 130, Math.floor(i / width) - disc.y - 110];
    const isIn = (x / 100) ** 2 + (y / 80) ** 2 < 1;
    for (let c = 0; c < 3; c++)
      edited.data[3 * i + c] = isIn
        ? [230, 60, 40][c]!
        : (picture.data[i * picture.channels + c] ?? 0) / scale + 4;
  }
  return resizeLanczos(
    cutWindow(edited, window),
    Math.round(window.width / 2.6),
    Math.round(window.height / 2.6),
  );
}

async function lay(picture: Raster, window: Rect, settings: PlaceSettings, wholePixels: number) {
  const [before, canvas] = [open(picture), open(picture)];
  const reply = replyOf(picture, window);
  const own = { name: "Disc", region, window, settings, cutFrom: "below" } as const;
  const layer: Layer = { ...own, chosen: { path: "" }, painted: [] };
  const parts: LaidPart[] = [];
  const laid = await layLayers(canvas, [layer], {
    decode: async () => await Promise.resolve(reply),
    openBase: () => open(picture),
    onProgress: () => undefined,
    onPart: (_, part) => parts.push(part),
    wholePixels,
  });
  const proof = proveComposite(before, canvas, laid);
  const after = canvas.read(frame);
  before.close();
  canvas.close();
  return { laid, proof, after, parts };
}

describe("a window too wide for one piece", () => {
  it.each([
    ["8 bit", scene, frame],
    ["16 bit with alpha, sticking out of the frame", deep, { ...frame, x: -8, width: 736 }],
  ] as const)("is placed in strips and leaves the rest as it was: %s", async (_, picture, window) => {
    const scale = picture.data instanceof Uint16Array ? 257 : 1;
    const { laid, proof, after, parts } = await lay(picture, window, DEFAULT_PLACE_SETTINGS, 60_000);
    const [layer] = laid;
    expect(layer!.report.verdict).toBe("placed");
    expect(proof.changedProtectedPixels).toBe(0);
    expect(proof.protectedPixels).toBeGreaterThan(0.6 * proof.pixels);
    expect(layer!.report.protectedPixels).toBe(
      proof.protectedPixels + window.width * window.height - frame.width * frame.height,
    );
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.reduce((sum, part) => sum + part.after.height, 0)).toBe(layer!.box.height);
    const at = (x: number, y: number, c: number) =>
      after.data[(y * frame.width + x) * picture.channels + c]! / scale;
    // In the middle of the disc the new colour, with the reply's brightness undone.
    for (const [c, level] of [226, 56, 36].entries())
      expect(Math.abs(at(360, 230, c) - level)).toBeLessThan(8);
  });

  it("gives nearly what placing it whole gives", async () => {
    const wide = await lay(scene, frame, DEFAULT_PLACE_SETTINGS, 60_000);
    const whole = await lay(scene, frame, DEFAULT_PLACE_SETTINGS, 1_000_000);
    let sum = 0;
    for (let i = 0; i < wide.after.data.length; i++)
      sum += Math.abs(wide.after.data[i]! - whole.after.data[i]!);
    expect(sum / (3 * disc.width * disc.height)).toBeLessThan(3);
  });

  it("keeps to the very pixels of a strict selection", async () => {
    const settings = { ...DEFAULT_PLACE_SETTINGS, isStrict: true, keepDetail: false };
    const { laid } = await lay(scene, frame, settings, 60_000);
    const { box, alpha } = laid[0]!;
    const mask = rasterRegion(region, box);
    const strayed = alpha.data.filter((value, i) => value > 0 && mask.data[i]! < 25);
    expect([strayed.length, alpha.data.some((value) => value > 0)]).toEqual([0, true]);
  });

  it("draws a selection at the size in which it is sent, from strips of it", () => {
    const wide = wideWindow({ x: -8, y: -8, width: 736, height: 496 }, { width: 230, height: 155 });
    const shrunk = { extent: frame, operations: [...region.operations, { kind: "fill-holes" } as const] };
    for (const drawn of [region, shrunk]) {
      const mask = rasterWide(drawn, frame, wide);
      const share = mask.data.reduce((sum, value) => sum + value / 255, 0) * wide.scaleX * wide.scaleY;
      expect(Math.abs(share / ((Math.PI / 4) * disc.width * disc.height) - 1)).toBeLessThan(0.01);
    }
  });

  it("reads a window at a fraction of its size as the sharper filter does, nearly", () => {
    const picture = open(scene);
    const small = readSmall(picture, wideWindow(frame, { width: 240, height: 160 }));
    picture.close();
    const expected = resizeLanczos(scene, 240, 160);
    let sum = 0;
    for (let i = 0; i < small.data.length; i++) sum += Math.abs(small.data[i]! - expected.data[i]!);
    expect(sum / small.data.length).toBeLessThan(4);
  });
});
