// Files in a folder, and in the folders below, that claim to be pictures. Whether they are is found out by the library.
import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** SVG and HEIC too, so that people are told why they are not taken. */
const pictureName = /\.(?:png|jpe?g|webp|avif|gif|svg|heic|heif)$/i;

/** Absolute paths in the order of their names. Hidden files and folders are left out, links are not followed. */
export async function listPictureFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files: string[] = [];
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith(".")) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) files.push(...(await listPictureFiles(path)));
    else if (entry.isFile() && pictureName.test(entry.name)) files.push(path);
  }
  return files;
}
