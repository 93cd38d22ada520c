// A library in a folder of its own, with a real codec, for tests; and pictures and jobs to put into it.
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import sharp from "sharp";
import type { CompleteReply } from "#electron/library/intake/complete-reply.ts";
import { openLibrary, type Library } from "#electron/library/library.ts";
import type { LibraryOptions } from "#electron/library/open-parts.ts";
import { createImageCodec } from "#electron/platform/image-codec.ts";
import { createLog } from "#electron/platform/log.ts";
import type { ClickId, JobId } from "#shared/model/ids.ts";
import { blankRequest, type ImageRequest } from "#shared/model/image-request.ts";
import type { Job } from "#shared/model/job.ts";

export const codec = createImageCodec({ workers: 1 });
export const log = createLog({ folder: null });

/** In memory where there is such a place: these tests are about dying processes, not about slow disks. */
const base = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

/** A name with a space, an umlaut and a script that reads from right to left. */
export async function freshFolder(): Promise<string> {
  return mkdtemp(join(base, "inlay bücher מדף-"));
}

let time = 1_763_800_000_000;
export const tick = (): number => (time += 1000);

export function optionsFor(folder: string, more: Partial<LibraryOptions> = {}): LibraryOptions {
  return {
    folder,
    mayCreate: true,
    codec,
    log,
    now: tick,
    randomBytes: (count) => randomBytes(count),
    owner: { host: "test" },
    ...more,
  };
}

export async function mustOpen(folder: string, more: Partial<LibraryOptions> = {}): Promise<Library> {
  const opened = await openLibrary(optionsFor(folder, more));
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return opened.value;
}

/** Runs with a library that is closed and removed afterwards. */
export async function withLibrary(use: (library: Library, folder: string) => Promise<void>): Promise<void> {
  const folder = await freshFolder();
  const library = await mustOpen(join(folder, "library"));
  try {
    await use(library, library.folder);
  } finally {
    await library.close();
    await rm(folder, { recursive: true });
  }
}

/** A small PNG; the same number gives the same bytes, another number others. */
export async function pngOf(number: number, widthPx = 24, heightPx = 16): Promise<Buffer> {
  const background = { r: number & 255, g: (number >> 8) & 255, b: 90 };
  return sharp({ create: { width: widthPx, height: heightPx, channels: 3, background } })
    .png()
    .toBuffer();
}

export function jobOf(number: number, request: Partial<ImageRequest> = {}): Job {
  return {
    id: number.toString(16).padStart(16, "0") as JobId,
    click: "00000000000000aa" as ClickId,
    take: 0,
    takes: 1,
    request: { ...blankRequest, prompt: `A cute baby sea otter number ${number}`, ...request },
    origin: { kind: "create" },
    engine: "demo",
    state: "spooled",
    createdAt: 1_763_800_000_000 + number,
    startedAt: 1_763_800_000_500,
    endedAt: null,
    notBefore: null,
    attempts: 1,
    receivedBytes: 0,
    totalBytes: null,
    expectedMs: null,
    error: null,
    picture: null,
  };
}

/** A reply in the spool, as jobs leave it. */
export async function spool(
  library: Pick<Library, "spoolFolder">,
  job: Job,
  bytes: Uint8Array,
): Promise<CompleteReply> {
  await mkdir(library.spoolFolder, { recursive: true });
  const path = join(library.spoolFolder, `${job.id}.reply`);
  await writeFile(path, bytes);
  const usage = { totalTokens: 30, inputTokens: 10, outputTokens: 20, textTokens: 10, imageTokens: 0 };
  return { job, path, usage, endedAt: 1_763_800_009_000 + Number.parseInt(job.id, 16) };
}

export async function keep(library: Library, number: number, request: Partial<ImageRequest> = {}) {
  const reply = await spool(library, jobOf(number, request), await pngOf(number));
  const kept = await library.keepReply(reply);
  if (!kept.ok) throw new Error(JSON.stringify(kept.error));
  return kept.value;
}

/** Everything the index says, without what may differ between two equal ones: row numbers. */
export function readIndex(folder: string): unknown {
  const db = new DatabaseSync(join(folder, "index.sqlite"), { readOnly: true });
  try {
    const pictures = db
      .prepare(
        `SELECT pictures.*, prompts.text AS prompt_text, visible, facets.kind AS kind_number, media, ratio, tag_count,
           name AS model_name, total_tokens, stack, json
         FROM pictures JOIN records USING (row) JOIN facets USING (row) LEFT JOIN models ON number = model
           LEFT JOIN prompts ON prompts.row = pictures.prompt ORDER BY id`,
      )
      .all()
      .map(({ row: _row, prompt: _prompt, ...row }) => ({
        ...row,
        json: JSON.parse(String(row["json"])) as unknown,
      }));
    const words = (text: string, table = "words") =>
      db
        .prepare(
          `SELECT id FROM ${table} w JOIN pictures ON row = w.rowid WHERE ${table} MATCH ? ORDER BY id`,
        )
        .all(text)
        .map((row) => row["id"]);
    const parents = db
      .prepare(
        "SELECT id, place, p.asset, picture FROM parents p JOIN pictures ON row = child ORDER BY id, place",
      )
      .all()
      .map((row) => ({ ...row }));
    const prompts = db
      .prepare("SELECT hash, text, uses, last_used_at FROM prompts ORDER BY hash")
      .all()
      .map((row) => ({ ...row }));
    const tags = db
      .prepare("SELECT id, folded, tag, t.trashed FROM tags t JOIN pictures USING (row) ORDER BY id, folded")
      .all()
      .map((row) => ({ ...row }));
    const members = db
      .prepare(
        "SELECT collection, id, m.trashed FROM members m JOIN pictures USING (row) ORDER BY collection, id",
      )
      .all()
      .map((row) => ({ ...row }));
    const collections = db
      .prepare("SELECT * FROM collections ORDER BY id")
      .all()
      .map((row) => ({ ...row }));
    const pending = db.prepare("SELECT count(*) AS n FROM pending").get()?.["n"];
    return {
      pictures,
      parents,
      pending,
      prompts,
      otters: words("otter*"),
      otherOtters: words("otter*", "aside_words"),
      files: words("file : a*"),
      tagged: words("tags : a*"),
      collected: words("collections : a*"),
      tags,
      members,
      collections,
      twos: words("2*"),
    };
  } finally {
    db.close();
  }
}
