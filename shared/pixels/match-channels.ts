// A reply in the colour layout of the original: grey from colour by luma, colour from grey by repetition.
import { LUMA } from "./luma-plane.ts";
import { colourCount, hasAlpha, type Raster } from "./pixel-types.ts";

/** The reply itself when it has as many colours already; its alpha and depth are kept. */
export function matchChannels(reply: Raster, original: Raster): Raster {
  const wanted = colourCount(original);
  const given = colourCount(reply);
  if (wanted === given) return reply;
  const withAlpha = hasAlpha(reply);
  const channels = (wanted + (withAlpha ? 1 : 0)) as 1 | 2 | 3 | 4;
  const length = reply.width * reply.height;
  const data =
    reply.data instanceof Uint16Array
      ? new Uint16Array(length * channels)
      : new Uint8Array(length * channels);
  const [red, green, blue] = LUMA;
  for (let i = 0; i < length; i++) {
    const at = i * reply.channels;
    const first = reply.data[at] ?? 0;
    const value =
      given === 1
        ? first
        : Math.round(red * first + green * (reply.data[at + 1] ?? 0) + blue * (reply.data[at + 2] ?? 0));
    for (let c = 0; c < wanted; c++) data[i * channels + c] = value;
    if (withAlpha) data[i * channels + wanted] = reply.data[at + given] ?? 0;
  }
  return { width: reply.width, height: reply.height, channels, data };
}
