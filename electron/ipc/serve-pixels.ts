// `/media/<sha256>` and `/thumb/<sha256>?w=…`: pixels by the hash of their file, so that they can be cached for ever.
import { thumbnailWidthsPx } from "#shared/contract/media.ts";
import type { StudioError } from "#shared/errors/studio-error.ts";
import { assetIdSchema } from "#shared/model/ids.ts";
import { jsonResponse, textResponse } from "./page-headers.ts";
import type { PixelPort } from "./pixel-port.ts";
import { serveFile } from "./serve-file.ts";

/** What a hash names never changes. */
export const forEver = "private, max-age=31536000, immutable";

/** The file itself; `?download=name` makes it an attachment. */
export async function serveMedia(request: Request, url: URL, pixels: PixelPort): Promise<Response> {
  const asset = assetIdSchema.safeParse(url.pathname.slice("/media/".length));
  if (!asset.success) return textResponse("Not here.", 404);
  const found = await pixels.findAsset(asset.data);
  if (!found.ok) return refuse(found.error);
  const download = url.searchParams.get("download");
  return await serveFile(request, {
    path: found.value.path,
    contentType: found.value.mediaType,
    cacheControl: forEver,
    downloadAs: download === null ? null : plainFileName(download),
  });
}

/** A thumbnail of one of the widths that are made; any other number is refused. */
export async function serveThumbnail(request: Request, url: URL, pixels: PixelPort): Promise<Response> {
  const asset = assetIdSchema.safeParse(url.pathname.slice("/thumb/".length));
  const widthPx = thumbnailWidthsPx.find((width) => String(width) === url.searchParams.get("w"));
  if (!asset.success || widthPx === undefined) return textResponse("Not here.", 404);
  const found = await pixels.findThumbnail(asset.data, widthPx);
  if (!found.ok) return refuse(found.error);
  return await serveFile(request, {
    path: found.value.path,
    contentType: found.value.mediaType,
    cacheControl: forEver,
    downloadAs: null,
  });
}

/** A file name without folders or control characters, at most 255 characters; "file" when nothing is left. */
export function plainFileName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  const plain = last
    .replace(/\p{Cc}/gu, "")
    .trim()
    .slice(0, 255);
  return plain === "" || plain === "." || plain === ".." ? "file" : plain;
}

function refuse(error: StudioError): Response {
  return jsonResponse({ ok: false, error }, error.kind === "not-found" ? 404 : 503);
}
