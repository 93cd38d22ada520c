// A layered PSD: the base, and each patch as a layer of its own with its mask, over the exact composite. 8-bit RGB, the base's
// profile kept. Runs in workers.
import { writePsdUint8Array, type Layer as PsdLayer, type PixelData } from "ag-psd";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { colourCount, hasAlpha, levelScale, type Plane8, type Raster } from "#shared/pixels/pixel-types.ts";
import { fullRect } from "#shared/pixels/rect.ts";
import { CompositeFailed, type Stack } from "./composite-task.ts";
import { composeStack, type Composed } from "./compose-stack.ts";
import { proofXmp } from "./proof-xmp.ts";
import { openRawPicture } from "./raw-picture.ts";

/** Ours: the format's writer holds every layer in memory. */
export const maxPsdPixels = 40_000_000;
/** The format's. */
const maxSidePx = 30_000;

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
  const pixels = stack.width * stack.height;
  if (pixels > maxPsdPixels)
    throw new CompositeFailed({ reason: "too-many-pixels", pixels, limit: maxPsdPixels });
  const sidePx = Math.max(stack.width, stack.height);
  if (sidePx > maxSidePx) throw new CompositeFailed({ reason: "side-too-long", sidePx, limitPx: maxSidePx });
  const children: PsdLayer[] = [];
  const composed = await composeStack(
    stack,
    scratch,
    onProgress,
    ({ name, box, alpha }, { before, after }) => {
      const bounds = { left: box.x, top: box.y, right: box.x + box.width, bottom: box.y + box.height };
      children.push({
        name,
        ...bounds,
        imageData: donorPixels(before, after, alpha),
        mask: { ...bounds, defaultColor: 0, imageData: greyPixels(alpha) },
      });
    },
  );
  const whole = composed.canvas.read(fullRect(stack));
  composed.canvas.close();
  const before = openRawPicture(join(scratch, "before.v"));
  const base = before.read(fullRect(stack));
  before.close();
  const bytes = writePsdUint8Array(
    {
      width: stack.width,
      height: stack.height,
      imageData: rgbaPixels(whole),
      children: [{ name: "Base", left: 0, top: 0, imageData: rgbaPixels(base) }, ...children],
    },
    { generateThumbnail: false, trimImageData: false },
  );
  const { nature, proof } = composed;
  const profile = nature?.profile && nature.channels >= 3 ? nature.profile : null;
  const profiled = profile === null ? bytes : insertResource(bytes, resources.profile, profile);
  const proved = hasProofInFile
    ? insertResource(profiled, resources.xmp, new TextEncoder().encode(proofXmp(proof)))
    : profiled;
  await writeFile(join(scratch, "flat.psd"), proved);
  return composed;
}

function rgbaPixels(picture: Raster): PixelData {
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
  return { width, height, data };
}

/**
 * F from O = I + (F − I)·α: what has to lie under the mask so that the layers give the composite. Where there was nothing
 * below, the composite's own colour.
 */
function donorPixels(before: Raster, after: Raster, alpha: Plane8): PixelData {
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

function greyPixels(alpha: Plane8): PixelData {
  const data = new Uint8ClampedArray(alpha.data.length * 4);
  for (let i = 0; i < alpha.data.length; i++) {
    const value = alpha.data[i] ?? 0;
    data.fill(value, 4 * i, 4 * i + 3);
    data[4 * i + 3] = 255;
  }
  return { width: alpha.width, height: alpha.height, data };
}

/** An image resource, put in front of the others (Adobe Photoshop file format: header 26 bytes, colour mode data, resources). */
function insertResource(psd: Uint8Array, id: number, content: Uint8Array): Uint8Array {
  const bytes = Buffer.from(psd.buffer, psd.byteOffset, psd.byteLength);
  const at = 30 + bytes.readUInt32BE(26);
  const head = Buffer.alloc(12);
  head.write("8BIM", 0, "latin1");
  head.writeUInt16BE(id, 4);
  head.writeUInt32BE(content.length, 8);
  const resource = Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.readUInt32BE(at) + resource.length);
  return Buffer.concat([bytes.subarray(0, at), length, resource, bytes.subarray(at + 4)]);
}
