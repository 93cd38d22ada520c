// A reply becomes a picture, once, whatever happens in between (J7).
import { err, ok, type Result } from "#shared/errors/result.ts";
import type { PictureId } from "#shared/model/ids.ts";
import type { Picture } from "#shared/model/picture.ts";
import { hashFile } from "#electron/library/files/hash-file.ts";
import type { CompleteReply } from "./complete-reply.ts";
import type { LibraryParts } from "#electron/library/parts/library-parts.ts";
import { pictureFromReply, type Decoded } from "./new-picture.ts";
import { freeName, isThere, settleChanges } from "#electron/library/files/settle-changes.ts";
import type { ThumbnailStore } from "#electron/library/files/thumbnail-store.ts";

export type Kept = { readonly picture: Picture; readonly fresh: boolean };

/** Errors: `disk-full` (billed), library errors; the reply's file stands then. */
export async function keepReply(
  parts: LibraryParts,
  thumbnails: ThumbnailStore,
  reply: CompleteReply,
): Promise<Result<Kept>> {
  try {
    const before = parts.index.byJob(reply.job.id);
    if (before !== null) return ok(await putReplyAway(parts, before, reply));
    const hashed = await hashFile(reply.path);
    const decoded = await decode(parts, thumbnails, reply, hashed.asset);
    return await parts.alone(async () => settleReply(parts, reply, pictureFromReply(reply, hashed, decoded)));
  } catch (error) {
    return err(parts.explain(error, "yes", reply.job.request.prompt.slice(0, 60)));
  }
}

async function settleReply(
  parts: LibraryParts,
  reply: CompleteReply,
  planned: Picture,
): Promise<Result<Kept>> {
  const before = parts.index.byJob(reply.job.id);
  if (before !== null) return ok(await putReplyAway(parts, before, reply));
  // A rebuild between two attempts took the file for an import: then that picture is this one.
  const adopted = parts.index.byFile(planned.file);
  const isAdopted = adopted !== null && adopted.asset === planned.asset && adopted.job === null;
  const picture: Picture = isAdopted
    ? { ...planned, id: adopted.id, marks: adopted.marks }
    : { ...planned, id: freeId(parts, planned.id), file: await fileForReply(parts, planned) };
  const source = { file: parts.layout.relative(reply.path), how: "arrive" } as const;
  const settled = await settleChanges(parts, [{ picture, source }], "yes");
  return settled.ok ? ok({ picture, fresh: true }) : settled;
}

// Bytes that do not decode are kept and badged; only a disk that has no room for thumbnails says nothing about them.
async function decode(
  parts: LibraryParts,
  thumbnails: ThumbnailStore,
  reply: CompleteReply,
  asset: Picture["asset"],
): Promise<Decoded> {
  const made = await thumbnails.make(asset, { path: reply.path });
  if (made.ok) return made.value;
  if (made.error.kind === "picture-refused") return null;
  const verified = await parts.codec.verify({ path: reply.path });
  return verified.ok ? { facts: verified.value, thumbhash: null, perceptualHash: null } : null;
}

// The name may be taken by the same bytes: an attempt that was cut short left them there.
async function fileForReply(parts: LibraryParts, { file, asset }: Picture): Promise<string> {
  const path = parts.layout.absolute(file);
  const isOurs =
    parts.index.byFile(file) === null && (await isThere(path)) && (await hashFile(path)).asset === asset;
  return isOurs ? file : freeName(parts, file);
}

function freeId(parts: LibraryParts, id: PictureId): PictureId {
  return parts.index.byId(id) === null ? id : randomPictureId(parts);
}

/** An id that no picture has. */
export function randomPictureId(parts: Pick<LibraryParts, "index" | "randomBytes">): PictureId {
  for (;;) {
    const id = Buffer.from(parts.randomBytes(8)).toString("hex") as PictureId;
    if (parts.index.byId(id) === null) return id;
  }
}

async function putReplyAway(parts: LibraryParts, picture: Picture, reply: CompleteReply): Promise<Kept> {
  await parts.disk.remove(reply.path);
  return { picture, fresh: false };
}
