// A layered PSD: the base, and each patch as a layer of its own with its mask, over the exact composite. 8-bit RGB, the base's
// profile kept; pixels go from file to file. Runs in workers.
import { join } from "node:path";
import { colourCount, hasAlpha, levelScale, type Plane8, type Raster } from "#shared/pixels/pixel-types.ts";
import { fullRect } from "#shared/pixels/rect.ts";
import { CompositeFailed, type Stack } from "./composite-task.ts";
import { composeStack, type Composed } from "./compose-stack.ts";
import { guarded } from "./open-pixels.ts";
import { proofXmp } from "./proof-xmp.ts";
import { maxPsdSidePx, type PsdLayer, type RgbaRows, writePsdFile } from "./psd-writer.ts";
import { asBytes, createRawPicture, openRawPicture, type RawPicture } from "./raw-picture.ts";

/** Image resources (Adobe Photoshop file format). */
const resources = { profile: 1039, xmp: 1060 } as const;

/** Writes `flat.psd` into the scratch folder. */
export async function writeLayeredPsd(
  {
    stack,
    scratch,
    hasProofInFile,
  }: { readonly stack: Stack; readonly scratch: string; readonly hasProofInFile: boolean },
  onProgress: (done: number) => void,
): Promise<Pick<Composed, "proof" | "laid">> {
  const sidePx = Math.max(stack.width, stack.height);
  if (sidePx > maxPsdSidePx)
    throw new CompositeFailed({ reason: "side-too-long", sidePx, limitPx: maxPsdSidePx });
  const open: RawPicture[] = [];
  const patches: PsdLayer[] = [];
  const donors: RawPicture[] = [];
  const composed = await composeStack(stack, scratch, onProgress, {
    onPart: ({ box }, { y, before, after, alpha }) => {
      if (donors.length === patches.length) {
        const file = join(scratch, `layer-${donors.length}.v`);
        donors.push(createRawPicture(file, { width: box.width, height: box.height, channels: 4, bits: 8 }));
      }
      donors.at(-1)?.write(donorPixels(before, after, alpha), 0, y);
    },
    onLaid: ({ name, box, alpha }) => {
      const donor = donors[patches.length];
      if (donor !== undefined) patches.push({ name, box, pixels: rowsOf(donor), mask: alpha });
    },
  });
  const { nature, proof, canvas } = composed;
  const base = openRawPicture(join(scratch, "before.v"));
  open.push(canvas, base, ...donors);
  const profile = nature?.profile && nature.channels >= 3 ? nature.profile : null;
  const xmp = hasProofInFile ? new TextEncoder().encode(proofXmp(proof)) : null;
  const write = (): void =>
    writePsdFile(join(scratch, "flat.psd"), {
      whole: rowsOf(canvas),
      hasAlpha: canvas.channels % 2 === 0,
      layers: [{ name: "Base", box: fullRect(stack), pixels: rowsOf(base), mask: null }, ...patches],
      resources: [
        ...(profile === null ? [] : [{ id: resources.profile, content: profile }]),
        ...(xmp === null ? [] : [{ id: resources.xmp, content: xmp }]),
      ],
    });
  try {
    await guarded(scratch, Promise.resolve().then(write));
  } finally {
    for (const picture of open) picture.close();
  }
  return composed;
}

function rowsOf(picture: RawPicture): RgbaRows {
  const { width, height } = picture;
  return {
    width,
    height,
    read: (y, rows) => asBytes(rgbaPixels(picture.read({ x: 0, y, width, height: rows })).data),
  };
}

type Rgba = Raster & { readonly channels: 4; readonly data: Uint8ClampedArray };

function rgbaPixels(picture: Raster): Rgba {
  const { width, height, channels } = picture;
  const scale = levelScale(picture);
  const isGrey = colourCount(picture) === 1;
  const alphaAt = hasAlpha(picture) ? channels - 1 : -1;
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++)
      data[4 * i + c] = Math.round((picture.data[i * channels + (isGrey ? 0 : c)] ?? 0) / scale);
    data[4 * i + 3] = alphaAt < 0 ? 255 : Math.round((picture.data[i * channels + alphaAt] ?? 0) / scale);
  }
  return { width, height, channels: 4, data };
}

/**
 * F from O = I + (F − I)·α: what has to lie under the mask so that the layers give the composite. Where there was nothing
 * below, the composite's own colour.
 */
function donorPixels(before: Raster, after: Raster, alpha: Plane8): Rgba {
  const under = rgbaPixels(before);
  const over = rgbaPixels(after);
  for (let i = 0; i < alpha.data.length; i++) {
    const share = (alpha.data[i] ?? 0) / 255;
    if (share === 0) continue;
    const wasOpaque = under.data[4 * i + 3] === 255;
    if (wasOpaque)
      for (let c = 4 * i; c < 4 * i + 3; c++) {
        const from = under.data[c] ?? 0;
        over.data[c] = from + ((over.data[c] ?? 0) - from) / share;
      }
    over.data[4 * i + 3] = 255;
  }
  return over;
}
