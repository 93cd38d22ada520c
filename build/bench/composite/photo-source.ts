// Real photographs for the bench: found in folders, decoded with the wasm build of sharp, reduced so that their detail is
// that of a picture at 100 %, cropped to a window.
import { execFile } from "node:child_process";
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { projectPath } from "#build/setup/root.mjs";
import sharp from "sharp";
import type { Raster } from "#shared/pixels/pixel-types.ts";

/** Where the Debian packages mate-backgrounds and plasma-workspace-wallpapers put their pictures. */
export const DEFAULT_PHOTO_FOLDERS = ["/usr/share/backgrounds/mate/nature", "/usr/share/wallpapers"] as const;

/** The photographs among them; the rest of the packages is drawn or rendered and too easy. */
const PHOTOGRAPHS =
  /^(Aqua|Blinds|BytheWater|ColdRipple|ColorfulCups|DarkestHour|Dune|EveningGlow|FallenLeaf|FreshFlower|Garden|GreenMeadow|Grey|Kite|LadyBird|OneStandsOut|Path|RainDrops|Storm|TwoWings|Wood|YellowFlower|summer_1am)(\.jpg)?$/;

/** Keeps the known photographs of the default folders; where there is none of them, everything is taken as one. */
function onlyPhotographs(photos: readonly Photo[]): Photo[] {
  const known = photos.filter(({ name }) => PHOTOGRAPHS.test(name));
  return known.length > 0 ? known : [...photos];
}

/** What a bench measures on: everything in the folder that was named with `--photos`, else the packages' photographs. */
export async function benchPhotos(folder: string | undefined): Promise<Photo[]> {
  return folder === undefined
    ? onlyPhotographs(await findOrInstallPhotos(DEFAULT_PHOTO_FOLDERS))
    : await listPhotos(folder);
}

/** Every picture below a folder, sorted by name. */
async function listPhotos(folder: string): Promise<Photo[]> {
  const entries = await readdir(folder, { recursive: true });
  return entries
    .filter((entry) => PICTURE.test(entry))
    .toSorted()
    .map((name) => ({ name, file: join(folder, name) }));
}

/** One photograph on disk; `name` is unique per motif (a motif that comes in many sizes is listed once). */
export type Photo = { readonly name: string; readonly file: string };

const PICTURE = /\.(jpe?g|png|webp)$/i;

/** Every motif of the packages below the folders, sorted by name; of several sizes the file with the longest-edge name wins. */
async function findPhotos(folders: readonly string[]): Promise<Photo[]> {
  const motifs = new Map<string, Photo & { readonly size: number }>();
  for (const folder of folders) {
    const entries = await readdir(folder, { recursive: true }).catch(() => []);
    for (const entry of entries) {
      if (!PICTURE.test(entry) || /screenshot|_dark|vertical/i.test(entry)) continue;
      const parts = entry.split("/");
      const isSized = /^\d+x\d+/.test(parts.at(-1) ?? "");
      const name = isSized ? (parts[0] ?? entry) : entry;
      const [width = 0, height = 0] = (parts.at(-1) ?? "").split(/[x.]/).map(Number);
      const size = isSized && width > height ? width * height : 0;
      const known = motifs.get(name);
      if (known === undefined || known.size < size)
        motifs.set(name, { name, file: join(folder, entry), size });
    }
  }
  return [...motifs.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

const PACKAGES = ["mate-backgrounds", "plasma-workspace-wallpapers"] as const;
const run = promisify(execFile);

/**
 * The photographs of the folders; where there is none, the Debian packages are fetched and unpacked into `out/`, for which
 * nobody has to be root. Rejects with a sentence where that cannot be done.
 */
export async function findOrInstallPhotos(folders: readonly string[]): Promise<Photo[]> {
  const unpacked = projectPath("out", "bench-photographs");
  const all = [...folders, ...folders.map((folder) => join(unpacked, folder))];
  const found = await findPhotos(all);
  if (found.length > 0) return found;
  try {
    await mkdir(unpacked, { recursive: true });
    await run("apt-get", ["download", ...PACKAGES], { cwd: unpacked });
    for (const file of await readdir(unpacked))
      if (file.endsWith(".deb")) await run("dpkg-deb", ["-x", join(unpacked, file), unpacked]);
  } catch (cause) {
    throw new Error(`No photographs: install ${PACKAGES.join(" and ")}, or name a folder with --photos`, {
      cause,
    });
  }
  return await findPhotos(all);
}

/** Decodes, covers width × height (never enlarging by more than needed), opaque RGBA, 8 bit. */
export async function loadPhoto(photo: Photo, width: number, height: number): Promise<Raster> {
  const { data, info } = await sharp(photo.file)
    .resize(width, height, { fit: "cover" })
    .toColourspace("srgb")
    .removeAlpha()
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, channels: 4, data: new Uint8Array(data) };
}
