// `/pixels/<sha256>?x=&y=&w=&h=&level=`: decoded samples, for work that has to be exact; `/export/<token>`: a file that
// was made to be fetched; and `/cover/<id>`: what a document looks like.
import { maxPixelLevel, pixelSizeHeaders, type PixelCrop } from "#shared/contract/media.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import { assetIdSchema, compositionIdSchema } from "#shared/model/ids.ts";
import { guardHeaders, jsonResponse, textResponse } from "./page-headers.ts";
import type { PixelPort } from "./pixel-port.ts";
import { serveFile } from "./serve-file.ts";
import { forEver } from "./serve-pixels.ts";

/** At most this many come in one answer. */
export const maxServedPixels = 64_000_000;

export async function serveDecoded(request: Request, url: URL, pixels: PixelPort): Promise<Response> {
  const asset = assetIdSchema.safeParse(url.pathname.slice("/pixels/".length));
  const crop = readCrop(url.searchParams);
  const level = readWhole(url.searchParams.get("level") ?? "0");
  if (!asset.success || crop === "malformed" || level === null || level > maxPixelLevel)
    return textResponse("Not here.", 404);
  const decoded = await pixels.decodePixels(asset.data, crop, level, maxServedPixels);
  if (!decoded.ok) return jsonResponse({ ok: false, error: decoded.error }, statusOf(decoded.error));
  const { width, height, data } = decoded.value;
  const headers = {
    ...guardHeaders,
    "content-type": "application/octet-stream",
    "content-length": String(data.byteLength),
    "cache-control": forEver,
    [pixelSizeHeaders.width]: String(width),
    [pixelSizeHeaders.height]: String(height),
  };
  return new Response(
    request.method === "HEAD" ? null : Buffer.from(data.buffer, data.byteOffset, data.byteLength),
    {
      status: 200,
      headers,
    },
  );
}

export async function serveExport(request: Request, url: URL, pixels: PixelPort): Promise<Response> {
  const token = url.pathname.slice("/export/".length);
  const file = /^[0-9a-f]{32}$/.test(token) ? pixels.findExport(token) : null;
  if (file === null) return textResponse("Not here.", 404);
  return await serveFile(request, {
    path: file.path,
    contentType: file.mediaType,
    cacheControl: "no-store",
    downloadAs: file.name,
  });
}

export async function serveCover(request: Request, url: URL, pixels: PixelPort): Promise<Response> {
  const id = compositionIdSchema.safeParse(url.pathname.slice("/cover/".length));
  const file = id.success ? pixels.findCover(id.data) : null;
  if (file === null) return textResponse("Not here.", 404);
  const { path, mediaType } = file;
  return await serveFile(request, { path, contentType: mediaType, cacheControl: forEver, downloadAs: null });
}

/** All four numbers or none. */
function readCrop(query: URLSearchParams): PixelCrop | null | "malformed" {
  const names = ["x", "y", "w", "h"] as const;
  const given = names.map((name) => query.get(name));
  if (given.every((text) => text === null)) return null;
  const numbers = given.map((text) => readWhole(text ?? "")).filter((number) => number !== null);
  const [x = 0, y = 0, width = 0, height = 0] = numbers;
  return numbers.length < names.length || width === 0 || height === 0 ? "malformed" : { x, y, width, height };
}

function readWhole(text: string): number | null {
  return /^\d{1,6}$/.test(text) ? Number(text) : null;
}

function statusOf(error: StudioError): number {
  if (error.kind === "not-found") return 404;
  return error.kind === "too-many-pixels" ? 413 : 503;
}
