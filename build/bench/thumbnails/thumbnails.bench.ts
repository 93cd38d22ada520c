// Pictures per second of the library's own thumbnails against `vipsthumbnail`, on the same files, widths and cores,
// turn by turn; and the processor time of both, which holds on a busy machine too. Flags: --count N files (240).
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { link, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { runBench, type Measurement } from "#build/bench/bench-report.ts";
import { layOut } from "#electron/library/files/library-layout.ts";
import { createThumbnailStore } from "#electron/library/files/thumbnail-store.ts";
import { nodeDisk } from "#electron/platform/disk.ts";
import { classifyFileError } from "#electron/platform/durable-file.ts";
import { createImageCodec } from "#electron/platform/image-codec.ts";
import { thumbnailWidthsPx } from "#shared/contract/media.ts";
import type { AssetId } from "#shared/model/ids.ts";
import { drawPhotos, type DrawnPhoto } from "./drawn-photos.ts";
import { findVipsThumbnail, runVipsThumbnail } from "./vips-thumbnail.ts";

/** A file under a name of its own, as both sides get it. */
type NumberedPhoto = DrawnPhoto & { readonly asset: AssetId };

const { values } = parseArgs({ options: { count: { type: "string" }, json: { type: "string" } } });
const count = Number(values.count ?? 240);
const cores = availableParallelism();
const rounds = 4;
const oneWidthPx = 320;
const say = (line: string): void => void process.stderr.write(`${line}\n`);

type Side = (photos: readonly NumberedPhoto[]) => Promise<void>;

/** Further names for the files, so that nothing is made twice under one name. */
async function number(drawn: readonly DrawnPhoto[], folder: string): Promise<readonly NumberedPhoto[]> {
  const photos: NumberedPhoto[] = [];
  for (let at = 0; at < count; at += 1) {
    const photo = drawn[at % drawn.length];
    if (photo === undefined) throw new Error("Nothing was drawn");
    const path = join(folder, `${at}.${photo.extension}`);
    await link(photo.path, path);
    const asset = createHash("sha256").update(String(at)).digest("hex") as AssetId;
    photos.push({ ...photo, path, asset });
  }
  return photos;
}

/** Milliseconds of processor time of this process, or of the children that it has waited for, where the system says. */
function processorMs(side: "ours" | "peer"): number {
  if (side === "ours") {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  }
  if (process.platform !== "linux") return Number.NaN;
  // After the name in brackets: the 14th and 15th value, in hundredths of a second.
  const stat = readFileSync("/proc/self/stat", "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return (Number(stat[13]) + Number(stat[14])) * 10;
}

/**
 * Pictures per second of both, and milliseconds of processor time for each; over all files in turns. The first turn of
 * a side warms it up and is not counted.
 */
async function compare(photos: readonly NumberedPhoto[], ours: Side, peer: Side | null) {
  const spent = { ours: { wall: 0, processor: 0 }, peer: { wall: 0, processor: 0 } };
  const take = async (side: "ours" | "peer", run: Side, part: readonly NumberedPhoto[]): Promise<void> => {
    const [start, before] = [performance.now(), processorMs(side)];
    await run(part);
    spent[side].wall += performance.now() - start;
    spent[side].processor += processorMs(side) - before;
  };
  const warmUp = photos.slice(0, 36);
  await ours(warmUp);
  await peer?.(warmUp);
  for (let round = 0; round < rounds; round += 1) {
    const part = photos.filter((_, at) => at % rounds === round);
    const turns = [
      async () => take("ours", ours, part),
      async () => (peer === null ? undefined : take("peer", peer, part)),
    ];
    for (const turn of round % 2 === 0 ? turns : turns.toReversed()) await turn();
  }
  const told = ({ wall, processor }: { readonly wall: number; readonly processor: number }) => ({
    rate: (photos.length / wall) * 1000,
    processorMs: processor / photos.length,
  });
  return { ours: told(spent.ours), peer: peer === null ? null : told(spent.peer) };
}

/** Thumbnails that one side made and the other did not. */
async function countDifferent(ours: string, peer: string, photos: readonly NumberedPhoto[]): Promise<number> {
  const numbers = new Map(photos.map(({ asset }, at) => [asset as string, at]));
  const names = async (folder: string): Promise<readonly string[]> =>
    (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".webp"));
  const made = (await names(ours)).map((path) => {
    const [asset = "", rest = ""] = path.replace(/^.*[/\\]/, "").split("-");
    return `${numbers.get(asset)}-${rest}`;
  });
  const there = new Set(await names(peer));
  const common = made.filter((name) => there.has(name)).length;
  return made.length + there.size - 2 * common;
}

async function measure(home: string): Promise<readonly Measurement[]> {
  const version = await findVipsThumbnail();
  if (version === null)
    say("The peer is missing: there is no vipsthumbnail here. It comes with Debian's package libvips-tools.");
  else say(`${version}; ${count} files, ${cores} cores each`);
  const [drawn, named, made, aside] = ["drawn", "named", "peer", "one"].map((name) => join(home, name));
  if (drawn === undefined || named === undefined || made === undefined || aside === undefined)
    throw new Error("No folders");
  for (const folder of [drawn, named, aside]) await mkdir(folder);
  const photos = await number(await drawPhotos(drawn), named);

  const codec = createImageCodec({ workers: cores });
  const layout = layOut(join(home, "library"));
  const store = createThumbnailStore({
    codec,
    layout,
    disk: nodeDisk,
    explain: (error) => classifyFileError(error, { folder: home }),
  });
  const all = async (
    part: readonly NumberedPhoto[],
    make: (photo: NumberedPhoto) => Promise<{ readonly ok: boolean }>,
  ): Promise<void> => {
    const done = await Promise.all(part.map(make));
    if (!done.every(({ ok }) => ok)) throw new Error("A picture was refused");
  };
  try {
    const whole = await compare(
      photos,
      async (part) => all(part, async ({ asset, path }) => store.make(asset, { path })),
      version === null ? null : async (part) => runVipsThumbnail(part, thumbnailWidthsPx, made, cores),
    );
    const single = await compare(
      photos,
      async (part) =>
        all(part, async ({ asset, path }) => codec.thumbnails({ path }, join(aside, asset), [oneWidthPx])),
      version === null
        ? null
        : async (part) => runVipsThumbnail(part, [oneWidthPx], join(aside, "peer"), cores),
    );
    const widths = thumbnailWidthsPx.join(", ");
    const processor = (
      name: string,
      { ours, peer }: typeof whole,
      aim?: Measurement["aim"],
    ): Measurement => ({
      name: `${name}, processor time`,
      ours: ours.processorMs,
      unit: "ms/picture",
      ...(peer === null || Number.isNaN(peer.processorMs)
        ? {}
        : { peer: peer.processorMs, ...(aim && { aim }) }),
    });
    return [
      {
        name: `all widths (${widths})`,
        ours: whole.ours.rate,
        unit: "pictures/s",
        ...(whole.peer === null ? {} : { peer: whole.peer.rate, aim: { of: "ratio", atLeast: 1 } as const }),
      },
      processor("all widths", whole, { of: "ratio", atMost: 1 }),
      {
        name: `one width (${oneWidthPx})`,
        ours: single.ours.rate,
        unit: "pictures/s",
        ...(single.peer === null ? {} : { peer: single.peer.rate }),
      },
      processor("one width", single),
      ...(version === null
        ? []
        : [
            {
              name: "made by one side only",
              ours: await countDifferent(layout.thumbs, made, photos),
              unit: "files",
              aim: { of: "ours", atMost: 0 } as const,
            },
          ]),
    ];
  } finally {
    await codec.close();
  }
}

const home = await mkdtemp(join(tmpdir(), "inlay-thumbnails-"));
try {
  await runBench({
    name: "thumbnails",
    peer: "vipsthumbnail of libvips-tools",
    measure: async () => measure(home),
  });
} finally {
  await rm(home, { recursive: true, force: true });
}
