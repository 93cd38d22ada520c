// Pictures that leave the grid by drag: to places in the app, and, as files, to other programs.
import type { DragEvent } from "react";
import { invoke } from "#renderer/bridge/bridge.ts";
import { writePictureDrag } from "#renderer/session/picture-drag.ts";
import { studioStore } from "#renderer/session/studio-store.ts";
import { mediaUrl } from "#shared/contract/media.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import { extensionOf, slugOf } from "#shared/rules/names.ts";

/**
 * Fills a drag that has just begun. With Alt, and a host that can, the host takes it over with the files themselves,
 * all of them; otherwise it stays in the page, and a single picture can also be let go outside as a download.
 */
export function startDrag(event: DragEvent, pictures: readonly PictureCard[]): void {
  const [first] = pictures;
  if (first === undefined) return;
  const ids = pictures.map(({ id }) => id);
  if (event.altKey && studioStore.getState().abilities.includes("drag-out")) {
    event.preventDefault();
    void invoke("picture.dragOut", { ids });
    return;
  }
  const data = event.dataTransfer;
  writePictureDrag(data, ids);
  data.effectAllowed = "copy";
  if (pictures.length === 1 && first.problem === null) {
    const name = `${slugOf(first.title)} ${first.id.slice(0, 8)}.${extensionOf(first.mediaType)}`;
    const address = new URL(mediaUrl(first.asset, name), window.location.href).href;
    data.setData("DownloadURL", `${first.mediaType}:${name}:${address}`);
  }
  const tile = event.target instanceof Element ? event.target.querySelector("img") : null;
  if (tile !== null) data.setDragImage(tile, 24, 24);
}
