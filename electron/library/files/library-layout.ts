// Which folder of the library holds what. Pure paths; relative ones have forward slashes, as records do.
import { basename, extname, isAbsolute, join, posix, relative, sep } from "node:path";
import type { AssetId, PictureId } from "#shared/model/ids.ts";
import type { MediaType } from "#shared/model/image-request.ts";
import type { Picture } from "#shared/model/picture.ts";
import { temporaryPathFor } from "#electron/platform/durable-file.ts";
import { extensionOf } from "#shared/rules/names.ts";

const trash = "trash";

/** Absolute paths of everything in a library folder. */
export type LibraryLayout = ReturnType<typeof layOut>;

export function layOut(folder: string) {
  const at = (...parts: string[]) => join(folder, ...parts);
  return {
    folder,
    index: at("index.sqlite"),
    lock: at("library.lock"),
    prompts: at("prompts.json"),
    collections: at("collections.json"),
    searches: at("searches.json"),
    pictures: at("pictures"),
    records: at("records"),
    trashedPictures: at(trash, "pictures"),
    trashedRecords: at(trash, "records"),
    references: at("references"),
    thumbs: at("thumbs"),
    spool: at("spool"),
    /** Files that are being taken in; only the library writes here. */
    incoming: at("spool", "incoming"),
    /** For a file that is being written: on the same disk, and swept when a crash leaves it. */
    temporary: (path: string) => at("spool", "incoming", basename(temporaryPathFor(path))),
    backups: at("backups"),
    quarantine: at("quarantine"),
    /** Absolute path of a file that a record or the index names. */
    absolute: (file: string) => (isAbsolute(file) ? file : join(folder, ...file.split("/"))),
    /** Relative with forward slashes for what lies inside the library, absolute for what does not. */
    relative: (path: string) => {
      const inside = relative(folder, path);
      return inside.startsWith("..") || isAbsolute(inside) ? path : inside.split(sep).join("/");
    },
    record: (id: PictureId, isTrashed: boolean) =>
      isTrashed ? at(trash, "records", `${id}.json`) : at("records", `${id}.json`),
    reference: (asset: AssetId, mediaType: MediaType) =>
      at("references", `${asset}.${extensionOf(mediaType)}`),
    /** Thumbnails of an asset are `<stem>-<width>.webp`. */
    thumbStem: (asset: AssetId) => at("thumbs", asset.slice(0, 2), asset),
  };
}

/** Folders that stand as long as the library does. */
export function lastingFolders(layout: LibraryLayout): readonly string[] {
  return [
    layout.pictures,
    layout.records,
    layout.trashedPictures,
    layout.trashedRecords,
    layout.references,
    layout.thumbs,
    layout.incoming,
    layout.backups,
    layout.quarantine,
  ];
}

/** True for an import that was kept in its own place: its file is never moved, written or thrown away. */
export function isInPlace(picture: Pick<Picture, "file">): boolean {
  return isAbsolute(picture.file);
}

/** `pictures/…` to `trash/pictures/…` and back; the rest of the path stays. */
export function fileInTrash(picture: Pick<Picture, "file">): string {
  return picture.file.startsWith(`${trash}/`) ? picture.file : `${trash}/${picture.file}`;
}

export function fileOutOfTrash(picture: Pick<Picture, "file">): string {
  return picture.file.startsWith(`${trash}/`) ? picture.file.slice(trash.length + 1) : picture.file;
}

/** `a.png` to `a (2).png`: another name in the same folder. */
export function variantOf(file: string, number: number): string {
  const extension = extname(file);
  const stem = file.slice(0, file.length - extension.length);
  return posix.normalize(`${stem} (${number})${extension}`);
}
