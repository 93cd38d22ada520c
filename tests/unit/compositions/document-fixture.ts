// A library with queue and documents in a folder of their own, and an engine inside the process that re-renders what it is
// sent: moved, re-coloured, with a red spot in the middle.
import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { openCompositions, type Compositions } from "#electron/compositions/compositions.ts";
import type { CompositionPorts } from "#electron/compositions/ports.ts";
import { compositionPorts } from "#electron/hosts/composition-ports.ts";
import { openJobQueue } from "#electron/jobs/open-job-queue.ts";
import type { JobPorts, JobQueue } from "#electron/jobs/ports.ts";
import type { Library } from "#electron/library/library.ts";
import type { StudioEvent } from "#shared/contract/events.ts";
import { ok, type Result } from "#shared/errors/result.ts";
import type { Composition, Run } from "#shared/model/composition.ts";
import type { ClickId, PatchId } from "#shared/model/ids.ts";
import { isSettled, type Job } from "#shared/model/job.ts";
import { defaultEdge, defaultPlacement, defaultTone, type Patch } from "#shared/model/patch.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import type { Region } from "#shared/model/region.ts";
import { defaultSettings } from "#shared/model/settings.ts";
import type { Raster } from "#shared/pixels/pixel-types.ts";
import { log, mustOpen } from "#tests/unit/library/library-fixture.ts";

export type Desk = {
  readonly folder: string;
  readonly library: Library;
  readonly queue: JobQueue;
  readonly documents: Compositions;
  readonly events: StudioEvent[];
  /** Hears every event from now on; answers how to stop. */
  readonly onEvent: (hear: (event: StudioEvent) => void) => () => void;
  readonly sent: Parameters<JobPorts["send"]>[0][];
};

export type Reply = (primary: Buffer | null, size: { width: number; height: number }) => Promise<Buffer>;

/** Runs with everything open, and closes and removes it afterwards. */
export async function withDesk(
  use: (desk: Desk) => Promise<void>,
  reply: Reply = driftedReply,
  ports: Partial<CompositionPorts> = {},
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "inlay canvas "));
  const desk = await openDesk(folder, reply, ports);
  try {
    await use(desk);
  } finally {
    await closeDesk(desk);
    await rm(folder, { recursive: true });
  }
}

export async function openDesk(
  folder: string,
  reply: Reply = driftedReply,
  ports: Partial<CompositionPorts> = {},
): Promise<Desk> {
  const library = await mustOpen(join(folder, "library"));
  const events: StudioEvent[] = [];
  const sent: Desk["sent"] = [];
  const queue = must(
    await openJobQueue({
      folder: library.folder,
      settings: () => defaultSettings,
      engine: () => "demo",
      send: async (prepared, dispatch) => {
        sent.push(prepared);
        dispatch.onReceiving();
        const file = prepared.primary === null ? null : await library.resolveAsset(prepared.primary.asset);
        const [width = 0, height = 0] = String(prepared.fields["size"]).split("x").map(Number);
        const bytes = await reply(file === null ? null : await readFile(file.path), { width, height });
        const received = { bytes: bytes.length, usage: null, durationMs: 5 };
        await writeFile(dispatch.target.part, bytes);
        await dispatch.onWhole(received);
        await rename(dispatch.target.part, dispatch.target.whole);
        return ok(received);
      },
      keep: library.keepReply,
      hasReference: async (reference) => (await library.resolveAsset(reference.asset)) !== null,
      spent: library.usage,
      clock: { now: Date.now, after: (ms, run) => timer(ms, run) },
      randomBytes,
      log: () => undefined,
    }),
  );
  const ears = new Set<(event: StudioEvent) => void>();
  const publish = (event: StudioEvent): void => {
    events.push(event);
    for (const hear of ears) hear(event);
  };
  queue.onEvent(publish);
  const documents = must(
    await openCompositions({
      ...compositionPorts(library, queue, { publish, log, cacheFolder: join(folder, "cache") }),
      ...ports,
    }),
  );
  const onEvent: Desk["onEvent"] = (hear) => {
    ears.add(hear);
    return () => void ears.delete(hear);
  };
  return { folder, library, queue, documents, events, onEvent, sent };
}

export async function closeDesk({ documents, queue, library }: Desk): Promise<void> {
  await documents.close();
  await queue.close();
  await library.close();
}

function timer(ms: number, run: () => void): () => void {
  const handle = setTimeout(run, ms);
  return () => clearTimeout(handle);
}

