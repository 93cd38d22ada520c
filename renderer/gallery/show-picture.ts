// Leads to one picture in the grid, wherever it stands; what hides it is taken away.
import { invoke } from "#renderer/bridge/bridge.ts";
import type { PictureId } from "#shared/model/ids.ts";
import { placeOf } from "./result/card-pages.ts";
import { plainQuery } from "./result/gallery-query.ts";
import { cardAt } from "./result/card-pages.ts";
import type { GalleryStore } from "./result/gallery-store.ts";
import { selectOnly } from "./result/selection.ts";

/** Selects it where it is in view; else shows the day it was made, and selects it there. */
export async function showPicture(store: GalleryStore, id: PictureId): Promise<void> {
  const select = () => {
    const { pages } = store.getState();
    const place = placeOf(pages, id);
    const card = place === null ? undefined : cardAt(pages, place);
    if (place !== null && card !== undefined) store.actions.select(selectOnly(card, place));
    return place !== null;
  };
  if (select()) return;
  const reply = await invoke("picture.get", { id });
  if (!reply.ok) return;
  const { createdAt, kind } = reply.value.picture;
  const at = new Date(createdAt);
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  // Takes of the canvas have to be asked for.
  const text = `${kind === "take" ? "kind:take " : ""}after:${day}`;
  await store.actions.setQuery({ ...plainQuery, text, sort: "oldest" });
  select();
}
