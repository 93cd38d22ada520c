// What a drop or a paste brings: files, folders walked to their last file.
import { pictureDragType } from "./picture-drag.ts";

/** Names and files in the order found; hidden files of the system are left out. */
export type DroppedFile = { readonly name: string; readonly file: File };

/** Whether a drag carries pictures or files; contents cannot be read before the drop. */
export function carriesPictures(data: Pick<DataTransfer, "types">): boolean {
  return data.types.includes(pictureDragType) || data.types.includes("Files");
}

/** The part of a DataTransferItem that is read. */
export type DroppedItem = Pick<DataTransferItem, "kind" | "getAsFile" | "webkitGetAsEntry">;

/**
 * Every file of a drop, folders included. The entries are taken at once, because the browser empties the drop when the
 * event ends; the walk goes on afterwards. A file that cannot be opened is left to the others.
 */
export async function readDroppedFiles(items: Iterable<DroppedItem>): Promise<readonly DroppedFile[]> {
  const found = [...items]
    .filter(({ kind }) => kind === "file")
    .map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const walked = await Promise.all(
    found.map(async ({ entry, file }) => {
      if (entry !== null) return await walkEntry(entry);
      return file === null ? [] : [{ name: file.name, file }];
    }),
  );
  return walked.flat();
}

async function walkEntry(entry: FileSystemEntry): Promise<readonly DroppedFile[]> {
  if (entry.name.startsWith(".")) return [];
  if (isFile(entry)) {
    const file = await openFile(entry);
    return file === null ? [] : [{ name: entry.name, file }];
  }
  if (!isFolder(entry)) return [];
  const children = await listFolder(entry.createReader());
  const sorted = children.toSorted((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
  return (await Promise.all(sorted.map(walkEntry))).flat();
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

async function openFile(entry: FileSystemFileEntry): Promise<File | null> {
  return await new Promise((resolve) => {
    entry.file(resolve, () => resolve(null));
  });
}

/** `readEntries` gives at most 100 at a time, and none when all were given. */
async function listFolder(reader: FileSystemDirectoryReader): Promise<readonly FileSystemEntry[]> {
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<readonly FileSystemEntry[]>((resolve) => {
      reader.readEntries(resolve, () => resolve([]));
    });
    if (some.length === 0) return all;
    all.push(...some);
  }
}
