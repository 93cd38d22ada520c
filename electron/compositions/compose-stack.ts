// A document's layers composed at full size and depth, proved, and written as a PNG with profile and EXIF. Runs in workers.
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Proof } from "#shared/model/composition-record.ts";
import { CompositeFailed, type Stack } from "./composite-task.ts";
import { decodeReply, type PictureNature } from "./decode-picture.ts";
import { layLayers, proveComposite, type LaidLayer, type LayOptions } from "./lay-layers.ts";
import { guarded, openCanvas } from "./open-pixels.ts";
import { writePng, type PngExtras } from "./png-writer.ts";
import { bytesPerPixel, type RawPicture } from "./raw-picture.ts";
import { startSecondThread } from "./second-thread.ts";

/** An open composite; its canvas is closed by whoever asked. */
export type Composed = {
  readonly canvas: RawPicture;
  readonly nature: PictureNature | null;
  readonly laid: readonly LaidLayer[];
  readonly proof: Proof;
};

/** Windows from this size on are placed by two threads: below, one is as quick. */
const SHARED_PIXELS = 1_000_000;
/** With fewer cores the page needs the other one. */
const LEAST_CORES = 4;

const srgb = { channels: 4, profile: null, profileName: null } as const;

/** Composes and proves. `onProgress` goes from 0 to 1. */
export async function composeStack(
  stack: Stack,
  scratch: string,
  onProgress: (done: number) => void,
  hooks: Pick<LayOptions, "onPart" | "onLaid" | "wholePixels"> = {},
): Promise<Composed> {
  const { canvas, nature, openBefore } = await openCanvas(stack, scratch);
  const isLarge =
    availableParallelism() >= LEAST_CORES &&
    stack.layers.some(({ window }) => window.width * window.height >= SHARED_PIXELS);
  const second = isLarge ? startSecondThread() : null;
  try {
    const laid = await layLayers(canvas, stack.layers, {
      decode: async ({ path }, { name }) => {
        if (!existsSync(path)) throw new CompositeFailed({ reason: "take", name, why: "missing" });
        return await guarded(path, decodeReply(path, nature ?? srgb, join(scratch, "profile.icc")));
      },
      openBase: openBefore,
      onProgress,
      ...(second === null ? {} : { crew: second.crew }),
      ...hooks,
    });
    const before = openBefore();
    try {
      return { canvas, nature, laid, proof: proveComposite(before, canvas, laid) };
    } finally {
      before.close();
    }
  } catch (error) {
    canvas.close();
    throw error;
  } finally {
    await second?.dispose();
  }
}

/** The keyword under which the proof stands in a PNG. */
const proofKeyword = "Inlay proof";

/** Writes the composite to a new file. Rejects with Node's system error. */
export async function writeComposite(
  path: string,
  { canvas, nature, proof }: Composed,
  more: { readonly texts: Readonly<Record<string, string>>; readonly hasProofInFile: boolean },
): Promise<void> {
  const extras: PngExtras = {
    profile: nature?.profile ? { name: nature.profileName ?? "", bytes: nature.profile } : null,
    exif: nature?.exif ?? null,
    pixelsPerMetre: nature?.pixelsPerMetre ?? null,
    texts: more.hasProofInFile ? { ...more.texts, [proofKeyword]: JSON.stringify(proof) } : more.texts,
  };
  await writePng(path, canvas, rowsOf(canvas), extras);
}

/** All samples, some rows at a time; what is given stands until the next is asked for. */
function* rowsOf(picture: RawPicture): Generator<Uint8Array> {
  const rows = Math.max(1, Math.min(64, Math.floor(8_000_000 / picture.width)));
  const room = new Uint8Array(rows * picture.width * bytesPerPixel(picture));
  for (let y = 0; y < picture.height; y += rows)
    yield picture.readRows(y, Math.min(rows, picture.height - y), room);
}
