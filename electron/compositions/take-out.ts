// Documents on their way out: flattened into a picture of the library, or exported as a file to fetch.
import { randomBytes } from "node:crypto";
import { rename, stat } from "node:fs/promises";
import { join } from "node:path";
import type { OutputOf, ParsedOf } from "#shared/contract/call.ts";
import type {
  compositionCalls,
  ExportedFile,
  ExportFormat,
} from "#shared/contract/calls/composition-calls.ts";
import { ok, type Result } from "#shared/errors/result.ts";
import type { Composition } from "#shared/model/composition.ts";
import type { Proof } from "#shared/model/composition-record.ts";
import { chosenTake } from "#shared/model/patch.ts";
import type { Parent } from "#shared/model/picture.ts";
import { slugOf } from "#shared/rules/names.ts";
import { describeBase } from "./base-file.ts";
import type { CompositionParts } from "./composition-parts.ts";
import type { ExportShelf } from "./export-shelf.ts";

export type FlattenWish = ParsedOf<(typeof compositionCalls)["composition.flatten"]>;
export type FlattenReply = OutputOf<(typeof compositionCalls)["composition.flatten"]>;
export type ExportWish = ParsedOf<(typeof compositionCalls)["composition.export"]>;

/** Errors: see the call. */
export async function flattenComposition(
  parts: CompositionParts,
  wish: FlattenWish,
  signal?: AbortSignal,
): Promise<Result<FlattenReply>> {
  const read = await parts.store.readAt(wish.id, wish.revision);
  if (!read.ok) return read;
  const { document, revision } = read.value;
  const stack = await parts.stackOf(document, null);
  if (!stack.ok) return stack;
  const { opening } = (await describe(parts, document)).losses;
  const composed = await parts.run(
    document,
    { kind: "flatten", stack: stack.value, texts, hasProofInFile: wish.hasProofInFile },
    async ({ proof }, scratch): Promise<Result<FlattenReply>> => {
      const kept = await parts.ports.keepComposite({
        path: join(scratch, "flat.png"),
        title: document.name,
        parents: parentsOf(document),
        composite: {
          composition: document.id,
          revision,
          patches: stack.value.layers.length,
          proof,
          losses: opening,
        },
      });
      return kept.ok ? ok({ picture: kept.value, proof, losses: opening }) : kept;
    },
    signal,
  );
  return composed.ok ? composed.value : composed;
}

const mediaTypes: Readonly<Record<ExportFormat, string>> = {
  png: "image/png",
  jpeg: "image/jpeg",
  webp: "image/webp",
  psd: "image/vnd.adobe.photoshop",
};

/** Errors: see the call. */
export async function exportComposition(
  parts: CompositionParts,
  shelf: ExportShelf,
  wish: ExportWish,
  signal?: AbortSignal,
): Promise<Result<ExportedFile>> {
  const read = await parts.store.readAt(wish.id, wish.revision);
  if (!read.ok) return read;
  const { document } = read.value;
  const stack = await parts.stackOf(document, null);
  if (!stack.ok) return stack;
  const { losses } = await describe(parts, document);
  const { format, quality, hasProofInFile } = wish;
  const rest = { stack: stack.value, texts, hasProofInFile };
  const task =
    format === "png"
      ? ({ kind: "flatten", ...rest } as const)
      : format === "psd"
        ? ({ kind: "psd", stack: stack.value, hasProofInFile } as const)
        : ({ kind: "encode", format, quality, ...rest } as const);
  const shelve = async ({ proof }: { readonly proof: Proof }, scratch: string): Promise<ExportedFile> => {
    const name = `${slugOf(document.name)}.${format === "jpeg" ? "jpg" : format}`;
    const token = randomBytes(16).toString("hex");
    const path = await shelf.place(token, name, mediaTypes[format]);
    await rename(join(scratch, `flat.${format}`), path);
    const { size } = await stat(path);
    return {
      token,
      name,
      mediaType: mediaTypes[format],
      bytes: size,
      losses: [...new Set([...losses.opening, ...losses[format]])],
      proof,
    };
  };
  return await parts.run(document, task, shelve, signal);
}

const texts = { Software: "Inlay" } as const;

/** The base's header as it was read last, or now. */
async function describe(parts: CompositionParts, document: Composition) {
  const file = await parts.findBase(document);
  const nature = await parts.natureOf(document, file);
  return describeBase(file.state, nature, document);
}

/** The base, then the take that each patch shows: what the picture was made from. */
function parentsOf(document: Composition): Parent[] {
  const { base, patches } = document;
  const parents: Parent[] =
    base.kind === "blank"
      ? []
      : [{ asset: base.asset, picture: base.picture, name: document.name, label: "base" }];
  for (const patch of patches) {
    if (!patch.isVisible) continue;
    const take = chosenTake(patch);
    // A take's picture has the id of its job.
    const picture = take.job as string as NonNullable<Parent["picture"]>;
    parents.push({ asset: take.reply, picture, name: patch.name, label: "take" });
  }
  return parents.slice(0, 64);
}