export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** The picture moved by two pixels, a little warmer, with a red disc in the middle. */
export const driftedReply: Reply = async (primary, { width, height }) => {
  const picture =
    primary === null
      ? sharp({ create: { width, height, channels: 3, background: { r: 90, g: 120, b: 160 } } })
      : sharp(primary).removeAlpha().resize(width, height, { fit: "fill" });
  const { data } = await picture.toColourspace("srgb").raw().toBuffer({ resolveWithObject: true });
  const moved = Buffer.alloc(data.length);
  const discPx = Math.min(width, height) / 12;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = (Math.max(0, y - 1) * width + Math.max(0, x - 2)) * 3;
      const to = (y * width + x) * 3;
      const isDisc = (x - width / 2) ** 2 + (y - height / 2) ** 2 < discPx ** 2;
      moved[to] = isDisc ? 220 : Math.min(255, Math.round((data[from] ?? 0) * 1.03 + 2));
      moved[to + 1] = isDisc ? 30 : (data[from + 1] ?? 0);
      moved[to + 2] = isDisc ? 40 : Math.round((data[from + 2] ?? 0) * 0.98);
    }
  return sharp(moved, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 1 })
    .toBuffer();
};

export function freshId<Id extends ClickId | PatchId>(): Id {
  return randomBytes(8).toString("hex") as Id;
}

export async function importBytes(
  desk: Pick<Desk, "library" | "folder">,
  bytes: Uint8Array,
  name: string,
): Promise<PictureCard> {
  const path = join(desk.folder, name);
  await writeFile(path, bytes);
  return must(await desk.library.importFile({ name, path })).picture;
}

/** A raster as a PNG, depth and channels kept. */
export async function pngOfRaster({ width, height, channels, data }: Raster): Promise<Buffer> {
  const picture = sharp(data, { raw: { width, height, channels } });
  return await (
    data instanceof Uint16Array
      ? picture.toColourspace(channels <= 2 ? "grey16" : "rgb16")
      : picture.toColourspace(channels <= 2 ? "b-w" : "srgb")
  )
    .png({ compressionLevel: 1 })
    .toBuffer();
}

export function rectangle(
  extent: Region["extent"],
  x: number,
  y: number,
  width: number,
  height: number,
): Region {
  return { extent, operations: [{ kind: "rectangle", mode: "add", x, y, width, height }] };
}

/** Waits until every job of a click has settled. */
export async function settled({ queue }: Pick<Desk, "queue">, click: ClickId): Promise<Job[]> {
  for (;;) {
    const jobs = queue.jobsOfClick(click);
    if (jobs.length > 0 && jobs.every(isSettled)) return jobs;
    await new Promise<void>((resolve) => {
      const end = queue.onEvent(() => {
        end();
        resolve();
      });
    });
  }
}

/** Selects, asks once and accepts the take as a patch, saved. Answers the document as it stands then. */
export async function addPatch(
  desk: Desk,
  open: { readonly document: Composition; readonly revision: number },
  region: Region,
  change: Partial<Patch> = {},
): Promise<{ document: Composition; revision: number; run: Run; jobs: Job[] }> {
  const click = freshId<ClickId>();
  const started = must(
    await desk.documents.run({
      id: open.document.id,
      revision: open.revision,
      click,
      prompt: "a red ball",
      references: [],
      region,
      window: null,
      isWholeFrame: false,
      scope: "selection" as const,
      hasGuide: false,
      cutFrom: "below" as const,
      patch: null,
      takes: 1,
    }),
  );
  const jobs = await settled(desk, click);
  const [job] = jobs;
  if (job === undefined || job.picture === null) throw new Error(JSON.stringify(jobs));
  const reply = must(desk.library.get(job.picture)).picture.asset;
  const patch: Patch = {
    id: freshId<PatchId>(),
    name: "a red ball",
    prompt: "a red ball",
    references: [],
    click,
    createdAt: 1,
    region,
    window: started.run.window,
    takes: [{ job: job.id, reply, hasGuide: false, cutFrom: "below", measured: null, scores: null }],
    mix: { chosen: job.id, painted: [] },
    placement: defaultPlacement,
    tone: defaultTone,
    edge: defaultEdge,
    opacity: 1,
    isVisible: true,
    ...change,
  };
  const document = { ...open.document, patches: [...open.document.patches, patch], runs: [] };
  const { revision } = must(await desk.documents.save(document, started.revision));
  return { document, revision, run: started.run, jobs };
}
