// A library picture on its way by drag and drop within the page: the gallery writes it, trays read it.
import type { PictureId } from "#shared/model/ids.ts";

/** The type under which picture ids travel; browsers let a target see it before the drop. */
export const pictureDragType = "application/x-inlay-pictures";

export function writePictureDrag(data: DataTransfer, ids: readonly PictureId[]): void {
  data.setData(pictureDragType, JSON.stringify(ids));
}

/** The pictures that were dropped; empty when the drag carried none. */
export function readPictureDrag(data: DataTransfer): readonly PictureId[] {
  const text = data.getData(pictureDragType);
  return text === "" ? [] : (JSON.parse(text) as readonly PictureId[]);
}
