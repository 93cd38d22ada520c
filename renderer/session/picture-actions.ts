// What can be done with library pictures from any room: Create, Gallery and the lightbox do it through here alone.
// Says nothing to people: callers show the outcome.
import { invoke } from "#renderer/bridge/bridge.ts";
import { mediaUrl } from "#shared/contract/media.ts";
import type { CallReply } from "#shared/contract/registry.ts";
import { ok, type Result } from "#shared/errors/result.ts";
import type { PictureId } from "#shared/model/ids.ts";
import type { Picture, PictureCard } from "#shared/model/picture.ts";
import { extensionOf, slugOf } from "#shared/rules/names.ts";
import { composerDraft, type DraftContent } from "./composer-draft.ts";
import { lightboxStore } from "./lightbox-store.ts";
import { navigationStore } from "./navigation.ts";
import { applyRecipe } from "./recipe-offer.ts";
import { studioStore } from "./studio-store.ts";

/**
 * Puts a picture's prompt and settings into the composer and opens Create. The value is what the composer held
 * before, for undo; null when the picture has no recipe (an import whose file says nothing).
 */
export async function reuseRecipe(id: PictureId): Promise<Result<DraftContent | null>> {
  const reply = await invoke("picture.get", { id });
  if (!reply.ok) return reply;
  const { request } = reply.value.picture;
  const before =
    request === null ? await applyFound(reply.value.picture) : composerDraft.actions.reuse(request);
  if (before === null) return ok(null);
  navigationStore.getState().goTo("create");
  return ok(before);
}

async function applyFound({ id, recipe }: Pick<Picture, "id" | "recipe">): Promise<DraftContent | null> {
  if (recipe === null) return null;
  const offered = await invoke("picture.recipe", { id });
  return applyRecipe(offered.ok && offered.value !== null ? offered.value : { recipe, missing: [] });
}

/** Adds pictures to the tray of references and opens Create. The value counts those that were not there already. */
export async function addToReferences(
  ids: readonly PictureId[],
): Promise<Result<{ readonly added: number }>> {
  let added = 0;
  for (const id of ids) {
    const reply = await invoke("picture.reference", { id });
    if (!reply.ok) return reply;
    if (composerDraft.actions.addReference(reply.value) === "added") added += 1;
  }
  navigationStore.getState().goTo("create");
  return ok({ added });
}

/** The pictures that were changed: fewer than were asked for where it was stopped. */
type Changed = Result<{ readonly ids: readonly PictureId[] }>;

/** Sets stars, 0 to 5; 0 takes them away. */
export async function ratePictures(ids: readonly PictureId[], rating: number): Promise<Changed> {
  return await invoke("picture.mark", { ids: [...ids], rating });
}

/** Makes all favourites, or none of them when they all are. */
export async function toggleFavourite(pictures: readonly PictureCard[]): Promise<Changed> {
  const favourite = !pictures.every(({ marks }) => marks.favourite);
  return await invoke("picture.mark", { ids: pictures.map(({ id }) => id), favourite });
}

/** Rejects all, or takes all back when they all are rejected; rejected pictures stay, out of sight. */
export async function toggleRejected(pictures: readonly PictureCard[]): Promise<Changed> {
  const rejected = !pictures.every(({ marks }) => marks.rejected);
  return await invoke("picture.mark", { ids: pictures.map(({ id }) => id), rejected });
}

/**
 * Takes in again a picture whose file was changed behind the app; where it is looked at large, its successor takes its
 * place there.
 */
export async function takeAgain({ id }: Pick<PictureCard, "id">): Promise<CallReply<"picture.takeAgain">> {
  const { items } = lightboxStore.getState();
  const place = items.findIndex((item) => item.id === id);
  const reply = await invoke("picture.takeAgain", { id });
  const isClosed = items.length > 1 && lightboxStore.getState().items.length === 0;
  if (reply.ok && reply.value.outcome === "replaced" && place !== -1 && !isClosed)
    lightboxStore.getState().succeed(id, reply.value.picture, place);
  return reply;
}

/** Hands trashed pictures to the system's trash, where there is one; cannot be undone from here. */
export async function purgePictures(ids: readonly PictureId[]): Promise<Result<unknown>> {
  return await invoke("picture.purge", { ids: [...ids] });
}

/** Moves pictures to the library's trash; `restorePictures` undoes it. */
export async function trashPictures(ids: readonly PictureId[]): Promise<Changed> {
  return await invoke("picture.trash", { ids: [...ids] });
}

export async function restorePictures(ids: readonly PictureId[]): Promise<Changed> {
  return await invoke("picture.restore", { ids: [...ids] });
}

/** Puts the prompt on the clipboard; the value is the prompt, null when the picture has none. */
export async function copyPrompt(id: PictureId): Promise<Result<string | null>> {
  const reply = await invoke("picture.get", { id });
  if (!reply.ok) return reply;
  const prompt = reply.value.picture.request?.prompt ?? null;
  if (prompt !== null) await navigator.clipboard.writeText(prompt);
  return ok(prompt);
}

/**
 * Puts the picture on the clipboard: through the host where it can, else by the browser, which takes PNG only, so
 * that other formats are drawn anew. Errors: `unavailable-here` when the browser refuses.
 */
export async function copyPicture(picture: Pick<PictureCard, "id" | "asset">): Promise<Result<unknown>> {
  if (studioStore.getState().abilities.includes("copy-picture"))
    return await invoke("picture.copy", { id: picture.id });
  try {
    await navigator.clipboard.write([new ClipboardItem({ "image/png": pngOf(mediaUrl(picture.asset)) })]);
    return ok(null);
  } catch {
    return { ok: false, error: { kind: "unavailable-here", what: "copy-picture" } };
  }
}

/** Saves the file, byte for byte: in a dialog where the host has one, else as a download. False when called off. */
export async function savePicture(
  picture: Pick<Picture, "id" | "asset" | "title" | "mediaType">,
): Promise<Result<{ readonly saved: boolean }>> {
  if (studioStore.getState().abilities.includes("save-dialog"))
    return await invoke("picture.saveAs", { id: picture.id });
  const name = shortNameOf(picture);
  const link = document.createElement("a");
  link.href = mediaUrl(picture.asset, name);
  link.download = name;
  link.click();
  return ok({ saved: true });
}

/** `a-cute-baby-sea-otter 1a2b3c4d.png`: what a picture's file is called outside the library. */
export function shortNameOf(picture: Pick<PictureCard, "id" | "title" | "mediaType">): string {
  return `${slugOf(picture.title)} ${picture.id.slice(0, 8)}.${extensionOf(picture.mediaType)}`;
}

/** Has the host drag the files, in place of the page's own drag; needs the ability `drag-out`. */
export async function dragOutPictures(ids: readonly PictureId[]): Promise<Result<unknown>> {
  return await invoke("picture.dragOut", { ids: [...ids] });
}

/** Shows the file in the system's file manager; needs the ability `show-in-folder`. */
export async function revealPicture(id: PictureId): Promise<Result<unknown>> {
  return await invoke("picture.reveal", { id });
}

async function pngOf(url: string): Promise<Blob> {
  const blob = await (await fetch(url)).blob();
  if (blob.type === "image/png") return blob;
  const bitmap = await createImageBitmap(blob);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return await canvas.convertToBlob({ type: "image/png" });
}
