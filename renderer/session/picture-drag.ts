// Library pictures on their way by drag and drop: between rooms by their ids, out of the app as files. Where the host
// drags files itself, what is dropped back into the page comes as files and is known by its name.
import { mediaUrl } from "#shared/contract/media.ts";
import type { PictureId } from "#shared/model/ids.ts";
import type { PictureCard } from "#shared/model/picture.ts";
import { shortNameOf } from "./picture-actions.ts";

/** The type under which picture ids travel; browsers let a target see it before the drop. */
export const pictureDragType = "application/x-inlay-pictures";

/** What Chromium takes as a file where it is dropped outside: one, as media type, name and address. */
const downloadDragType = "DownloadURL";

/** The pictures that the host drags or dragged last. */
let handedOver: readonly PictureId[] = [];

/** Puts pictures into a drag of the page; the first is the one that was seized. */
export function writePictureDrag(
  data: Pick<DataTransfer, "setData">,
  pictures: readonly PictureCard[],
  origin: string,
): void {
  data.setData(pictureDragType, JSON.stringify(pictures.map(({ id }) => id)));
  const [first] = pictures;
  if (first === undefined || first.problem === "missing") return;
  const name = shortNameOf(first);
  const address = new URL(mediaUrl(first.asset, name), origin).href;
  data.setData(downloadDragType, `${first.mediaType}:${name}:${address}`);
}

/** Notes that the host drags these pictures as files, so that a drop into the page is known for what it is. */
export function noteHandedOver(pictures: readonly PictureCard[]): void {
  handedOver = pictures.map(({ id }) => id);
}

/** The pictures that were dropped; empty when the drag carried none. */
export function readPictureDrag(data: Pick<DataTransfer, "getData" | "files">): readonly PictureId[] {
  const text = data.getData(pictureDragType);
  return text === "" ? ownFiles([...data.files]) : (JSON.parse(text) as readonly PictureId[]);
}

/** The library names a file after its picture (N2): all must be of the last drag, or they are just files. */
function ownFiles(files: readonly Pick<File, "name">[]): readonly PictureId[] {
  const found = files.map(({ name }) =>
    handedOver.find((id) => name.replace(/\.\w+$/, "").endsWith(` ${id.slice(0, 8)}`)),
  );
  const known = found.filter((id) => id !== undefined);
  return known.length === files.length ? known : [];
}
