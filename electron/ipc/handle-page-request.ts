// One request of a page for a file, in web terms, so that the loopback server and the desktop's own scheme answer
// alike. The host has already found that the request comes from its page, except for the page's own files.
import { textResponse } from "./page-headers.ts";
import type { PixelPort } from "./pixel-port.ts";
import { serveMedia, serveThumbnail } from "./serve-pixels.ts";
import { serveUpload } from "./serve-upload.ts";
import { serveCover, serveDecoded, serveExport } from "./composition-pixels.ts";
import type { BugLog } from "./serve-call.ts";
import { serveStatic } from "./static-files.ts";

export interface PageParts {
  /** Absolute folder of the built page. */
  readonly assets: string;
  readonly pixels: PixelPort;
  readonly log: BugLog;
}

/** Whether an address is one of the page's own files, which hold no secret and nothing of the user's. */
export function isPublicPath(pathname: string): boolean {
  return !/^\/(?:media|thumb|cover|pixels|export|upload|call|events|session)(?:\/|$)/.test(pathname);
}

/** Answers always: what is thrown becomes 500 with the number under which it stands in the log. */
export async function handlePageRequest(request: Request, parts: PageParts): Promise<Response> {
  try {
    return await route(request, parts);
  } catch (error) {
    return textResponse(
      `Something in Inlay is broken (${parts.log.bug(error, { request: new URL(request.url).pathname })}).`,
      500,
    );
  }
}

async function route(request: Request, { assets, pixels }: PageParts): Promise<Response> {
  const url = new URL(request.url);
  if (url.pathname === "/upload")
    return request.method === "POST" ? await serveUpload(request, url, pixels) : refuseMethod("POST");
  if (request.method !== "GET" && request.method !== "HEAD") return refuseMethod("GET, HEAD");
  if (url.pathname.startsWith("/media/")) return await serveMedia(request, url, pixels);
  if (url.pathname.startsWith("/thumb/")) return await serveThumbnail(request, url, pixels);
  if (url.pathname.startsWith("/cover/")) return await serveCover(request, url, pixels);
  if (url.pathname.startsWith("/pixels/")) return await serveDecoded(request, url, pixels);
  if (url.pathname.startsWith("/export/")) return await serveExport(request, url, pixels);
  return await serveStatic(request, assets, url.pathname);
}

function refuseMethod(allowed: string): Response {
  return textResponse("Not in this way.", 405, { allow: allowed });
}
