// What other tools do with a reply, for comparison in the same run: paste with a feather, and paste with a feather after
// matching mean and spread of each channel (Reinhard et al. 2001). Neither aligns.
import { edgeAlpha } from "#shared/pixels/edge-alpha.ts";
import type { Plane8, Raster } from "#shared/pixels/pixel-types.ts";
import { fullRect } from "#shared/pixels/rect.ts";

/** Pastes the reply inside the support with a soft edge of `featherPx`, colours as they came or matched outside it. */
export function pasteWithFeather(
  original: Raster,
  reply: Raster,
  support: Plane8,
  featherPx: number,
  isColourMatched: boolean,
): Raster {
  const alpha = edgeAlpha({ mask: support, bounds: fullRect(original) }, fullRect(original), featherPx, 1);
  const match = isColourMatched ? reinhardMatch(original, reply, support) : undefined;
  const out = { ...original, data: original.data.slice() };
  for (let i = 0; i < alpha.length; i++) {
    const share = (alpha[i] ?? 0) / 255;
    if (share === 0) continue;
    for (let c = 0; c < 3; c++) {
      const from = original.data[4 * i + c] ?? 0;
      const raw = reply.data[4 * i + c] ?? 0;
      const to = match === undefined ? raw : raw * (match.gain[c] ?? 1) + (match.bias[c] ?? 0);
      out.data[4 * i + c] = Math.min(255, Math.max(0, Math.round(from + (to - from) * share)));
    }
  }
  return out;
}

function reinhardMatch(original: Raster, reply: Raster, support: Plane8): { gain: number[]; bias: number[] } {
  const gain: number[] = [];
  const bias: number[] = [];
  for (let c = 0; c < 3; c++) {
    const [meanO, spreadO] = momentsOutside(original, support, c);
    const [meanR, spreadR] = momentsOutside(reply, support, c);
    const g = spreadR > 1e-6 ? spreadO / spreadR : 1;
    gain.push(g);
    bias.push(meanO - g * meanR);
  }
  return { gain, bias };
}

function momentsOutside(picture: Raster, support: Plane8, channel: number): [mean: number, spread: number] {
  let [count, sum, squares] = [0, 0, 0];
  for (let i = 0; i < support.data.length; i++) {
    if (support.data[i] !== 0) continue;
    const value = picture.data[4 * i + channel] ?? 0;
    count++;
    sum += value;
    squares += value * value;
  }
  const mean = sum / Math.max(1, count);
  return [mean, Math.sqrt(Math.max(0, squares / Math.max(1, count) - mean * mean))];
}
