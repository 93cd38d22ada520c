// The page's own files: the built renderer, and nothing else on disk.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { contentTypeOf } from "./content-types.ts";
import { guardHeaders, textResponse } from "./page-headers.ts";

/** A part of a path that can only name something below: no dots in front, no separators, no drive letters. */
const plainSegment = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/;
/** The bundler's files carry a hash of their content in their name. */
const isHashed = /^\/assets\/.+-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$/;

/** The file below the folder for a path of an address; null for whatever is not a plain path. */
function staticPath(folder: string, pathname: string): string | null {
  const segments = pathname === "/" ? ["index.html"] : pathname.slice(1).split("/");
  return pathname.startsWith("/") && segments.every((segment) => plainSegment.test(segment))
    ? join(folder, ...segments)
    : null;
}

/**
 * Serves a file of the built page; `/` is its index. Read whole: the files are small, and inside Electron's archive
 * only plain reading is sure to work.
 */
export async function serveStatic(request: Request, folder: string, pathname: string): Promise<Response> {
  const path = staticPath(folder, pathname);
  const contentType = path === null ? null : contentTypeOf(path);
  if (path === null || contentType === null) return textResponse("Not here.", 404);
  const bytes = await readFile(path).catch(() => null);
  if (bytes === null)
    return pathname === "/"
      ? textResponse("The page of Inlay is not built yet: run npm start once.", 503)
      : textResponse("Not here.", 404);
  return new Response(request.method === "HEAD" ? null : bytes, {
    headers: {
      ...guardHeaders,
      "content-type": contentType,
      "content-length": String(bytes.byteLength),
      "cache-control": isHashed.test(pathname) ? "private, max-age=31536000, immutable" : "no-cache",
    },
  });
}
